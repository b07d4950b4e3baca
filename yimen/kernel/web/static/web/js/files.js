// A file that is too large is said so at once, before minutes of sending it.
document.addEventListener("change", (event) => {
  const input = event.target;
  const limit = Number(input.dataset?.maxBytes);
  if (input.type !== "file" || !limit) return;
  const large = [...input.files].find((file) => file.size > limit);
  const note = input.closest(".field, form")?.querySelector("[data-file-note]");
  input.setCustomValidity(large && note ? note.dataset.tooLarge : "");
  input.toggleAttribute("aria-invalid", Boolean(large));
  if (!note) return;
  note.hidden = !large;
  note.textContent = large ? `${large.name}: ${note.dataset.tooLarge}` : "";
});
