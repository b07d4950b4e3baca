// A form that was sent is not sent again: the second click waits for the first answer.
const AGAIN_AFTER = 8000;

function submitters(form) {
  const own = form.querySelectorAll("button:not([type=button])");
  const outside = form.id ? document.querySelectorAll(`button[form="${CSS.escape(form.id)}"]`) : [];
  return [...own, ...outside];
}

function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  for (const button of submitters(form)) {
    button.disabled = false;
    if (button.dataset.label) button.textContent = button.dataset.label;
  }
}

function hold(form, submitter) {
  form.setAttribute("aria-busy", "true");
  if (submitter?.dataset.busy) {
    submitter.dataset.label = submitter.textContent;
    submitter.textContent = submitter.dataset.busy;
  }
  for (const button of submitters(form)) button.disabled = true;
  setTimeout(() => release(form), AGAIN_AFTER);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "free" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  // After the browser has read the form: a disabled button would lose its value.
  setTimeout(() => (event.defaultPrevented ? release(form) : hold(form, event.submitter)), 0);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) release(form);
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
});
