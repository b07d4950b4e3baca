// Read aloud: the page's own words, paragraph by paragraph, by the browser's voice. A browser that cannot speak has no
// button; one that has no voice for the language says so when it is asked to begin.
// The bar stays from page to page by a cookie; it never begins to speak by itself. Alt+Shift+R begins and pauses.
import { mark, readable } from "./read_parts.js";
import { whenVoiced } from "./voices.js";

const COOKIE = "yimen_reading";
const LEFT = ["canceled", "interrupted"];
const voice = window.speechSynthesis;
const button = document.querySelector("[data-reading]");
const bar = document.querySelector("[data-reading-bar]");

let [parts, at, turn] = [[], -1, 0];

const remembered = document.cookie.split("; ").includes(`${COOKIE}=on`);

function remember(on) {
  document.cookie = `${COOKIE}=${on ? "on" : ""}; path=/; samesite=lax; max-age=${on ? 31536000 : 0}`;
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
  words.onerror = ({ error }) => mine === turn && !LEFT.includes(error) && (stop(), show("mute"));
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

function begin() {
  const mine = (turn += 1);
  whenVoiced(document.documentElement.lang, (found) => {
    if (mine !== turn) return;
    if (!found) return show("mute");
    parts = readable();
    say(0);
  });
}

function toggle() {
  if (at < 0) return begin();
  const paused = voice.paused;
  paused ? voice.resume() : voice.pause();
  show(paused ? "reading" : "paused");
}

function show(state) {
  const play = bar.querySelector("[data-reading-play]");
  play.textContent = { reading: play.dataset.pause, paused: play.dataset.resume, mute: play.dataset.mute }[state] ?? play.dataset.play;
  const note = bar.querySelector("[data-reading-note]");
  note.textContent = state === "mute" ? note.dataset.mute : "";
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
