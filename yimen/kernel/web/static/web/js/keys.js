// On a desk: j and k move between rows, Enter opens the row, / goes to the search box.
const rows = () => [...document.querySelectorAll("[data-keys] [data-key-row]")];

function move(step) {
  const all = rows();
  const here = all.indexOf(document.activeElement);
  const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function writing(element) {
  return element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  if (event.key === "j") move(1);
  if (event.key === "k") move(-1);
  if (event.key === "/") {
    const box = document.querySelector("input[type=search]");
    if (box) event.preventDefault();
    box?.focus();
  }
});
