// On a desk: j and k move between rows, Enter opens the row, / goes to the search box, ? lists the keys.
// Anywhere: Ctrl+Enter sends the form in which one is, else the act of the page.
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

// The form of the act: where the cursor is, else the first one of the page that changes something.
function act() {
  const here = document.activeElement?.closest?.("main form");
  return here ?? document.querySelector("main form[method=post]:not([data-free])");
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = act();
    if (form) event.preventDefault();
    form?.requestSubmit(form.querySelector("button:not([type=button]):not([name])") ?? undefined);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  if (event.key === "j") move(1);
  if (event.key === "k") move(-1);
  if (event.key === "?") document.querySelector("[data-keys-help]")?.showModal();
  if (event.key === "/") {
    const box = document.querySelector("input[type=search]");
    if (box) event.preventDefault();
    box?.focus();
  }
});
