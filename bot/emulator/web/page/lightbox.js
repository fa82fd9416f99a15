// A picture as large as the window. Pinching, the wheel and a double tap zoom; zoomed, it is dragged; a tap closes.

import { byId } from "./dom.js";

const LARGEST = 5;
const AT_ONCE = 2.5; // how large a double tap makes it
const DOUBLE = 280; // milliseconds within which a second tap belongs to the first
const STILL = 8; // pixels a finger may move and still have tapped

const dialog = byId("lightbox");
const [large, words] = [dialog.querySelector("img"), dialog.querySelector("p")];
const fingers = new Map(); // pointer id -> where it is
let view = { scale: 1, x: 0, y: 0 };
let moved = 0;
let closing = null; // the timer of a tap that closes unless another follows

export function enlarge(image) {
  large.src = image.src;
  large.alt = image.alt;
  words.textContent = image.dataset.words;
  show({ scale: 1, x: 0, y: 0 });
  dialog.showModal();
}

function show(next) {
  const scale = Math.min(LARGEST, Math.max(1, next.scale));
  const [wide, high] = [(large.clientWidth * (scale - 1)) / 2, (large.clientHeight * (scale - 1)) / 2];
  view = { scale, x: Math.min(wide, Math.max(-wide, next.x)), y: Math.min(high, Math.max(-high, next.y)) };
  large.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  dialog.classList.toggle("zoomed", scale > 1);
}

/** Zooms so that what is at this place of the window stays there. */
function zoom(scale, at) {
  const box = dialog.getBoundingClientRect();
  const [x, y] = [at.x - box.width / 2, at.y - box.height / 2];
  const by = Math.min(LARGEST, Math.max(1, scale)) / view.scale;
  show({ scale: view.scale * by, x: x - (x - view.x) * by, y: y - (y - view.y) * by });
}

const place = (event) => ({ x: event.clientX, y: event.clientY });
const middle = ([a, b]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const apart = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y);

function down(event) {
  if (event.target.closest("button")) return;
  if (fingers.size === 0) moved = 0;
  fingers.set(event.pointerId, place(event));
  dialog.setPointerCapture(event.pointerId);
}

function move(event) {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const two = fingers.size === 2 ? [...fingers.values()] : null;
  const now = place(event);
  fingers.set(event.pointerId, now);
  moved += Math.hypot(now.x - before.x, now.y - before.y);
  if (two) {
    const after = [...fingers.values()];
    zoom((view.scale * apart(after)) / Math.max(1, apart(two)), middle(after));
  } else if (view.scale > 1) {
    show({ ...view, x: view.x + now.x - before.x, y: view.y + now.y - before.y });
  }
}

function up(event) {
  const wasAlone = fingers.size === 1;
  if (!fingers.delete(event.pointerId) || !wasAlone || moved > STILL || event.type === "pointercancel") return;
  if (closing !== null) {
    forgetTap();
    zoom(view.scale > 1 ? 1 : AT_ONCE, place(event));
  } else {
    closing = setTimeout(() => {
      closing = null;
      if (view.scale === 1) dialog.close();
    }, DOUBLE);
  }
}

function forgetTap() {
  clearTimeout(closing);
  closing = null;
}

dialog.addEventListener("pointerdown", down);
dialog.addEventListener("pointermove", move);
for (const end of ["pointerup", "pointercancel"]) dialog.addEventListener(end, up);
dialog.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoom(view.scale * Math.exp(-event.deltaY / 400), place(event));
}, { passive: false });
dialog.addEventListener("keydown", (event) => {
  const scale = { "+": view.scale * 1.5, "-": view.scale / 1.5, 0: 1 }[event.key];
  if (scale) zoom(scale, { x: innerWidth / 2, y: innerHeight / 2 });
});
dialog.addEventListener("close", () => {
  forgetTap();
  fingers.clear();
});
