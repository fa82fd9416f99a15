// The person menu at the top right: be somebody else in this tab, or open another learner in a new one.

import * as api from "./api.js";
import { byId, drawAvatar, el, icon } from "./dom.js";
import { guestName } from "./person.js";
import { chosen, LANGUAGES, ownName, t } from "./words.js";

const CHECK = "m5 12.5 4.5 4.5L19 7.5";
const NEW_TAB = "M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5";

export class PeopleMenu {
  #panel = byId("people");
  #me = null;
  #become;
  #speak;

  /** become(name) switches this tab to that person, speak(code) to a language; failed(error) tells why the list is missing. */
  constructor(become, speak, failed) {
    this.#become = become;
    this.#speak = speak;
    this.#panel.addEventListener("beforetoggle", (event) => {
      byId("person").setAttribute("aria-expanded", String(event.newState === "open"));
      if (event.newState === "open") this.#draw([]);
    });
    this.#panel.addEventListener("toggle", (event) => {
      if (event.newState === "open") api.people().then((people) => this.#draw(people), failed);
    });
  }

  set me(person) {
    this.#me = person;
    byId("my-name").textContent = person.first_name;
    byId("person").setAttribute("aria-label", t("You are {name}", { name: person.first_name }));
    drawAvatar(byId("my-avatar"), person.first_name);
  }

  #draw(people) {
    const known = people.length > 0 ? people : this.#me ? [this.#me] : [];
    const list = el("ul", {}, ...known.map((person) => el("li", {}, this.#entry(person))));
    this.#panel.replaceChildren(
      el("h2", {}, t("Who are you in this chat?")),
      list,
      this.#form(known),
      el("a", { class: "menu-item", href: "/?new", target: "_blank", rel: "noopener" }, newTab(), t("Open another learner in a new tab")),
      this.#languages(),
    );
    list.querySelector("[aria-current]")?.focus({ preventScroll: true });
  }

  #entry(person) {
    const isMe = person.id === this.#me?.id;
    const avatar = el("span", { class: "avatar small", "aria-hidden": "true" });
    drawAvatar(avatar, person.first_name);
    const button = el("button", { type: "button", class: "menu-item", "aria-current": isMe ? "true" : null },
      avatar, el("span", { class: "menu-name" }, el("bdi", {}, person.first_name)), ...(isMe ? [icon(CHECK)] : []));
    button.addEventListener("click", () => this.#choose(person.first_name));
    return button;
  }

  #form(people) {
    const name = el("input", { type: "text", name: "name", maxlength: "64", autocomplete: "off", placeholder: guestName(people), dir: "auto", "aria-label": t("Name of a new person") });
    const form = el("form", {}, name, el("button", { type: "submit" }, t("Join")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#choose(name.value.trim() || name.placeholder);
    });
    return form;
  }

  // As in Telegram, the bot is told which language the person's app is in.
  #languages() {
    const options = LANGUAGES.map((code) => el("option", { value: code, lang: code, selected: code === chosen() }, ownName(code)));
    const select = el("select", {}, el("option", { value: "" }, t("As in the browser")), ...options);
    select.addEventListener("change", () => {
      this.#panel.hidePopover();
      this.#speak(select.value);
    });
    return el("label", { class: "language-choice" }, el("span", {}, t("Language")), select);
  }

  #choose(name) {
    this.#panel.hidePopover();
    if (name !== this.#me?.first_name) this.#become(name);
  }
}

function newTab() {
  const drawing = icon(NEW_TAB);
  drawing.classList.add("turns");
  return drawing;
}
