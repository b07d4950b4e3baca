// The wall: asks for the figures again and again and shows its panels one after another. When the server is away, the last
// figures stay with their time, and the wall says that they are old.
const wall = document.querySelector("[data-wall]");
let shown = 0;

function panels() {
  return [...wall.querySelectorAll(".wall-panel")];
}

function show() {
  const all = panels();
  shown = all.length ? shown % all.length : 0;
  all.forEach((panel, place) => (panel.hidden = place !== shown));
}

function turn() {
  shown += 1;
  show();
}

function say(lost) {
  const note = wall.querySelector("[data-wall-lost]");
  if (note) note.hidden = !lost;
}

async function look() {
  try {
    const answer = await fetch("?part=1", { cache: "no-store", signal: AbortSignal.timeout(15000) });
    if (answer.status === 404 || answer.status === 410) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-wall-panels]");
    if (!fresh) throw new Error("no panels");
    wall.querySelector("[data-wall-panels]").replaceWith(fresh);
    show();
    say(false);
  } catch {
    say(true);
  }
}

if (wall) {
  show();
  setInterval(turn, Number(wall.dataset.turn) * 1000);
  wall.addEventListener("wall:look", look);
  setInterval(look, Number(wall.dataset.seconds) * 1000);
}
