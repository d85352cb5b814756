// Correct: another speaker, role or kind, not a quotation, a quotation that was missed
const COLUMNS = ["article", "start", "end", "text", "speaker", "role", "kind", "verdict"];
const UNSAFE = /^[=+\-@\t\r]/;
const memory = `samestory-corrections-${data.report}`;
let corrections = [];
const button = one("#correct");
const editing = () => Boolean(one("#editor"));
const choose = (name, options, value) => {
  const select = make("select", options.map((option) => make("option", option || "(as it is)", { value: option })));
  select.value = value;
  return [make("label", [`${name} `, select]), select];
};
const act = (words, does) => { const made = make("button", words, { type: "button" }); made.addEventListener("click", does); return made; };
const edit = (quote, words, adds) => {
  const names = make("datalist", data.speakers.map((name) => make("option", "", { value: name })), { id: "names" });
  const speaker = make("input", "", { type: "text", list: "names", id: "edit-speaker" });
  const [roleLabel, role] = choose("Role", ["", ...data.roles], quote.role || "");
  const [kindLabel, kind] = choose("Kind", ["", ...data.kinds], adds ? "direct" : "");
  speaker.value = adds ? "" : quote.speaker;
  const write = (verdict) => {
    const name = speaker.value.trim().replace(/^[=+\-@\s]+/, "");
    const told = verdict === "not a quotation" ? { speaker: "", role: "", kind: "" } : {
      speaker: adds || name !== quote.speaker ? name : "", role: adds || role.value !== (quote.role || "") ? role.value : "", kind: kind.value };
    if (!verdict && !told.speaker && !told.role && !told.kind) { editor.append(make("p", "Nothing was changed.", { role: "status" })); return; }
    const row = { article: data.articles[`a${quote.article}`].id, start: quote.start, end: quote.end, text: UNSAFE.test(words) || !quote.exact ? "" : words, ...told, verdict };
    corrections = corrections.filter((other) => other.article !== row.article || other.start !== row.start || other.end !== row.end).concat(row);
    close();
    list();
  };
  const close = () => lens.replaceChildren();
  const editor = make("form", [
    make("p", [make("strong", adds ? "Add a quotation: " : "Correct: "), words]), names,
    make("p", [make("label", ["Speaker ", speaker]), " ", roleLabel, " ", kindLabel]),
    make("p", [act(adds ? "Add" : "Keep this correction", () => write(adds ? "add" : "")), " ", ...(adds ? [] : [act("Not a quotation", () => write("not a quotation")), " "]), act("Cancel", close)]),
  ], { id: "editor" });
  editor.addEventListener("submit", (event) => { event.preventDefault(); write(adds ? "add" : ""); });
  lens.replaceChildren(editor);
  speaker.focus();
};
/** The words of an article between two places, and whether they are exact: white space between sentences is not in the page. */
const readSpan = (column, start, end) => {
  const holders = all(".sentence", column).map((sentence) => {
    const cut = all("[data-o]", sentence).map((run) => {
      const first = Number(run.dataset.o);
      return [...run.textContent].slice(Math.max(0, start - first), Math.max(0, end - first)).join("");
    }).join("");
    return cut;
  }).filter(Boolean);
  return { words: holders.join(" "), exact: holders.length === 1 };
};
const correctQuote = (number) => {
  const quote = data.quotes[number];
  const { words, exact } = readSpan(one(`#a${quote.article}`), quote.start, quote.end);
  edit({ ...quote, exact }, words, false);
};
const addSelected = () => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return false;
  const range = selection.getRangeAt(0);
  const ends = [[range.startContainer, range.startOffset], [range.endContainer, range.endOffset]].map(([node, at]) => {
    const run = (node.nodeType === 3 ? node.parentElement : node).closest("[data-o]");
    return run && node.nodeType === 3 ? Number(run.dataset.o) + points(node.textContent.slice(0, at)) : null;
  });
  const column = (range.startContainer.parentElement || range.startContainer).closest(".column");
  if (!column || ends.includes(null) || !column.contains(range.endContainer)) return false;
  const { words, exact } = readSpan(column, ...ends);
  if (!words.trim()) return false;
  edit({ article: Number(column.id.slice(1)), start: ends[0], end: ends[1], exact }, words, true);
  return true;
};
const writeCsv = () => [COLUMNS, ...corrections.map((row) => COLUMNS.map((name) => row[name]))]
  .map((cells) => cells.map((cell) => { const text = String(cell ?? "").replace(/^[=+\-@＝＋－＠\t\r\n]/, "'$&"); return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text; }).join(",")).join("\n") + "\n";
const list = () => {
  keep(memory, JSON.stringify(corrections));
  const rows = corrections.map((row) => make("li", [
    `${row.verdict || "changed"}: `, make("q", row.text || `${row.start} to ${row.end}`), ` ${[row.speaker, row.role, row.kind].filter(Boolean).join(", ")} `,
    act("Remove", () => { corrections = corrections.filter((other) => other !== row); list(); }),
  ]));
  const box = one("#corrections");
  one("ol", box).replaceChildren(...rows);
  box.hidden = !rows.length;
  one("#corrections-count").textContent = `${rows.length} ${rows.length === 1 ? "correction" : "corrections"} kept in this page`;
};
if (button) {
  try { corrections = JSON.parse(kept(memory)) || []; } catch { corrections = []; }
  button.addEventListener("click", () => {
    columns.classList.toggle("correcting", press(button));
    lens.replaceChildren(make("p", button.getAttribute("aria-pressed") === "true" ? "Click a quotation to correct it, or select words that are a quotation and were missed." : "", { class: "quiet" }));
  });
  columns.addEventListener("mouseup", () => setTimeout(() => { if (columns.matches(".correcting")) addSelected(); }));
  columns.addEventListener("click", (event) => {
    const run = event.target.closest("[data-q]");
    if (columns.matches(".correcting") && run && getSelection().isCollapsed && data.quotes[run.dataset.q]) correctQuote(run.dataset.q);
  });
  all("[data-quote]").forEach((item) => item.append(" ", act("correct", () => { one("#side-by-side").scrollIntoView(); correctQuote(item.dataset.quote); })));
  one("#corrections-save").addEventListener("click", () => save("corrections.csv", writeCsv(), "text/csv"));
  list();
}
