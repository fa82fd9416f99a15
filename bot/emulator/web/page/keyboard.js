// The inline keyboard under a message. Updated in place, so that a pressed button keeps its focus and its spinner.

import { el } from "./dom.js";
import { copyText } from "./format.js";
import { buttonAddress, deepLink, follow, outward, parsed } from "./links.js";
import { withMarks } from "./marks.js";
import { isRightToLeft, t } from "./words.js";

const STYLES = new Set(["primary", "success", "danger"]);

export class Keyboard {
  element = el("div", { class: "keyboard", role: "group", "aria-label": t("Buttons") });
  #actions;
  #tap;
  #isBusy;
  #shape = "";

  /** tap(data, byKeyboard) presses a button, isBusy(data) tells whether its answer is still awaited. */
  constructor(actions, tap, isBusy) {
    this.#actions = actions;
    this.#tap = tap;
    this.#isBusy = isBusy;
  }

  update(sent) {
    // The first of a row stands on the left, as in Telegram; the Tab key follows the page's direction all the same.
    const rows = isRightToLeft() ? sent.map((row) => row.toReversed()) : sent;
    const shape = JSON.stringify(rows.map((row) => row.map((button) => this.#kind(button))));
    if (shape !== this.#shape) this.#rebuild(rows);
    this.#shape = shape;
    this.element.hidden = rows.length === 0;
    const nodes = [...this.element.querySelectorAll(".key")];
    rows.flat().forEach((button, index) => this.#dress(nodes[index], button));
  }

  get hasKeys() {
    return !this.element.hidden;
  }

  /** The button with this label, or null. */
  key(label) {
    return [...this.element.querySelectorAll(".key")].find((key) => key.dataset.label === label) ?? null;
  }

  #kind(button) {
    if (button.url === undefined) return "button";
    return deepLink(parsed(button.url), this.#actions.bot) ? "button" : "link";
  }

  #rebuild(rows) {
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    this.element.replaceChildren(...rows.map((row) => el("div", { class: "row" }, ...row.map((button) => this.#node(button)))));
    if (!focused) return;
    // Its place may be another button's now, and whoever presses Enter once more did not mean that one.
    const same = rows.flat().findIndex((button) => button.text === focused.dataset.label);
    const key = [...this.element.querySelectorAll(".key")][same];
    (key ?? this.element.closest("article"))?.focus({ preventScroll: true });
  }

  #node(button) {
    if (this.#kind(button) === "link") return el("a", { class: "key" });
    const node = el("button", { type: "button", class: "key" });
    node.addEventListener("click", (event) => this.#pressed(node.button, event.detail === 0));
    return node;
  }

  #dress(node, button) {
    node.button = button;
    node.dataset.label = button.text;
    node.dataset.style = STYLES.has(button.style) ? button.style : "";
    const address = button.url === undefined ? null : buttonAddress(button.url);
    if (node.tagName === "A") for (const [name, value] of Object.entries(address ? outward(address) : {})) node.setAttribute(name, value);
    const busy = button.callback_data !== undefined && this.#isBusy(button.callback_data);
    node.toggleAttribute("aria-busy", false);
    if (busy) node.setAttribute("aria-busy", "true");
    const mark = node.tagName === "A" ? [el("span", { class: "arrow", "aria-hidden": "true" }, "↗"), el("span", { class: "vh" }, ` ${t("(opens in a new tab)")}`)] : [];
    node.replaceChildren(el("span", { class: "label", dir: "auto" }, ...withMarks(button.text)), ...mark);
  }

  #pressed(button, byKeyboard) {
    if (button.callback_data !== undefined) {
      if (!this.#isBusy(button.callback_data)) this.#tap(button, byKeyboard);
    } else if (button.url !== undefined) {
      follow(deepLink(parsed(button.url), this.#actions.bot), this.#actions);
    } else if (button.copy_text) {
      copyText(button.copy_text.text, this.#actions);
    } else {
      this.#actions.toast(t("This kind of button does not work in the local chat."));
    }
  }
}
