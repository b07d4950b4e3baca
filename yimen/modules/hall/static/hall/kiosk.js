// The machine that gives numbers: it goes back to its first screen when nobody touches it, and prints the number once.
const kiosk = document.querySelector("[data-kiosk]");

function home() {
  window.location.assign(kiosk.dataset.home);
}

if (kiosk) {
  const seconds = Number(kiosk.dataset.idle) * 1000;
  let timer = setTimeout(home, seconds);
  for (const name of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(name, () => {
      clearTimeout(timer);
      timer = setTimeout(home, seconds);
    });
  }
  // A page that is loaded again, after a power cut or by the browser, does not print a second time.
  const key = `printed ${window.location.pathname}`;
  if ("print" in kiosk.dataset && !sessionStorage.getItem(key)) {
    sessionStorage.setItem(key, "1");
    window.print();
  }
}
