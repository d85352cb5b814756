// Pictures to take away, and words to copy
all("[data-picture]").forEach((button) => button.addEventListener("click", () => {
  const picture = one("svg", button.closest("figure"));
  const source = new XMLSerializer().serializeToString(picture);
  const name = button.closest("figure").dataset.name;
  if (button.dataset.picture === "svg") { save(`${name}.svg`, source, "image/svg+xml"); return; }
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = make("canvas", "", { width: 2 * picture.viewBox.baseVal.width, height: 2 * picture.viewBox.baseVal.height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(`${name}.png`, blob));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
}));
all("[data-copy]").forEach((button) => button.addEventListener("click", () => {
  const text = document.getElementById(button.dataset.copy);
  getSelection().selectAllChildren(text);
  navigator.clipboard?.writeText(text.textContent.trim()).catch(() => {});
  button.textContent = "Copied";
}));
