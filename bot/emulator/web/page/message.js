// One message on the page: a bubble with its text, picture or document, the time, and the keyboard below.

import { fileAddress } from "./api.js";
import { el, icon } from "./dom.js";
import { formatted } from "./format.js";
import { Keyboard } from "./keyboard.js";
import { pollView } from "./poll.js";
import { serviceWords } from "./service.js";
import { clock } from "./time.js";
import { counted, number, t } from "./words.js";

export class MessageView {
  element;
  keyboard;
  message = null;
  #actions;
  #body = el("div", { class: "body" });
  #bubble;

  /** `mine` tells the person's own messages from those of others; `isBusy(data)` whether a button waits. */
  constructor(message, mine, actions, isBusy) {
    this.#actions = actions;
    const author = message.sender_chat?.title ?? message.from?.first_name ?? message.chat.title ?? t("Chat");
    const sender = mine ? t("You") : author;
    const isGroup = message.chat.type !== "private";
    const time = el("time", { class: "time", id: `time-${message.message_id}`, datetime: new Date(message.date * 1000).toISOString() }, clock(message.date));
    const who = el("span", { class: "vh", id: `who-${message.message_id}` }, `${sender}:`);
    const via = message.via_bot ? [el("span", { class: "author via" }, t("via @{bot}", { bot: message.via_bot.username }))] : [];
    const name = isGroup && !mine ? [el("span", { class: "author", "aria-hidden": "true" }, el("bdi", {}, author))] : [];
    this.#bubble = el("div", { class: "bubble" }, who, ...name, ...via, this.#body, time);
    this.keyboard = new Keyboard(actions, (button, byKeyboard) => actions.tap(this, button, byKeyboard), isBusy);
    this.element = el("article", {
      class: `message ${mine ? "mine" : "theirs"}`,
      tabindex: "-1",
      "aria-labelledby": `who-${message.message_id} time-${message.message_id}`,
      "data-message": message.message_id,
      "data-from": message.from?.id ?? message.chat.id,
    }, this.#bubble, this.keyboard.element);
    this.element.classList.toggle("service", serviceWords(message) !== null);
    this.update(message);
  }

  /** Draws the message once more, for what is not in itself: the person's own vote. */
  redraw() {
    this.#drawBody(this.message);
  }

  /** Shows what is new about the message; what stays as it was is not touched. */
  update(message) {
    const before = this.message;
    this.message = message;
    if (!before || contentOf(before) !== contentOf(message)) this.#drawBody(message);
    this.refreshKeyboard();
  }

  refreshKeyboard() {
    this.keyboard.update(this.message.reply_markup?.inline_keyboard ?? []);
  }

  #drawBody(message) {
    const parts = [quotedMessage(message, this.#actions), ...content(message, this.#actions)];
    this.#body.replaceChildren(...parts.filter(Boolean));
    // The stylesheet keeps room for the time on the last line.
    this.#body.lastChild.dataset.time = clock(message.date);
    this.#bubble.dataset.ends = lastDirection(message.text ?? message.caption ?? "");
    this.element.classList.toggle("with-picture", Boolean(message.photo));
    this.element.classList.toggle("bare-picture", Boolean(message.photo) && !message.caption);
    this.element.classList.toggle("only-emoji", isEmojiOnly(message.text));
  }
}

const contentOf = (message) => JSON.stringify([
  message.text, message.entities, message.caption, message.caption_entities,
  message.photo?.map((size) => size.file_unique_id ?? size.file_id), message.document, message.reply_to_message?.message_id, message.poll,
]);

function content(message, actions) {
  if (message.photo) return [picture(message, actions), caption(message, actions)];
  if (message.document) return [documentLink(message.document), caption(message, actions)];
  if (message.text !== undefined) return [el("div", { class: "text" }, formatted(message.text, message.entities, actions))];
  if (message.poll) return [pollView(message.poll, actions.votes(message), (options) => actions.vote(message, options))];
  const words = serviceWords(message);
  if (words !== null) return [el("div", { class: "text" }, words)];
  return [el("div", { class: "text unknown" }, t("This kind of message cannot be shown in the local chat yet."))];
}

function caption(message, actions) {
  if (!message.caption) return null;
  return el("div", { class: "text" }, formatted(message.caption, message.caption_entities, actions));
}

function picture(message, actions) {
  const largest = message.photo.reduce((best, size) => (size.width * size.height > best.width * best.height ? size : best));
  const firstLine = (message.caption ?? "").split("\n", 1)[0].trim();
  const alt = firstLine ? t("Picture: {words}", { words: firstLine }) : t("Picture");
  const image = el("img", { src: fileAddress(largest.file_id), width: largest.width, height: largest.height, alt, decoding: "async", "data-words": firstLine });
  const button = el("button", { type: "button", class: "picture", "aria-haspopup": "dialog" }, image);
  button.addEventListener("click", () => actions.enlarge(image));
  return button;
}

function documentLink(file) {
  const name = file.file_name ?? t("file");
  const text = el("span", { class: "file" }, el("span", { class: "file-name" }, el("bdi", {}, name)), el("span", { class: "file-size" }, sizeInWords(file.file_size)));
  const badge = el("span", { class: "file-icon" }, icon("M12 4v11m-5-5 5 5 5-5M5 20h14"));
  return el("a", { class: "document", href: fileAddress(file.file_id), download: name, "aria-label": t("Download {name}, {size}", { name, size: sizeInWords(file.file_size) }) }, badge, text);
}

function quotedMessage(message, actions) {
  const quoted = message.reply_to_message;
  if (!quoted || quoted.forum_topic_created) return null; // in a topic everything answers its beginning
  const words = quoted.text ?? quoted.caption ?? (quoted.photo ? t("Picture") : t("Message"));
  const button = el("button", { type: "button", class: "quoted" },
    el("span", { class: "quoted-name" }, el("bdi", {}, quoted.from?.first_name ?? t("Chat"))), el("span", { class: "quoted-text", dir: "auto" }, words.slice(0, 200)));
  button.addEventListener("click", () => actions.showMessage(quoted.message_id));
  return button;
}

/** Which way the last line of a text goes, as a browser draws it: as its first letter or mark of a direction outside
    of isolates does, without one from left to right. "" where there is no text. */
function lastDirection(text) {
  let line = text.trimEnd().split("\n").at(-1);
  for (let before = ""; line !== before; ) {
    before = line;
    line = line.replace(/[\u2066-\u2068][^\u2066-\u2069]*\u2069/g, "");
  }
  const first = /[\p{L}\u200e\u200f\u061c]/u.exec(line)?.[0] ?? "";
  if (text === "") return "";
  return /[\p{Script=Arabic}\p{Script=Hebrew}\u200f]/u.test(first) ? "rtl" : "ltr";
}

function sizeInWords(bytes) {
  if (bytes === undefined) return t("unknown size");
  if (bytes < 1024) return counted(bytes, "{count} byte", "{count} bytes");
  const tenths = (size) => number(size, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  if (bytes < 1024 * 1024) return t("{size} KB", { size: tenths(bytes / 1024) });
  return t("{size} MB", { size: tenths(bytes / 1024 / 1024) });
}

const isEmojiOnly = (text) => /^(?:\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}|\u200D\p{Extended_Pictographic})*){1,3}$/u.test(text ?? "");
