// What is said beside the chat: toasts that go by themselves, and alerts to confirm.

import { byId, el } from "./dom.js";

const SHORT = 3500; // milliseconds a toast stays
const A_LETTER = 55; // milliseconds more for each letter past the fortieth, so that long ones can be read

export function toast(text, isError = false) {
  if (!isError) clearToasts(); // the newest answer is the one that matters, and a pile would hide the buttons
  const node = el("p", { class: `toast ${isError ? "error" : ""}` }, text);
  byId("toasts").append(node);
  setTimeout(() => leave(node), SHORT + Math.max(0, text.length - 40) * A_LETTER);
}

/** Whoever begins to write needs to see the text box. */
export function clearToasts() {
  document.querySelectorAll(".toast:not(.error)").forEach((node) => node.remove());
}

function leave(node) {
  node.classList.add("leaving");
  setTimeout(() => node.remove(), 250);
}

const waiting = [];

/** A dialog with OK; several come one after the other. */
export function alert(text) {
  waiting.push(text);
  if (!byId("alert").open) nextAlert();
}

function nextAlert() {
  const dialog = byId("alert");
  byId("alert-text").textContent = waiting.shift();
  dialog.showModal();
}

byId("alert").addEventListener("close", () => waiting.length > 0 && nextAlert());
