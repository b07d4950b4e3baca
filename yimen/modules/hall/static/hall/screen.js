// The wall: asks for the board again and again, changes the page only when something changed, and says new calls aloud.
const wall = document.querySelector("[data-screen]");
const said = new Set();
let tag = "";

function calls(board) {
  return [...board.querySelectorAll("[data-call]")];
}

function say(text) {
  if (!("speechSynthesis" in window)) return;
  const speech = new SpeechSynthesisUtterance(text);
  speech.lang = document.documentElement.lang === "en" ? "en" : "zh-CN";
  window.speechSynthesis.speak(speech);
}

function announce(board) {
  for (const call of calls(board).reverse()) {
    if (said.has(call.dataset.call)) continue;
    said.add(call.dataset.call);
    say(call.dataset.say);
  }
}

async function look() {
  try {
    const answer = await fetch(wall.dataset.part, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
    if (answer.status === 200) {
      tag = answer.headers.get("ETag") ?? "";
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const board = page.querySelector("#board");
      if (board) {
        document.querySelector("#board").replaceWith(board);
        announce(board);
      }
    }
  } catch {
    // The network is away: what was last known stays on the wall, and the next look tries again.
  }
  setTimeout(look, Number(wall.dataset.seconds) * 1000);
}

if (wall) {
  for (const call of calls(wall)) said.add(call.dataset.call);
  look();
}
