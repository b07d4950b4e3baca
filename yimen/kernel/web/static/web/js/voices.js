// Whether the browser has a voice for a language. Voices may come a moment after they were first asked for.
const SAME = { zh: ["zh", "cmn", "yue"] };
const LATE = 1500;

function speaks(language) {
  const own = language.slice(0, 2);
  const kin = SAME[own] ?? [own];
  return speechSynthesis.getVoices().some((one) => kin.some((start) => one.lang.toLowerCase().startsWith(start)));
}

export function whenVoiced(language, then) {
  if (speechSynthesis.getVoices().length) return then(speaks(language));
  const late = setTimeout(() => then(speaks(language)), LATE);
  const come = () => (clearTimeout(late), then(speaks(language)));
  speechSynthesis.addEventListener("voiceschanged", come, { once: true });
}
