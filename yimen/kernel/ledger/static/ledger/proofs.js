// Leaves, paths, notes and keys of the public ledger: RFC 9162 over WebCrypto, the same forms as offline.py.
"use strict";

class ProofError extends Error {}

const ledger = (() => {
  const FIELDS = ["chain", "seq", "code", "recorded", "hash"];
  const text = new TextEncoder();
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
  const hex = (raw) => Array.from(raw, (one) => one.toString(16).padStart(2, "0")).join("");
  const unbase64 = (coded) => Uint8Array.from(atob(coded), (one) => one.charCodeAt(0));
  const base64 = (raw) => btoa(String.fromCharCode(...raw));
  const join = (...parts) => Uint8Array.from(parts.flatMap((one) => Array.from(one)));
  const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", join(...parts)));
  const node = (left, right) => sha256([1], left, right);
  const equal = (a, b) => hex(a) === hex(b);

  function sides(number, last, count) {
    const found = [];
    for (let step = 0; step < count; step += 1) {
      if (last === 0) throw new ProofError("path");
      found.push(number % 2 === 1 || number === last);
      while (found.at(-1) && number % 2 === 0 && number) {
        number = Math.floor(number / 2);
        last = Math.floor(last / 2);
      }
      number = Math.floor(number / 2);
      last = Math.floor(last / 2);
    }
    if (last) throw new ProofError("path");
    return found;
  }

  async function rootByInclusion(leaf, position, size, path) {
    if (!(position >= 0 && position < size)) throw new ProofError("path");
    let found = leaf;
    for (const [step, left] of sides(position, size - 1, path.length).entries()) {
      found = left ? await node(path[step], found) : await node(found, path[step]);
    }
    return found;
  }

  async function rootsByConsistency(first, second, old, path) {
    if (!(first > 0 && first <= second) || (first === second) !== (path.length === 0)) throw new ProofError("path");
    if (first === second) return [old, old];
    const isWhole = Number.isInteger(Math.log2(first));
    const steps = isWhole ? [old, ...path] : path;
    let number = first - 1;
    let last = second - 1;
    while (number % 2 === 1) {
      number = Math.floor(number / 2);
      last = Math.floor(last / 2);
    }
    let before = steps[0];
    let after = steps[0];
    for (const [step, left] of sides(number, last, steps.length - 1).entries()) {
      if (left) before = await node(steps[step + 1], before);
      after = left ? await node(steps[step + 1], after) : await node(after, steps[step + 1]);
    }
    return [before, after];
  }

  async function leafOf(entry) {
    const digests = [];
    const told = {};
    for (const name of FIELDS) {
      const given = entry.fields[name];
      if (typeof given === "string") {
        digests.push(bytes(given));
      } else {
        told[name] = String(given.value);
        digests.push(await sha256(bytes(given.salt), text.encode(name), [0], text.encode(told[name])));
      }
    }
    return [await sha256([0], text.encode("yimen-ledger-leaf-1\n"), ...digests), told];
  }

  async function markOf(name, raw) {
    return (await sha256(text.encode(`${name}\n`), [1], raw)).slice(0, 4);
  }

  async function isSigned(raw, message, signature) {
    const key = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "Ed25519" }, key, signature, text.encode(message));
  }

  return { bytes, hex, unbase64, base64, sha256, equal, rootByInclusion, rootsByConsistency, leafOf, markOf, isSigned, text };
})();
