// After a page or a part with errors, the reader begins at the summary of what is wrong.
const look = (root) => root.querySelector?.(":not([data-quiet]) > [data-focus]")?.focus();
look(document);

// A list that was replaced under a person's finger keeps the focus.
document.addEventListener("htmx:afterSettle", (event) => {
  const lost = document.activeElement === document.body;
  if (lost && event.target.matches?.(".list")) event.target.focus({ preventScroll: true });
});
document.addEventListener("htmx:load", (event) => look(event.target));
