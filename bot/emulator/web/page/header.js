// The head of the page: whose chat it is, what the bot is doing, and the title of the tab.

import { byId, drawAvatar } from "./dom.js";
import { number, t } from "./words.js";

const TYPING_FOR = 5000; // milliseconds, as in Telegram

export class Header {
  #name = t("Chat");
  #timer = null;
  #resting = t("bot");
  #unread = 0;
  #typingChanged;

  /** typingChanged(isTyping) lets the list of messages show the same. */
  constructor(typingChanged) {
    this.#typingChanged = typingChanged;
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.#unread = 0;
      this.#showTitle();
    });
  }

  /** The chat on show: the bot's own name, or a group's. */
  name(name, isBot) {
    this.#name = name;
    byId("bot-name").textContent = name;
    drawAvatar(byId("bot-avatar"), name, isBot);
    this.#showTitle();
  }

  /** The words under the name while the bot is not typing: what it is, or "connecting…". */
  set status(words) {
    this.#resting = words;
    this.stopTyping();
  }

  startTyping() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.stopTyping(), TYPING_FOR);
    this.#show(t("typing…"), true);
    this.#typingChanged(true);
  }

  stopTyping() {
    clearTimeout(this.#timer);
    this.#show(this.#resting, false);
    this.#typingChanged(false);
  }

  /** Counts a message that came while nobody looked at this tab. */
  arrived() {
    if (!document.hidden) return;
    this.#unread += 1;
    this.#showTitle();
  }

  #show(words, isTyping) {
    const status = byId("status");
    if (status.textContent !== words) status.textContent = words;
    status.classList.toggle("typing", isTyping);
  }

  #showTitle() {
    document.title = this.#unread > 0 ? `(${number(this.#unread)}) ${this.#name}` : this.#name;
  }
}
