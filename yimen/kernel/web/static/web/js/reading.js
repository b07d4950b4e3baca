// Read aloud: the page's own words, paragraph by paragraph, by the browser's voice. Where there is none, no button.
// The bar stays from page to page by a cookie; it never begins to speak by itself. Alt+Shift+R begins and pauses.
const COOKIE = "yimen_reading";
const PARTS = "h1, h2, h3, h4, p, li, dt, dd, td, th, caption, figcaption";
const voice = window.speechSynthesis;
const button = document.querySelector("[data-reading]");
const bar = document.querySelector("[data-reading-bar]");

let [parts, at, turn] = [[], -1, 0];

const remembered = document.cookie.split("; ").includes(`${COOKIE}=on`);

function remember(on) {
  document.cookie = `${COOKIE}=${on ? "on" : ""}; path=/; samesite=lax; max-age=${on ? 31536000 : 0}`;
}

// What is read: blocks of the main part that are seen and hold no other such block.
function readable() {
  const main = document.querySelector("[data-read-aloud]") ?? document.querySelector("main");
  return [...main.querySelectorAll(PARTS)].filter(
    (one) => one.innerText.trim() && !one.querySelector(PARTS) && one.offsetParent && !one.closest("form, nav, [aria-hidden=true]"),
  );
}

function mark(part) {
  document.querySelectorAll(".being-read").forEach((one) => one.classList.remove("being-read"));
  part?.classList.add("being-read");
  part?.scrollIntoView({ block: "nearest" });
}

function say(index) {
  turn += 1;
  const mine = turn;
  voice.cancel();
  if (index < 0 || index >= parts.length) return stop();
  at = index;
  mark(parts[at]);
  const words = new SpeechSynthesisUtterance(parts[at].innerText);
  words.lang = parts[at].closest("[lang]").lang;
  words.onend = () => mine === turn && say(at + 1);
  voice.speak(words);
  show("reading");
}

function stop() {
  turn += 1;
  voice.cancel();
  mark(null);
  at = -1;
  show("still");
}

function toggle() {
  if (at < 0) {
    parts = readable();
    return say(0);
  }
  const paused = voice.paused;
  paused ? voice.resume() : voice.pause();
  show(paused ? "reading" : "paused");
}

function show(state) {
  const play = bar.querySelector("[data-reading-play]");
  play.textContent = state === "reading" ? play.dataset.pause : state === "paused" ? play.dataset.resume : play.dataset.play;
}

function open(on) {
  bar.hidden = !on;
  button.setAttribute("aria-pressed", String(on));
  document.body.classList.toggle("has-reading-bar", on);
  remember(on);
  if (!on) stop();
}

if (voice && button && bar) {
  button.hidden = false;
  if (remembered) open(true);
  button.addEventListener("click", () => {
    open(bar.hidden);
    if (!bar.hidden) bar.querySelector("[data-reading-play]").focus();
  });
  bar.addEventListener("click", (event) => {
    const act = event.target.closest("button")?.dataset;
    if (!act) return;
    if ("readingPlay" in act) toggle();
    if ("readingBack" in act) say(Math.max(0, at - 1));
    if ("readingNext" in act) say(at + 1);
    if ("readingClose" in act) open(false);
    if ("readingClose" in act) button.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !event.shiftKey || event.code !== "KeyR") return;
    event.preventDefault();
    if (bar.hidden) open(true);
    toggle();
  });
  window.addEventListener("pagehide", () => voice.cancel());
}
