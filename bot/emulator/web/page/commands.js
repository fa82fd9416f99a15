// The command menu above the text box: opened by its button or by typing "/", narrowed while typing.

import { byId, el } from "./dom.js";

export class CommandMenu {
  #list = byId("commands");
  #button = byId("command-button");
  #text = byId("text");
  #choose;
  #commands = [];
  #shown = [];
  #active = 0;

  /** choose(command) is called with "/name". */
  constructor(choose) {
    this.#choose = choose;
    this.#button.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
    this.#list.addEventListener("keydown", (event) => this.#onList(event));
    // The text box keeps its focus when a command is pressed: on a phone the screen keyboard stays as it is.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    document.addEventListener("pointerdown", (event) => this.isOpen && !byId("composer").parentNode.contains(event.target) && this.close());
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  set commands(commands) {
    this.#commands = commands;
    this.#button.hidden = commands.length === 0;
    if (this.isOpen) this.#show(this.#shown.length ? this.#matching(this.#typed() ?? "") : []);
  }

  open() {
    this.#show(this.#matching(""));
  }

  close() {
    this.#show([]);
  }

  /** The text box changed: "/le" shows what begins so; anything else closes the menu. */
  typed() {
    const typed = this.#typed();
    this.#show(typed === null ? [] : this.#matching(typed));
  }

  /** Arrow keys, Enter, Tab and Escape while the menu is open. Gives true when the key was used. */
  key(event) {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#activate((this.#active + step + this.#shown.length) % this.#shown.length);
    else if (event.key === "Enter" && !event.shiftKey) this.#take(this.#shown[this.#active]);
    else if (event.key === "Escape") this.close();
    else return false;
    return true;
  }

  // Focus may be on the list itself, by the Tab key; what closes it gives the text box the focus.
  #onList(event) {
    if (!this.key(event)) return;
    event.preventDefault();
    if (!this.isOpen) this.#text.focus({ preventScroll: true });
  }

  #typed() {
    return /^\/([a-z0-9_]*)$/i.exec(this.#text.value)?.[1].toLowerCase() ?? null;
  }

  #matching(beginning) {
    return this.#commands.filter((command) => command.command.startsWith(beginning));
  }

  #take(command) {
    this.close();
    this.#choose(`/${command.command}`);
  }

  #show(commands) {
    this.#shown = commands;
    this.#list.replaceChildren(...commands.map((command, index) => this.#option(command, index)));
    this.#list.hidden = commands.length === 0;
    this.#button.setAttribute("aria-expanded", String(this.isOpen));
    if (this.isOpen) this.#activate(0);
    else for (const node of [this.#text, this.#list]) node.removeAttribute("aria-activedescendant");
  }

  #option(command, index) {
    const node = el("div", { class: "option", role: "option", id: `command-${index}`, "aria-selected": "false" },
      el("span", { class: "option-name" }, `/${command.command}`), el("span", { class: "option-about" }, command.description));
    node.addEventListener("click", () => this.#take(command));
    node.addEventListener("pointermove", () => this.#active !== index && this.#activate(index));
    return node;
  }

  #activate(index) {
    this.#active = index;
    [...this.#list.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === index)));
    this.#list.children[index]?.scrollIntoView({ block: "nearest" });
    for (const node of [this.#text, this.#list]) node.setAttribute("aria-activedescendant", `command-${index}`);
  }
}
