// 手机草稿 on the telephone: one database a person, every draft encrypted under a key that no script can read out.
const PREFIX = "yimen-outreach-";

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function opened(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("keys");
    request.result.createObjectStore("drafts", { keyPath: "id" });
  };
  return done(request);
}

async function keyOf(database) {
  const known = await done(database.transaction("keys").objectStore("keys").get("key"));
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const keys = database.transaction("keys", "readwrite").objectStore("keys");
  try {
    await done(keys.add(made, "key"));
    return made;
  } catch {
    return done(database.transaction("keys").objectStore("keys").get("key")); // another tab was first
  }
}

async function bytesOf(draft) {
  const files = {};
  for (const [name, file] of Object.entries(draft.files)) {
    files[name] = { name: file.name, type: file.type, size: file.size };
  }
  const head = new TextEncoder().encode(JSON.stringify({ ...draft, files }));
  const length = new Uint8Array(new Uint32Array([head.length]).buffer);
  return new Blob([length, head, ...Object.values(draft.files)]).arrayBuffer();
}

function draftOf(buffer) {
  const length = new Uint32Array(buffer.slice(0, 4))[0];
  const draft = JSON.parse(new TextDecoder().decode(buffer.slice(4, 4 + length)));
  let place = 4 + length;
  for (const [name, file] of Object.entries(draft.files)) {
    draft.files[name] = new File([buffer.slice(place, place + file.size)], file.name, { type: file.type });
    place += file.size;
  }
  return draft;
}

// Drafts of others who used this telephone go, whoever they were.
async function forgetOthers(name) {
  const found = indexedDB.databases ? await indexedDB.databases() : [];
  for (const one of found) if (one.name?.startsWith(PREFIX) && one.name !== name) indexedDB.deleteDatabase(one.name);
}

export async function openStore(person) {
  const name = PREFIX + person;
  await forgetOthers(name);
  const database = await opened(name);
  const key = await keyOf(database);
  const drafts = (mode) => database.transaction("drafts", mode).objectStore("drafts");
  return {
    async put(draft) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, await bytesOf(draft));
      await done(drafts("readwrite").put({ id: draft.id, iv, sealed }));
    },
    async all() {
      const rows = await done(drafts("readonly").getAll());
      const opening = rows.map(async ({ iv, sealed }) =>
        draftOf(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed)),
      );
      return (await Promise.all(opening)).sort((one, other) => one.phone_at.localeCompare(other.phone_at));
    },
    remove: (id) => done(drafts("readwrite").delete(id)),
    async wipe() {
      database.close();
      await done(indexedDB.deleteDatabase(name));
    },
  };
}
