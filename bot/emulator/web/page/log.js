// The list of messages of one chat: in order, grouped by sender, with a line for each new day.

import { el } from "./dom.js";
import { dayInWords, dayKey } from "./time.js";

const GROUP_SECONDS = 300;

export class Log {
  #element;
  #views = new Map(); // message id -> MessageView
  #dots = el("div", { class: "message theirs dots", "aria-hidden": "true" }, el("div", { class: "bubble" }, el("i"), el("i"), el("i")));

  constructor(element) {
    this.#element = element;
  }

  view(messageId) {
    return this.#views.get(messageId) ?? null;
  }

  clear() {
    this.#views.clear();
    this.#element.replaceChildren();
  }

  /** Makes the list show exactly these messages, oldest first, leaving alone what it shows already. */
  sync(messages, create) {
    const wanted = new Set(messages.map((message) => message.message_id));
    for (const id of [...this.#views.keys()]) if (!wanted.has(id)) this.#drop(id);
    for (const message of messages) this.#place(message, create);
    this.#arrange();
  }

  /** Adds the message, or shows how it is now. Gives its view. */
  put(message, create) {
    const view = this.#place(message, create);
    this.#arrange();
    return view;
  }

  remove(messageId) {
    this.#drop(messageId);
    this.#arrange();
  }

  showTyping(isTyping) {
    if (isTyping && this.#views.size > 0) this.#element.append(this.#dots);
    else this.#dots.remove();
  }

  #place(message, create) {
    const known = this.#views.get(message.message_id);
    if (known) {
      known.update(message);
      return known;
    }
    const view = create(message);
    const after = [...this.#views.keys()].filter((id) => id > message.message_id);
    const next = after.length > 0 ? this.#views.get(Math.min(...after)).element : this.#dots.parentNode ? this.#dots : null;
    this.#element.insertBefore(view.element, next);
    this.#views.set(message.message_id, view);
    if (after.length > 0) this.#views = new Map([...this.#views].sort(([a], [b]) => a - b));
    return view;
  }

  #drop(messageId) {
    this.#views.get(messageId)?.element.remove();
    this.#views.delete(messageId);
  }

  #arrange() {
    const days = new Map([...this.#element.querySelectorAll(".day")].map((node) => [node.dataset.day, node]));
    let before = null;
    for (const view of this.#views.values()) {
      const day = dayKey(view.message.date);
      const isNewDay = !before || dayKey(before.message.date) !== day;
      if (isNewDay) this.#markDay(view, day, days);
      const goesOn = !isNewDay && belongTogether(before, view);
      view.element.classList.toggle("goes-on", goesOn);
      before?.element.classList.toggle("ends", !goesOn);
      before = view;
    }
    before?.element.classList.add("ends");
    for (const unused of days.values()) unused.remove();
  }

  #markDay(view, day, days) {
    const node = days.get(day) ?? el("div", { class: "day", role: "separator", "data-day": day }, el("span"));
    days.delete(day);
    const words = dayInWords(view.message.date);
    if (node.textContent !== words) {
      node.firstChild.textContent = words;
      node.setAttribute("aria-label", words);
    }
    if (view.element.previousSibling !== node) this.#element.insertBefore(node, view.element);
  }
}

function belongTogether(first, second) {
  return first.element.dataset.from === second.element.dataset.from && second.message.date - first.message.date < GROUP_SECONDS;
}
