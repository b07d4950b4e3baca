// The parts of a page that are read aloud, one after the other.
const PARTS = "h1, h2, h3, h4, p, li, dt, dd, td, th, caption, figcaption";

// What is read: blocks of the main part that are seen and hold no other such block.
export function readable() {
  const main = document.querySelector("[data-read-aloud]") ?? document.querySelector("main");
  return [...main.querySelectorAll(PARTS)].filter(
    (one) => one.innerText.trim() && !one.querySelector(PARTS) && one.offsetParent && !one.closest("form, nav, [aria-hidden=true]"),
  );
}

export function mark(part) {
  document.querySelectorAll(".being-read").forEach((one) => one.classList.remove("being-read"));
  part?.classList.add("being-read");
  part?.scrollIntoView({ block: "nearest" });
}
