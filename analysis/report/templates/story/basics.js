const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const data = JSON.parse(one("#data").textContent);
root.classList.add("js");

/** Make an element; whatever is told in it is text, never markup. */
const make = (name, words = "", facts = {}) => {
  const element = document.createElement(name);
  element.append(...[words].flat());
  Object.entries(facts).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
};
const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a page from a file may keep nothing */ } };
const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const save = (name, parts, type) => {
  const link = make("a", "", { href: URL.createObjectURL(parts instanceof Blob ? parts : new Blob([parts], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};
const points = (text) => [...text].length;

// Light and dark, print
const theme = one("#theme");
const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
if (["light", "dark"].includes(kept("samestory-theme"))) root.dataset.theme = kept("samestory-theme");
theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; keep("samestory-theme", root.dataset.theme); nameTheme(); });
nameTheme();
one("#print").addEventListener("click", () => print());
one("#print-all")?.addEventListener("click", () => {
  const closed = all("details:not([open])");
  root.classList.add("print-all");
  closed.forEach((part) => { part.open = true; });
  print();
  closed.forEach((part) => { part.open = false; });
  root.classList.remove("print-all");
});
