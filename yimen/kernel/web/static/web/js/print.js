// Print buttons, shown only where scripts run.
const show = () => document.querySelectorAll("[data-print][hidden]").forEach((button) => (button.hidden = false));
show();
document.addEventListener("htmx:load", show);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
