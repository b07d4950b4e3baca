// A form marked data-dirty warns before what was typed is lost.
const changed = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && "dirty" in form.dataset) changed.add(form);
});

document.addEventListener("submit", (event) => changed.delete(event.target));
document.addEventListener("yimen:saved", (event) => changed.delete(event.target));

window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});
