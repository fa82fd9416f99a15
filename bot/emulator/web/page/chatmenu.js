// The list of chats behind the title: go to one, found a group or a channel, and look after the members.

import { byId, drawAvatar, el } from "./dom.js";
import { topicUpkeep } from "./topics.js";
import { number, t } from "./words.js";

/** What can be founded: what it is to the server, in words, its name where nobody gives one, whether it has topics. */
const kinds = () => [
  ["supergroup", t("Group"), t("A group"), false],
  ["supergroup", t("Group with topics"), t("A group with topics"), true],
  ["channel", t("Channel"), t("A channel"), false],
];

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
    this.#panel.replaceChildren(el("h2", {}, t("Chats")), list, this.#founding(), ...members);
  }

  #entry(chat, isCurrent) {
    const avatar = el("span", { class: "avatar small", "aria-hidden": "true" });
    drawAvatar(avatar, chat.info.title, chat.info.type === "private");
    const news = chat.unread > 0 ? [el("span", { class: "badge" }, number(chat.unread))] : [];
    const button = el("button", { type: "button", class: "menu-item", "aria-current": isCurrent ? "true" : null }, avatar, el("span", { class: "menu-name" }, el("bdi", {}, chat.info.title)), ...news);
    button.addEventListener("click", () => {
      this.#panel.hidePopover();
      this.#page.open(chat.id);
    });
    return button;
  }

  #founding() {
    const title = el("input", { type: "text", maxlength: "128", autocomplete: "off", dir: "auto", placeholder: t("Name of a new chat"), "aria-label": t("Name of a new chat") });
    const kind = el("select", { "aria-label": t("Kind") }, ...kinds().map(([, words], index) => el("option", { value: String(index) }, words)));
    const form = el("form", { class: "founding" }, title, kind, el("button", { type: "submit" }, t("Create")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [type, , name, topics] = kinds()[Number(kind.value)];
      this.#panel.hidePopover();
      this.#page.found(title.value.trim() || name, type, topics);
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
      ...(isHere ? [] : [this.#button(t("Add {name}", { name: bot.first_name }), () => this.#page.add({ bot: true, admin: chat.info.type === "channel" }))]),
      ...others.map((person) => this.#button(t("Add {name}", { name: person.first_name }), () => this.#page.add({ member: person.id }))),
    ];
    return [...topicUpkeep(chat, this.#page), el("h2", {}, t("Members of {chat}", { chat: chat.info.title })), el("ul", { class: "members" }, ...rows), el("div", { class: "adding" }, ...adding)];
  }

  #member(name, status, who) {
    const change = (what, words, label) => this.#button(words, () => this.#page.change(who, what), label);
    const demote = () => change("demote", t("Make member"), t("Make {name} a member", { name }));
    const promote = () => change("promote", t("Make admin"), t("Make {name} an admin", { name }));
    const remove = () => change("remove", t("Remove"), t("Remove {name}", { name }));
    const acts = status === "creator" ? [] : [status === "administrator" ? demote() : promote(), remove()];
    const role = { creator: t("owner"), administrator: t("admin") }[status];
    return el("li", {}, el("span", { class: "menu-name" }, el("bdi", {}, name), role ? ` · ${role}` : ""), ...acts);
  }

  #button(words, act, label = words) {
    return el("button", { type: "button", class: "small-button", "aria-label": label, onclick: act }, words);
  }
}
