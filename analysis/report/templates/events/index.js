"use strict";
(() => {
  const list = document.getElementById("events"), rest = document.getElementById("rest");
  const search = document.getElementById("search"), sort = document.getElementById("sort");
  const found = document.getElementById("found"), shown = list.children.length;
  const rows = [...document.querySelectorAll(".events > li")];
  const others = document.getElementById("others");
  document.documentElement.classList.add("js");
  const order = {
    sources: (a, b) => b.dataset.sources - a.dataset.sources || b.dataset.size - a.dataset.size,
    size: (a, b) => b.dataset.size - a.dataset.size,
    date: (a, b) => (a.dataset.date || "9").localeCompare(b.dataset.date || "9"),
    name: (a, b) => a.dataset.name.localeCompare(b.dataset.name),
  };
  const arrange = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const sorted = [...rows].sort((a, b) => order[sort.value](a, b) || a.dataset.name.localeCompare(b.dataset.name));
    const hits = sorted.filter((row) => words.every((word) => row.textContent.toLowerCase().includes(word)));
    const first = words.length ? hits.length : shown;
    rows.forEach((row) => { row.hidden = true; });
    hits.forEach((row, at) => { row.hidden = false; (at < first || !others ? list : others).append(row); });
    if (rest) {
      rest.hidden = hits.length <= first;
      rest.querySelector("summary").textContent = `${hits.length - first} more events`;
    }
    found.textContent = words.length ? `${hits.length} of ${rows.length} events` : "";
  };
  search.addEventListener("input", arrange);
  sort.addEventListener("change", arrange);
})();
