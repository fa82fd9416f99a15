// The text box at the foot: Enter sends, Shift+Enter begins a new line, "/" opens the command menu, "@bot " what the bot offers.

import { CommandMenu } from "./commands.js";
import { byId, hasFinePointer } from "./dom.js";
import { InlineMenu } from "./inline.js";
import { clearToasts } from "./notices.js";

export class Composer {
  #form = byId("composer");
  #text = byId("text");
  #send;
  menu;
  inline;

  /** send(text) gives a promise of true when the message is on its way, so that a refused text can be given back.
      inline: what InlineMenu asks, as {ask, choose}. */
  constructor(send, inline) {
    this.#send = send;
    this.menu = new CommandMenu((command) => this.#submit(command));
    this.inline = new InlineMenu(inline.ask, inline.choose, () => this.clear());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(this.#text.value);
    });
    this.#text.addEventListener("keydown", (event) => this.#key(event));
    this.#text.addEventListener("input", () => {
      clearToasts();
      this.#changed();
    });
    byId("command-button").addEventListener("click", () => hasFinePointer() && this.focus());
  }

  set hidden(isHidden) {
    this.#form.hidden = isHidden;
    if (!isHidden) return this.#fit();
    this.menu.close();
    this.inline.close();
  }

  focus() {
    this.#text.focus({ preventScroll: true });
  }

  clear() {
    this.#write("");
  }

  async #submit(text) {
    if (text.trim() === "") return;
    this.#write("");
    const isSent = await this.#send(text.trim());
    if (!isSent && this.#text.value === "") this.#write(text);
  }

  #key(event) {
    if (event.isComposing) return;
    if (this.menu.key(event) || this.inline.key(event)) {
      event.preventDefault();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit(this.#text.value);
    }
  }

  #write(text) {
    this.#text.value = text;
    this.#changed();
  }

  #changed() {
    byId("send").disabled = this.#text.value.trim() === "";
    this.#fit();
    this.menu.typed();
    this.inline.typed();
  }

  // As tall as its lines; the stylesheet sets the limit from which on it scrolls.
  #fit() {
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight}px`;
  }
}
