// A pile of scans: the browser shows how far it is sent, and a piece can be dragged onto the material it belongs to.
const pile = document.querySelector("[data-pile]");
const sorting = document.querySelector("[data-sorting]");

function send(event) {
  event.preventDefault();
  const bar = pile.querySelector("progress");
  const request = new XMLHttpRequest();
  bar.hidden = false;
  request.upload.addEventListener("progress", (step) => {
    if (step.lengthComputable) bar.value = Math.round((step.loaded / step.total) * 100);
  });
  request.addEventListener("load", () => {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    document.querySelector("#main").replaceWith(page.querySelector("#main"));
    begin();
    document.querySelector("#pieces select, .form-errors a, #main")?.focus();
  });
  request.addEventListener("error", () => pile.submit());
  request.open("POST", window.location.href);
  request.send(new FormData(pile));
}

function drag(list) {
  let moved = null;
  const places = list.querySelector(".drop-places");
  places.hidden = false;
  for (const piece of list.querySelectorAll("[draggable]")) {
    piece.addEventListener("dragstart", () => (moved = piece));
  }
  for (const place of places.children) {
    place.addEventListener("dragover", (event) => event.preventDefault());
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      const choice = moved?.querySelector("select");
      if (choice) choice.value = place.dataset.drop;
    });
  }
}

function begin() {
  document.querySelector("[data-pile]")?.addEventListener("submit", (event) => {
    if (event.target === pile) send(event);
  });
  const list = document.querySelector("[data-sorting]");
  if (list) drag(list);
}

if (pile || sorting) begin();
