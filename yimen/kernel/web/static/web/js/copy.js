// Copy buttons, shown only where copying works.
if (navigator.clipboard) {
  const show = () => document.querySelectorAll("[data-copy][hidden]").forEach((button) => (button.hidden = false));
  show();
  document.addEventListener("htmx:load", show);

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    const label = button.querySelector("[data-copy-label]");
    const before = label.textContent;
    label.textContent = button.dataset.copied;
    setTimeout(() => (label.textContent = before), 2000);
  });
}
