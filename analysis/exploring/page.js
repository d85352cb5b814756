// A piece of HTML in which a person picks rows and selects words. The kernel writes it, this tells what was done there.
// Places are counted in code points, as the tables count them.
const letters = (text) => Array.from(text).length;

function placeOf(node, offset) {
  // The place in the article of a point in the page; null where that point is no text of the article.
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const piece = element.closest("[data-start]");
  if (!piece) return null;
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, offset);
  const held = before.cloneContents();
  const breaks = held.querySelectorAll("br").length;
  return Number(piece.dataset.start) + letters(held.textContent) + breaks;
}

function render({ model, el }) {
  const page = document.createElement("div");
  page.className = "samestory-page";
  el.appendChild(page);

  const show = () => {
    page.querySelectorAll(".shown").forEach((element) => element.classList.remove("shown"));
    const wanted = model.get("shown");
    const found = wanted && page.querySelectorAll(`[data-quote="${CSS.escape(wanted)}"], [data-pick="${CSS.escape(wanted)}"]`);
    if (!found || !found.length) return;
    found.forEach((element) => element.classList.add("shown"));
    page.scrollTop += found[0].getBoundingClientRect().top - page.getBoundingClientRect().top - 60;
  };
  const draw = () => {
    page.innerHTML = model.get("html");
    page.scrollTop = 0;
    show();
  };
  const pick = (event) => {
    if (!window.getSelection().isCollapsed) return; // words were selected, no row was clicked
    const element = event.target.closest("[data-pick]");
    if (!element) return;
    model.set("picked", [element.dataset.pick, Date.now()]); // the same row twice is two picks
    model.save_changes();
  };
  const select = () => {
    const selection = window.getSelection();
    if (selection.isCollapsed || !page.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const pieces = [...page.querySelectorAll("[data-start]")].filter((piece) => range.intersectsNode(piece));
    if (!pieces.length) return;
    // A selection may begin or end outside of the text, in a label or behind a paragraph.
    const start = placeOf(range.startContainer, range.startOffset) ?? placeOf(pieces[0], 0);
    const last = pieces[pieces.length - 1];
    const end = placeOf(range.endContainer, range.endOffset) ?? placeOf(last, last.childNodes.length);
    if (end <= start) return;
    model.set("span", [start, end]);
    model.save_changes();
  };
  const press = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    if (event.target.closest("[data-pick]")) {
      event.preventDefault();
      pick(event);
    }
  };
  page.addEventListener("click", pick);
  page.addEventListener("keydown", press);
  page.addEventListener("mouseup", () => setTimeout(select));
  model.on("change:html", draw);
  model.on("change:shown", show);
  draw();
  // In a tab that is not open nothing can be scrolled to: again, when it opens.
  const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && show());
  watch.observe(page);
  return () => watch.disconnect();
}

export default { render };
