// 离线程序: keeps the one page of the telephone and what it needs, so that it opens without a network. It keeps no drafts.
const KEPT = "yimen-outreach-1";
const HOME = new URL("./", self.location).pathname;
const NEEDED = /(?:src|href)="(\/(?:static|web)\/[^"]+)"/g;
const HASHED = /\.[0-9a-f]{12}\.|\/[0-9a-f]{12,}/;
const IMPORTED = /from\s+"(\.\/[^"]+\.js)"/g;

async function keepWith(cache, address) {
  if (await cache.match(address)) return;
  const answer = await fetch(address);
  if (!answer.ok) return;
  const copy = answer.clone();
  await cache.put(address, answer);
  if (!address.endsWith(".js")) return;
  const text = await copy.text();
  for (const found of text.matchAll(IMPORTED)) {
    await keepWith(cache, new URL(found[1], new URL(address, self.location)).pathname);
  }
}

async function keepPage(answer) {
  const cache = await caches.open(KEPT);
  const text = await answer.clone().text();
  await cache.put(HOME, answer);
  const needed = new Set([...text.matchAll(NEEDED)].map((found) => found[1]));
  await Promise.allSettled([...needed].map((one) => keepWith(cache, one)));
}

async function page(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await keepPage(answer.clone());
    return answer;
  } catch {
    return (await caches.match(HOME)) ?? Response.error();
  }
}

// What has its hash in its name never changes; anything else is asked for anew, as long as there is a network.
async function part(request) {
  const kept = await caches.match(request, { ignoreSearch: true });
  if (kept && HASHED.test(request.url)) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok && kept) await (await caches.open(KEPT)).put(request, answer.clone());
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  const kept = fetch(HOME, { credentials: "same-origin" }).then((answer) => answer.ok && !answer.redirected && keepPage(answer));
  event.waitUntil(kept.catch(() => undefined));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname === HOME && request.mode === "navigate") event.respondWith(page(request));
  else if (/^\/(static|web)\//.test(address.pathname)) event.respondWith(part(request));
});
