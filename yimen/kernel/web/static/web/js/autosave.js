// A form with data-autosave="address" is sent there quietly while a person types; files wait for the real submit.
const PAUSE = 1500;
const waiting = new WeakMap();

function say(form, key) {
  const status = form.querySelector("[data-autosave-status]");
  if (!status) return;
  const text = status.dataset[key] ?? "";
  const now = new Date().toTimeString().slice(0, 5);
  status.textContent = key === "saved" ? `${text} ${now}` : text;
  status.dataset.state = key;
}

async function save(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  say(form, "saving");
  try {
    const headers = { "X-Requested-With": "autosave" };
    const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers, redirect: "error" });
    say(form, answer.ok ? "saved" : "failed");
    if (answer.ok) form.dispatchEvent(new CustomEvent("yimen:saved", { bubbles: true }));
  } catch {
    say(form, "failed");
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.autosave || event.target.type === "file") return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => save(form), PAUSE));
});

document.addEventListener("submit", (event) => clearTimeout(waiting.get(event.target)));
