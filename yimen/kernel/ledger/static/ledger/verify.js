// 核验证明: checks the chosen files in the browser and says what holds; its words stand in the page.
"use strict";

(() => {
  const place = document.querySelector("[data-verify]");
  if (!place) return;
  const words = {};
  for (const name of place.querySelectorAll("[data-words] dt")) words[name.textContent] = name.nextElementSibling.textContent;
  const results = place.querySelector("[data-results]");
  const say = (sign, name, more = "") => {
    const line = document.createElement("li");
    line.textContent = `${sign} ${words[name] || name}${more ? `: ${more}` : ""}`;
    results.append(line);
  };

  function readNote(note) {
    const [body, signed] = note.split("\n\n");
    const [origin, size, root, time, previous] = body.split("\n");
    const [dash, name, coded] = (signed || "").trim().split(" ");
    if (dash !== "\u2014" || !/^\d+$/.test(size) || !time.startsWith("time ") || !previous) throw new ProofError("form");
    const raw = ledger.unbase64(coded);
    const at = time.slice(5);
    return { origin, name, size: Number(size), root: ledger.unbase64(root), at, body: `${body}\n`, mark: raw.slice(0, 4), signature: raw.slice(4) };
  }

  const endorsed = (key, before) =>
    ledger.isSigned(before.raw, `yimen-ledger-key-1\n${key.name}\n${key.public}\n${key.since}\n`, ledger.unbase64(key.endorsement));

  async function keysOf(register) {
    const rows = register ? register.keys : [];
    const found = rows.map((row, place) => ({ ...row, raw: ledger.unbase64(row.public), until: rows[place + 1]?.since }));
    for (const key of found) key.mark = await ledger.markOf(key.name, key.raw);
    return found;
  }

  async function trusted(keys, pinned) {
    if (!pinned) return keys;
    const known = keys.findIndex((one) => one.verifier === pinned.verifier && ledger.equal(one.raw, pinned.raw));
    if (known < 0) return [pinned];
    const found = [keys[known]];
    for (const one of keys.slice(known + 1)) {
      if (!(await endorsed(one, found.at(-1)))) break;
      found.push(one);
    }
    return found;
  }

  async function pinnedKey(line) {
    if (!line) return null;
    const [name, mark, ...rest] = line.split("+");
    let raw = new Uint8Array();
    try {
      raw = ledger.unbase64(rest.join("+")).slice(1);
    } catch {
      throw new ProofError("bad-key");
    }
    const key = { name, raw, mark: await ledger.markOf(name, raw), verifier: line };
    if (raw.length !== 32 || ledger.hex(key.mark) !== mark) throw new ProofError("bad-key");
    return key;
  }

  class Checker {
    constructor(pinned) {
      this.pinned = pinned;
      this.heads = [];
      this.links = [];
    }

    async head(given, keys) {
      const head = readNote(given.note);
      const key = (await trusted(keys, this.pinned)).find((one) => ledger.equal(one.mark, head.mark) && one.name === head.origin);
      if (!key) throw new ProofError("no-key");
      if (!(await ledger.isSigned(key.raw, head.body, head.signature))) throw new ProofError("no-signature");
      if ((key.since && head.at < key.since) || (key.until && head.at >= key.until)) throw new ProofError("time");
      if (this.heads.some((one) => one.size === head.size && !ledger.equal(one.root, head.root))) throw new ProofError("two");
      this.heads.push(head);
      say("✓", "signed", `${head.size} · ${head.at} · ${key.verifier}`);
      return head;
    }

    async file(data, known) {
      const keys = data.keys && data.format !== "yimen-ledger-keys-1" ? await keysOf(data.keys) : known;
      if (data.format === "yimen-ledger-proof-1") await this.proof(data, keys);
      else if (data.format === "yimen-ledger-consistency-1") await this.consistency(data, keys);
      else if (data.format === "yimen-ledger-head-1") await this.head(data, keys);
      else if (data.format === "yimen-ledger-keys-1") await this.register(await keysOf(data));
      else throw new ProofError("form");
    }

    async proof(data, keys) {
      const head = await this.head(data.head, keys);
      for (const entry of data.entries) {
        const [leaf, told] = await ledger.leafOf(entry);
        const root = await ledger.rootByInclusion(leaf, entry.position, head.size, entry.path.map(ledger.bytes));
        if (!ledger.equal(root, head.root)) throw new ProofError("not-in");
        if (entry.text) {
          const said = `${entry.text.previous}\n${told.seq}\n${told.recorded}\n${entry.text.body}`;
          if (ledger.hex(await ledger.sha256(ledger.text.encode(said))) !== told.hash) throw new ProofError("text");
        }
        say("✓", "in", [entry.position, ...Object.entries(told).map((pair) => pair.join(" "))].join(" · "));
      }
    }

    async consistency(data, keys) {
      const first = await this.head(data.first, keys);
      const second = await this.head(data.second, keys);
      const roots = await ledger.rootsByConsistency(first.size, second.size, first.root, data.path.map(ledger.bytes));
      if (!ledger.equal(roots[0], first.root) || !ledger.equal(roots[1], second.root)) throw new ProofError("changed");
      this.links.push([first.size, second.size]);
      say("✓", "appended", `${first.size} → ${second.size}`);
    }

    async register(keys) {
      for (const [place, one] of keys.entries()) {
        if (place && (await endorsed(one, keys[place - 1]))) say("✓", "endorsed", one.verifier);
        else if (place) throw new ProofError("not-endorsed");
      }
    }

    connected(kept) {
      const reached = new Set([kept.size]);
      for (let round = 0; round <= this.links.length; round += 1) {
        for (const link of this.links) if (link.some((one) => reached.has(one))) link.forEach((one) => reached.add(one));
      }
      return this.heads.every((one) => reached.has(one.size));
    }
  }

  const read = async (file) => {
    const content = await file.text();
    return content.trimStart().startsWith("{") ? JSON.parse(content) : { format: "yimen-ledger-head-1", note: content };
  };

  async function attempt(work) {
    try {
      await work();
      return true;
    } catch (error) {
      say("✗", error instanceof ProofError ? error.message : error.name === "NotSupportedError" ? "unable" : "form");
      return false;
    }
  }

  place.querySelector("[data-check]").addEventListener("click", async () => {
    results.replaceChildren();
    if (!globalThis.crypto?.subtle) return say("✗", "unable");
    let right = true;
    const read_all = async () => {
      const line = place.querySelector("[data-key]").value.trim();
      const checker = new Checker(await pinnedKey(line));
      const files = await Promise.all(Array.from(place.querySelector("[data-files]").files, read));
      const kept = await Promise.all(Array.from(place.querySelector("[data-kept]").files, read));
      if (!files.length) throw new ProofError("none");
      const known = await keysOf(files.find((one) => one.format === "yimen-ledger-keys-1") || files.find((one) => one.keys)?.keys);
      for (const one of kept) right = (await attempt(async () => checker.head(one, one.keys ? await keysOf(one.keys) : known))) && right;
      for (const one of files) right = (await attempt(() => checker.file(one, known))) && right;
      if (kept.length && checker.heads.length && !checker.connected(checker.heads[0])) throw new ProofError("unlinked");
      if (!line) say("·", "own-key");
    };
    right = (await attempt(read_all)) && right;
    say(right ? "✓" : "✗", right ? "right" : "wrong");
  });
})();
