// The messages of the open chat as they are read: the list, the reader's place in it, and the answer that is awaited.

import { byId } from "./dom.js";
import { Log } from "./log.js";
import * as notices from "./notices.js";
import { Scroll } from "./scroll.js";
import { t } from "./words.js";

const ANSWER_FOR = 10_000; // milliseconds after a press in which new messages count as its answer
const NOTHING_AWAITED = { until: 0, label: null, byKeyboard: false };

export class Pane {
  #log = new Log(byId("messages"));
  #scroll = new Scroll(byId("log"), byId("messages"), byId("to-end"));
  #awaited = NOTHING_AWAITED;
  #create;

  /** create(message) gives a new MessageView. */
  constructor(create) {
    this.#create = create;
  }

  view(messageId) {
    return this.#log.view(messageId);
  }

  clear() {
    this.#log.clear();
  }

  /** Shows exactly these messages, from where the reader is or from the end. */
  show(messages, fromEnd) {
    this.#quietly(() => this.#scroll.keep(() => this.#log.sync(messages, this.#create)));
    if (fromEnd) this.#scroll.toEnd();
  }

  showTyping(isTyping) {
    this.#scroll.keep(() => this.#log.showTyping(isTyping));
  }

  /** After a press: the messages to come are its answer. `label` is the button's, null for a text. */
  expectAnswer(label, byKeyboard) {
    this.#awaited = { until: Date.now() + ANSWER_FOR, label, byKeyboard };
  }

  /** Adds a message that has just come; `mine` tells the person's own from those of others. */
  add(message, mine) {
    let view = null;
    this.#scroll.keep(() => {
      view = this.#log.put(message, this.#create);
    });
    view.element.classList.add("arriving");
    if (mine) this.#scroll.follow(view.element, true);
    else this.#arrived(view);
  }

  change(message) {
    const before = this.#log.view(message.message_id)?.message;
    this.#scroll.keep(() => this.#log.put(message, this.#create));
    // What an answer changes at a message's beginning is what the person waits to see.
    const isAnswer = Date.now() < this.#awaited.until && before && beginningOf(before) !== beginningOf(message);
    if (isAnswer) this.#scroll.showStartOf(this.#log.view(message.message_id).element);
  }

  remove(messageId) {
    this.#scroll.keep(() => this.#log.remove(messageId));
  }

  goTo(messageId) {
    const view = this.#log.view(messageId);
    if (!view) return notices.toast(t("That message is no longer here."));
    this.#scroll.toStartOf(view.element);
    return view.element.focus({ preventScroll: true });
  }

  #arrived(view) {
    const isAwaited = Date.now() < this.#awaited.until;
    this.#scroll.follow(view.element, isAwaited);
    if (!isAwaited || !view.keyboard.hasKeys) return;
    // Whoever pressed a button by keyboard goes on from the same one in the new message, or else from its start:
    // on a button that does something else, Enter pressed once too often would count.
    const next = view.keyboard.key(this.#awaited.label) ?? view.element;
    if (this.#awaited.byKeyboard && !isWriting()) next.focus({ preventScroll: true });
    this.#awaited = NOTHING_AWAITED;
  }

  // History that is drawn at once is not news: a screen reader need not read it out.
  #quietly(draw) {
    const log = byId("log");
    log.setAttribute("aria-busy", "true");
    draw();
    requestAnimationFrame(() => log.removeAttribute("aria-busy"));
  }
}

const beginningOf = (message) => (message.text ?? message.caption ?? "").split("\n", 2).join("\n");
const isWriting = () => document.activeElement === byId("text");
