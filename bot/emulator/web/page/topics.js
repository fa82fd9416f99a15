// The topics of a group: one line of them below the head, and their upkeep in the list of chats.

import { byId, el } from "./dom.js";
import { t } from "./words.js";

export const GENERAL = 1;

/** The topic that a message stands in. */
export const threadOf = (message) => (message.is_topic_message ? message.message_thread_id : GENERAL);

/** Draws the line; hidden where the chat has no topics. page: go(thread), more() */
export function drawTopics(chat, page) {
  const bar = byId("topics");
  const topics = chat?.info?.topics ?? [];
  bar.hidden = topics.length === 0;
  bar.replaceChildren(...topics.map((topic) => entry(topic, chat, page)));
  if (topics.length === 1 && isAdmin(chat)) {
    bar.append(el("button", { type: "button", class: "topic", onclick: page.more }, t("New topic")));
  }
}

function entry(topic, chat, page) {
  const isCurrent = topic.id === chat.thread;
  const news = chat.news.has(topic.id) ? [el("span", { class: "dot" }), el("span", { class: "vh" }, ` ${t("(new messages)")}`)] : [];
  const closed = topic.closed ? ["🔒 "] : [];
  return el("button", { type: "button", class: "topic", "aria-current": isCurrent ? "true" : null, onclick: () => page.go(topic.id) }, ...closed, el("bdi", {}, titleOf(topic)), ...news);
}

/** What stands in the list of chats: each topic with what an administrator can do, and a form for a new one. page: topic(thread, what, title), newTopic(title) */
export function topicUpkeep(chat, page) {
  if ((chat.info.topics ?? []).length === 0 || !isAdmin(chat)) return [];
  const rows = chat.info.topics.map((topic) => upkeep(topic, page));
  return [el("h2", {}, t("Topics")), el("ul", { class: "members" }, ...rows), newTopic(page)];
}

function upkeep(topic, page) {
  const name = titleOf(topic);
  const act = (what, words, label) => el("button", { type: "button", class: "small-button", "aria-label": label, onclick: () => page.topic(topic.id, what) }, words);
  const turn = topic.closed ? act("reopen", t("Open"), t("Open {name}", { name })) : act("close", t("Close"), t("Close {name}", { name }));
  const acts = [turn, ...(topic.id === GENERAL ? [] : [act("delete", t("Delete"), t("Delete {name}", { name }))])];
  return el("li", {}, topic.id === GENERAL ? el("span", { class: "menu-name" }, name) : nameField(topic, page), ...acts);
}

// The name is written over, and taken with Enter or when the field is left.
function nameField(topic, page) {
  const field = el("input", { type: "text", class: "topic-name", maxlength: "128", autocomplete: "off", value: topic.title, dir: "auto", "aria-label": t("Name of the topic {name}", { name: topic.title }) });
  field.addEventListener("change", () => {
    const title = field.value.trim();
    if (title && title !== topic.title) page.topic(topic.id, "rename", title);
    else field.value = topic.title;
  });
  return field;
}

function newTopic(page) {
  const title = el("input", { type: "text", maxlength: "128", autocomplete: "off", dir: "auto", placeholder: t("Name of a new topic"), "aria-label": t("Name of a new topic") });
  const form = el("form", {}, title, el("button", { type: "submit" }, t("Add")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (title.value.trim()) page.newTopic(title.value.trim());
  });
  return form;
}

/** The first topic has no name of its own. */
const titleOf = (topic) => (topic.id === GENERAL ? t("General") : topic.title);

const isAdmin = (chat) => ["creator", "administrator"].includes(chat.info.status);
