// A confirmation opens in place without scripts; with them it is a dialog in the middle of the page.
function close(box) {
  box.open = false;
  box.querySelector("summary").focus();
}

document.addEventListener(
  "toggle",
  (event) => {
    const box = event.target;
    if (!box.matches?.("details[data-confirm]")) return;
    const cancel = box.querySelector("[data-confirm-close]");
    cancel.hidden = false;
    if (box.open) cancel.focus();
  },
  true,
);

document.addEventListener("click", (event) => {
  const cancel = event.target.closest("[data-confirm-close]");
  if (cancel) close(cancel.closest("details"));
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const box = event.target.closest?.("details[data-confirm][open], details[data-menu][open]");
  if (box) close(box);
});
