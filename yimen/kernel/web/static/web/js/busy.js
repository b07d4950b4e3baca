// What takes longer than half a second says that it is on its way.
const PATIENCE = 500;
const timers = new WeakMap();

document.addEventListener("htmx:beforeRequest", (event) => {
  const target = event.detail.target;
  timers.set(target, setTimeout(() => target.setAttribute("aria-busy", "true"), PATIENCE));
});

for (const done of ["htmx:afterRequest", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(done, (event) => {
    const target = event.detail.target;
    clearTimeout(timers.get(target));
    target?.removeAttribute("aria-busy");
  });
}
