// A photograph is scaled down before it is kept or sent. What cannot be scaled and is too large is said to be so at once,
// while the paper still lies on the table (files.js, which looks at data-max-bytes).
const WIDEST = 1600;
const ENOUGH = 1_500_000;
const QUALITIES = [0.85, 0.7, 0.5];

async function drawn(file) {
  const whole = await createImageBitmap(file);
  const share = Math.min(1, WIDEST / Math.max(whole.width, whole.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(whole.width * share);
  canvas.height = Math.round(whole.height * share);
  canvas.getContext("2d").drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  return canvas;
}

async function scaled(file) {
  const canvas = await drawn(file);
  for (const quality of QUALITIES) {
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (blob && (blob.size <= ENOUGH || quality === QUALITIES.at(-1))) {
      return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
    }
  }
  return file;
}

const ours = new WeakSet();

document.addEventListener("change", async (event) => {
  const input = event.target;
  const file = input.files?.[0];
  if (input.dataset?.photo === undefined || !file || ours.has(file)) return;
  if (!file.type.startsWith("image/") || file.size <= ENOUGH) return;
  input.form?.setAttribute("aria-busy", "true");
  try {
    const small = await scaled(file);
    ours.add(small);
    const files = new DataTransfer();
    files.items.add(small);
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  } catch {
    // it stays as it is: what is too large is already marked, and cannot be sent
  } finally {
    input.form?.removeAttribute("aria-busy");
  }
});
