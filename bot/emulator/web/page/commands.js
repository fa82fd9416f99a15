// The command menu above the text box: opened by its button or by typing "/", narrowed while typing.

import { byId } from "./dom.js";
import { OptionList } from "./options.js";

export class CommandMenu extends OptionList {
  #button = byId("command-button");
  #choose;
  #commands = [];

  /** choose(command) is called with "/name". */
  constructor(choose) {
    super(byId("commands"));
    this.#choose = choose;
    this.#button.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
  }

  set commands(commands) {
    this.#commands = commands;
    this.#button.hidden = commands.length === 0;
    if (this.isOpen) this.show(this.#matching(this.#typed() ?? ""));
  }

  open() {
    this.show(this.#matching(""));
  }

  show(options) {
    super.show(options);
    this.#button.setAttribute("aria-expanded", String(this.isOpen));
  }

  /** The text box changed: "/le" shows what begins so; anything else closes the menu. */
  typed() {
    const typed = this.#typed();
    this.show(typed === null ? [] : this.#matching(typed));
  }

  #typed() {
    return /^\/([a-z0-9_]*)$/i.exec(this.text.value)?.[1].toLowerCase() ?? null;
  }

  #matching(beginning) {
    const matching = this.#commands.filter((command) => command.command.startsWith(beginning));
    return matching.map(({ command, description }) => ({ name: `/${command}`, about: description, take: () => this.#choose(`/${command}`) }));
  }
}
