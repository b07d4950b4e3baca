// After a page or a part with errors, the reader begins at the summary of what is wrong.
const look = (root) => root.querySelector?.(":not([data-quiet]) > [data-focus]")?.focus();
look(document);
document.addEventListener("htmx:load", (event) => look(event.target));
