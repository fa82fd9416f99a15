// A list of options above the text box: narrowed while typing, chosen by arrows and Enter, or by pressing one.

import { byId, el } from "./dom.js";

export class OptionList {
  text = byId("text");
  #list;
  #shown = [];
  #active = 0;

  /** list: the element that shows it. */
  constructor(list) {
    this.#list = list;
    list.addEventListener("keydown", (event) => this.#onList(event));
    // The text box keeps its focus when an option is pressed: on a phone the screen keyboard stays as it is.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    document.addEventListener("pointerdown", (event) => this.isOpen && !byId("composer").parentNode.contains(event.target) && this.close());
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  close() {
    this.show([]);
  }

  /** options: {name, about, take()} each; none closes the list. */
  show(options) {
    this.#shown = options;
    this.#list.replaceChildren(...options.map((option, index) => this.#option(option, index)));
    this.#list.hidden = options.length === 0;
    if (this.isOpen) this.#activate(0);
    else for (const node of [this.text, this.#list]) node.removeAttribute("aria-activedescendant");
  }

  /** Arrow keys, Enter and Escape while the list is open. Gives true when the key was used. */
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
    if (!this.isOpen) this.text.focus({ preventScroll: true });
  }

  #take(option) {
    this.close();
    option.take();
  }

  #option(option, index) {
    const node = el("div", { class: "option", role: "option", id: `${this.#list.id}-${index}`, "aria-selected": "false" },
      el("span", { class: "option-name" }, option.name), el("span", { class: "option-about" }, option.about));
    node.addEventListener("click", () => this.#take(option));
    node.addEventListener("pointermove", () => this.#active !== index && this.#activate(index));
    return node;
  }

  #activate(index) {
    this.#active = index;
    [...this.#list.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === index)));
    this.#list.children[index]?.scrollIntoView({ block: "nearest" });
    for (const node of [this.text, this.#list]) node.setAttribute("aria-activedescendant", `${this.#list.id}-${index}`);
  }
}
