// Find a word: every place in the articles, with what stands left and right of it
const MOST_PLACES = 300;
const find = one("#find-form");
const found = one("#found");
let places = [];
const search = (wanted, whole) => {
  const escaped = wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\\\*/g, "[\\p{L}\\p{N}’'-]*");
  const pattern = new RegExp(whole ? `(?<![\\p{L}\\p{N}])(?:${escaped})(?![\\p{L}\\p{N}])` : escaped, "giu");
  return all(".sentence").flatMap((sentence) => {
    const text = plain(sentence);
    const source = sentence.closest(".column");
    return [...text.matchAll(pattern)].filter((match) => match[0]).map((match) => {
      const run = locate(sentence, match.index + 1)?.[0].parentElement;
      return { sentence, source, voice: run?.classList[1] || "", left: text.slice(0, match.index), word: match[0], right: text.slice(match.index + match[0].length) };
    });
  });
};
const listPlaces = () => {
  const by = one("#find-sort").value;
  const key = {
    text: () => "",
    left: (place) => place.left.trim().split(/\s+/).reverse().slice(0, 4).join(" ").toLowerCase(),
    right: (place) => place.right.trim().replace(/^[^\p{L}\p{N}]+/u, "").toLowerCase(),
  }[by];
  const sorted = places.map((place, at) => [key(place), at, place]).sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]));
  const rows = sorted.slice(0, MOST_PLACES).map(([, , place]) => {
    const row = make("tr");
    const name = make("a", place.source.getAttribute("aria-label"), { href: `#${place.sentence.id}` });
    row.append(make("td", place.left.slice(-48), { class: "left" }), make("td", make("mark", place.word)), make("td", place.right.slice(0, 56)), make("td", { own: "own words", direct: "quoted", indirect: "reported" }[place.voice] || ""), make("th", name, { scope: "row" }));
    return row;
  });
  const counts = sides.map((side) => [side.getAttribute("aria-label"), places.filter((place) => place.source === side).length]).filter(([, n]) => n);
  one("#find-count").textContent = places.length ? `${places.length} ${places.length === 1 ? "place" : "places"}: ${counts.map(([name, n]) => `${n} in ${name}`).join(", ")}.` : "Not in these texts.";
  one("tbody", found).replaceChildren(...rows);
  found.hidden = !places.length;
};
if (find) {
  const look = () => {
    const wanted = one("#find-word").value.trim();
    places = wanted ? search(wanted, one("#find-whole").checked) : [];
    listPlaces();
  };
  find.addEventListener("submit", (event) => { event.preventDefault(); look(); });
  ["#find-word", "#find-whole"].forEach((id) => one(id).addEventListener("input", look));
  one("#find-sort").addEventListener("change", listPlaces);
  all("[data-find]").forEach((button) => button.addEventListener("click", () => {
    one("#find-word").value = button.dataset.find;
    look();
    one("#find").scrollIntoView();
    one("#find-word").focus({ preventScroll: true });
  }));
}
