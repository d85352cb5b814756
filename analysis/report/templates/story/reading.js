// A link into a folded part opens it
const columns = one("#columns");
const sides = all(".column");
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  const column = target.closest(".column");
  if (column) bring(column);
  target.scrollIntoView({ block: column ? "center" : "start" });
  if (target.matches(".sentence")) point(target, true);
};

// Which columns stand side by side
const pickers = ["#left", "#right"].map((id) => one(id));
const front = (column) => sides.forEach((side) => side.classList.toggle("front", side === column));
const arrange = () => {
  if (!pickers[0]) return;
  const chosen = pickers.map((picker) => picker.value);
  sides.forEach((side) => { side.hidden = !chosen.includes(side.id); side.style.order = chosen.indexOf(side.id); });
};
const bring = (column) => {
  if (pickers[0] && column.hidden) {
    const keepLeft = one(`#${pickers[0].value}`).dataset.source !== column.dataset.source;
    pickers[keepLeft ? 1 : 0].value = column.id;
    arrange();
  }
  front(column);
  phone();
};
if (pickers[0]) {
  pickers[1].value = (sides.find((side) => side.dataset.source !== sides[0].dataset.source) || sides[1]).id;
  pickers.forEach((picker) => picker.addEventListener("change", arrange));
  arrange();
}
const phone = () => all(".phone button").forEach((button) => button.setAttribute("aria-pressed", one(`#${button.value}`).matches(".front")));
const switches = one(".phone");
if (switches) sides.forEach((side) => {
  const button = make("button", side.getAttribute("aria-label"), { type: "button", value: side.id });
  button.addEventListener("click", () => bring(side));
  switches.append(button);
});
if (sides.length) { front(sides[0]); phone(); }

// Sentences and their words
const plain = (sentence) => all("[data-o]", sentence).map((run) => run.textContent).join("");
const split = (text) => [...text.matchAll(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu)].map((found) => [found[0].toLowerCase().replace(/[’']s$/, ""), found.index, found.index + found[0].length]);
/** The words of each of two texts that the other lacks, in their order (longest common subsequence). */
const differ = (a, b) => {
  const [left, right] = [split(a), split(b)];
  const table = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) for (let j = right.length - 1; j >= 0; j--)
    table[i][j] = left[i][0] === right[j][0] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  const found = [[], []];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i][0] === right[j][0]) { i++; j++; }
    else if (j >= right.length || (i < left.length && table[i + 1][j] >= table[i][j + 1])) found[0].push(left[i++].slice(1));
    else found[1].push(right[j++].slice(1));
  }
  return found;
};
const locate = (sentence, place) => {
  for (const run of all("[data-o]", sentence)) {
    if (place <= run.textContent.length) return [run.firstChild, place];
    place -= run.textContent.length;
  }
  return null;
};
const highlight = (pairs) => {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("differs");
  const ranges = pairs.flatMap(([sentence, spans]) => spans.map(([first, last]) => {
    const [opens, closes] = [locate(sentence, first), locate(sentence, last)];
    const range = new Range();
    if (opens && closes) { range.setStart(...opens); range.setEnd(...closes); }
    return range;
  }));
  if (ranges.length) CSS.highlights.set("differs", new Highlight(...ranges));
};
const marked = (text, spans) => {
  const parts = [];
  let at = 0;
  spans.forEach(([first, last]) => { parts.push(text.slice(at, first), make("mark", text.slice(first, last))); at = last; });
  return [...parts, text.slice(at)];
};

// The lens: what is pointed at, its partner, and who speaks
const lens = one("#lens");
const partner = (sentence) => {
  const ties = data.ties[sentence.id] || [];
  const seen = ties.filter(([other]) => { const column = document.getElementById(other)?.closest(".column"); return column && !column.hidden; });
  return (seen.length ? seen : ties).reduce((best, tie) => (best && best[3] >= tie[3] ? best : tie), null);
};
const describe = (number) => {
  const quote = data.quotes[number];
  if (!quote) return [];
  const kind = { direct: "quoted word for word", indirect: "reported in other words", mixed: "partly quoted" }[quote.kind];
  return [make("p", [make("strong", quote.speaker || "unknown speaker"), quote.role ? ` (${quote.role})` : "", `, ${kind}. Found as ${quote.how}; ${quote.sure}.`])];
};
let pointed = null;
const point = (sentence, moves, number) => {
  all(".at, .with").forEach((other) => other.classList.remove("at", "with"));
  sentence.classList.add("at");
  const shown = describe(number);
  const tie = partner(sentence);
  const other = tie && document.getElementById(tie[0]);
  if (other) {
    const [own, theirs] = differ(plain(sentence), plain(other));
    other.classList.add("with");
    highlight([[sentence, own], [other, theirs]]);
    shown.push(make("p", [make("strong", sentence.closest(".column").getAttribute("aria-label")), ": ", ...marked(plain(sentence), own)]));
    shown.push(make("p", [make("strong", other.closest(".column").getAttribute("aria-label")), ": ", ...marked(plain(other), theirs)]));
    const alike = tie[2] === "close match" ? "Alike in wording" : "Loosely alike in wording";
    shown.push(make("p", `${alike}.${tie[4] ? ` Counts that differ: ${tie[4]}.` : ""}`, { class: "quiet" }));
    if (moves) { bring(other.closest(".column")); front(sentence.closest(".column")); phone(); centre(other); }
  } else {
    highlight([]);
    if (sentence.matches(".only")) shown.push(make("p", "No sentence elsewhere is alike in wording. The same may be told there in other words.", { class: "quiet" }));
  }
  if (moves) centre(sentence);
  if (!editing()) lens.replaceChildren(...(shown.length ? shown : [make("p", "Outside the text of the article: not compared.", { class: "quiet" })]));
  pointed = sentence;
};
const centre = (sentence) => {
  const column = sentence.closest(".column");
  column.scrollTop += sentence.getBoundingClientRect().top - column.getBoundingClientRect().top - column.clientHeight / 3;
};
// A text that scrolls under a mouse at rest is not pointed at
let [hovered, mouse] = [null, ""];
document.addEventListener("mousemove", (event) => {
  const place = `${event.clientX} ${event.clientY}`;
  const rests = place === mouse;
  mouse = place;
  const sentence = event.target.closest?.(".sentence");
  const quote = event.target.closest?.("[data-q]");
  if (!sentence || rests || hovered === (quote || sentence)) return;
  hovered = quote || sentence;
  point(sentence, false, quote?.dataset.q);
});
columns.addEventListener("focusin", (event) => {
  const sentence = event.target.closest(".sentence");
  if (sentence) point(sentence, false, one("[data-q]", sentence)?.dataset.q);
});
columns.addEventListener("click", (event) => {
  const sentence = event.target.closest(".sentence");
  if (!sentence) return;
  if (event.target.closest(".tie")) return;
  point(sentence, true, event.target.closest("[data-q]")?.dataset.q);
});
all(".sentence").forEach((sentence) => { sentence.tabIndex = -1; });
const step = (by) => {
  const visible = sides.filter((side) => !side.hidden);
  const differing = visible.flatMap((side) => all(".sentence", side)).filter((sentence) => {
    const tie = partner(sentence);
    return sentence.matches(".only") || (tie && differ(plain(sentence), plain(document.getElementById(tie[0]))).flat().length);
  });
  if (!differing.length) return;
  const now = differing.indexOf(pointed);
  const to = differing[(now + by + differing.length) % differing.length] || differing[0];
  front(to.closest(".column"));
  phone();
  to.focus({ preventScroll: true });
  point(to, true, one("[data-q]", to)?.dataset.q);
};
one("#next").addEventListener("click", () => step(1));
one("#previous").addEventListener("click", () => step(-1));
columns.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "n") step(1);
  if (event.key === "p") step(-1);
});

// Switches
const press = (button) => { const on = button.getAttribute("aria-pressed") !== "true"; button.setAttribute("aria-pressed", on); return on; };
all("[data-voice]").forEach((button) => button.addEventListener("click", () => columns.classList.toggle(`off-${button.dataset.voice}`, !press(button))));
all("[data-show]").forEach((button) => button.addEventListener("click", () => columns.classList.toggle(`show-${button.dataset.show}`, press(button))));
one("#speaker").addEventListener("change", (event) => {
  const number = event.target.value;
  columns.classList.toggle("one-speaker", number !== "");
  all("[data-w]").forEach((run) => run.classList.toggle("chosen", run.dataset.w === number));
  const first = number && sides.filter((side) => !side.hidden).map((side) => one(".chosen", side)).filter(Boolean);
  if (first) first.forEach((run) => centre(run.closest(".sentence")));
});
