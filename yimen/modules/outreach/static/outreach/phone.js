// 手机代办: a form is kept on the telephone first, then sent; each draft has an id, so sending it again does no harm.
import { sent } from "./phone_sending.js";
import { openStore } from "./phone_store.js";

const desk = document.querySelector("[data-phone]");
const list = desk.querySelector("[data-phone-list]");
const status = desk.querySelector("[data-phone-status]");
const button = desk.querySelector("[data-phone-send]");
const words = desk.dataset;
const CLOCKS = ["draft_id", "phone_at", "sent_at", "csrfmiddlewaretoken"];
const said = new Map();

function line(draft, store) {
  const item = document.createElement("li");
  const when = new Date(draft.phone_at).toLocaleString(document.documentElement.lang);
  const note = said.get(draft.id);
  item.textContent = `${draft.title} · ${when} · ${note ?? words.kept} `;
  if (note?.startsWith(words.refused)) {
    const remove = Object.assign(document.createElement("button"), { type: "button", textContent: words.remove });
    remove.className = "button button-quiet";
    remove.addEventListener("click", () => store.remove(draft.id).then(() => show(store)));
    item.append(remove);
  }
  return item;
}

async function show(store) {
  const drafts = await store.all();
  list.replaceChildren(...drafts.map((one) => line(one, store)));
  list.hidden = button.hidden = !drafts.length;
  desk.dataset.waiting = String(drafts.length);
  return drafts;
}

async function keep(form, store) {
  const fields = [];
  const files = {};
  for (const [name, value] of new FormData(form)) {
    if (CLOCKS.includes(name)) continue;
    if (!(value instanceof File)) fields.push([name, value]);
    else if (value.size) files[name] = value;
  }
  const title = form.closest("details").querySelector("summary").textContent;
  await store.put({ id: crypto.randomUUID(), phone_at: new Date().toISOString(), title, fields, files });
  form.reset();
  status.textContent = words.kept;
}

// Whether to go on with the next one. Nothing is removed before the city has said that it has it.
async function send(draft, store) {
  const found = await sent(words.send + draft.id, draft, words.cookie);
  if (found.is === "received") {
    await store.remove(draft.id);
    const once = found.answer.is_first ? words.sent : words.again;
    status.textContent = found.answer.is_clock_wrong ? `${once} ${words.clock}` : once;
  }
  if (found.is === "signed-out") status.textContent = words.signin;
  if (found.is === "refused") said.set(draft.id, words.refused + found.why);
  return found.is !== "signed-out";
}

async function sendAll(store) {
  for (const draft of await show(store)) {
    if (said.get(draft.id)?.startsWith(words.refused)) continue;
    status.textContent = words.sending;
    try {
      if (!(await send(draft, store))) break;
    } catch {
      status.textContent = words.offline;
      break;
    }
  }
  await show(store);
}

// One tab sends at a time; where a browser knows no locks, the id does the same.
const alone = (act) => (navigator.locks ? navigator.locks.request("yimen-outreach", act) : act());

async function begin() {
  const store = await openStore(words.person);
  const go = () => alone(() => sendAll(store));
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.action.endsWith("/logout/") && Number(desk.dataset.waiting) && !confirm(words.leave)) event.preventDefault();
    if (form.dataset.phoneForm === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    try {
      await keep(form, store);
    } catch {
      status.textContent = words.full;
      return;
    }
    await show(store);
    await go();
  }, true);
  button.addEventListener("click", () => { said.clear(); go(); });
  addEventListener("online", go);
  await go();
}

if (globalThis.indexedDB && crypto.subtle) {
  navigator.serviceWorker?.register(words.worker, { scope: words.scope });
  begin().catch(() => { status.textContent = words.full; });
}
