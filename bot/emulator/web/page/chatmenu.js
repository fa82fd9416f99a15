// The list of chats behind the title: go to one, found a group or a channel, and look after the members.

import { byId, drawAvatar, el } from "./dom.js";
import { topicUpkeep } from "./topics.js";

const KINDS = [["supergroup", "Group", false], ["supergroup", "Group with topics", true], ["channel", "Channel", false]];

export class ChatMenu {
  #panel = byId("chats");
  #page;

  /** page: chats(), current(), people(), open(id), found(title, kind, topics), add(who), change(who, what), topic(thread, what, title), newTopic(title), bot() */
  constructor(page) {
    this.#page = page;
    this.#panel.addEventListener("beforetoggle", (event) => {
      byId("chats-button").setAttribute("aria-expanded", String(event.newState === "open"));
      if (event.newState === "open") this.draw();
    });
  }

  get isOpen() {
    return this.#panel.matches(":popover-open");
  }

  async draw() {
    const current = this.#page.current();
    const list = el("ul", {}, ...this.#page.chats().map((chat) => el("li", {}, this.#entry(chat, chat === current))));
    const members = current?.info && current.info.type !== "private" ? await this.#members(current) : [];
    this.#panel.replaceChildren(el("h2", {}, "Chats"), list, this.#founding(), ...members);
  }

  #entry(chat, isCurrent) {
    const avatar = el("span", { class: "avatar small", "aria-hidden": "true" });
    drawAvatar(avatar, chat.info.title, chat.info.type === "private");
    const news = chat.unread > 0 ? [el("span", { class: "badge" }, String(chat.unread))] : [];
    const button = el("button", { type: "button", class: "menu-item", "aria-current": isCurrent ? "true" : null }, avatar, el("span", { class: "menu-name" }, chat.info.title), ...news);
    button.addEventListener("click", () => {
      this.#panel.hidePopover();
      this.#page.open(chat.id);
    });
    return button;
  }

  #founding() {
    const title = el("input", { type: "text", maxlength: "128", autocomplete: "off", placeholder: "Name of a new chat", "aria-label": "Name of a new chat" });
    const kind = el("select", { "aria-label": "Kind" }, ...KINDS.map(([, words], number) => el("option", { value: String(number) }, words)));
    const form = el("form", { class: "founding" }, title, kind, el("button", { type: "submit" }, "Create"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [type, words, topics] = KINDS[Number(kind.value)];
      this.#panel.hidePopover();
      this.#page.found(title.value.trim() || `A ${words.toLowerCase()}`, type, topics);
    });
    return form;
  }

  async #members(chat) {
    const inside = new Set(chat.info.members.map((member) => member.user.id));
    const others = (await this.#page.people()).filter((person) => !inside.has(person.id));
    const bot = this.#page.bot();
    const isHere = ["member", "administrator"].includes(chat.info.bot);
    const rows = [
      ...chat.info.members.map(({ user, status }) => this.#member(user.first_name, status, { member: user.id })),
      ...(isHere ? [this.#member(bot.first_name, chat.info.bot, { bot: true })] : []),
    ];
    const adding = [
      ...(isHere ? [] : [this.#button(`Add ${bot.first_name}`, () => this.#page.add({ bot: true, admin: chat.info.type === "channel" }))]),
      ...others.map((person) => this.#button(`Add ${person.first_name}`, () => this.#page.add({ member: person.id }))),
    ];
    return [...topicUpkeep(chat, this.#page), el("h2", {}, `Members of ${chat.info.title}`), el("ul", { class: "members" }, ...rows), el("div", { class: "adding" }, ...adding)];
  }

  #member(name, status, who) {
    const change = (what, words) => this.#button(words, () => this.#page.change(who, what), `${words} ${name}`);
    const acts = status === "creator" ? [] : [status === "administrator" ? change("demote", "Make member") : change("promote", "Make admin"), change("remove", "Remove")];
    return el("li", {}, el("span", { class: "menu-name" }, `${name}${status === "member" ? "" : ` · ${status === "creator" ? "owner" : "admin"}`}`), ...acts);
  }

  #button(words, act, label = words) {
    return el("button", { type: "button", class: "small-button", "aria-label": label, onclick: act }, words);
  }
}
