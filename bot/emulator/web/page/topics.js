// The topics of a group: one line of them below the head, and their upkeep in the list of chats.

import { byId, el } from "./dom.js";

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
    bar.append(el("button", { type: "button", class: "topic", onclick: page.more }, "New topic"));
  }
}

function entry(topic, chat, page) {
  const isCurrent = topic.id === chat.thread;
  const news = chat.news.has(topic.id) ? [el("span", { class: "dot" }), el("span", { class: "vh" }, " (new messages)")] : [];
  const closed = topic.closed ? ["🔒 "] : [];
  return el("button", { type: "button", class: "topic", "aria-current": isCurrent ? "true" : null, onclick: () => page.go(topic.id) }, ...closed, topic.title, ...news);
}

/** What stands in the list of chats: each topic with what an administrator can do, and a form for a new one. page: topic(thread, what, title), newTopic(title) */
export function topicUpkeep(chat, page) {
  if ((chat.info.topics ?? []).length === 0 || !isAdmin(chat)) return [];
  const rows = chat.info.topics.map((topic) => upkeep(topic, page));
  return [el("h2", {}, "Topics"), el("ul", { class: "members" }, ...rows), newTopic(page)];
}

function upkeep(topic, page) {
  const act = (what, words) => el("button", { type: "button", class: "small-button", "aria-label": `${words} ${topic.title}`, onclick: () => page.topic(topic.id, what) }, words);
  const acts = [topic.closed ? act("reopen", "Open") : act("close", "Close"), ...(topic.id === GENERAL ? [] : [act("delete", "Delete")])];
  return el("li", {}, topic.id === GENERAL ? el("span", { class: "menu-name" }, topic.title) : nameField(topic, page), ...acts);
}

// The name is written over, and taken with Enter or when the field is left.
function nameField(topic, page) {
  const field = el("input", { type: "text", class: "topic-name", maxlength: "128", autocomplete: "off", value: topic.title, "aria-label": `Name of the topic ${topic.title}` });
  field.addEventListener("change", () => {
    const title = field.value.trim();
    if (title && title !== topic.title) page.topic(topic.id, "rename", title);
    else field.value = topic.title;
  });
  return field;
}

function newTopic(page) {
  const title = el("input", { type: "text", maxlength: "128", autocomplete: "off", placeholder: "Name of a new topic", "aria-label": "Name of a new topic" });
  const form = el("form", {}, title, el("button", { type: "submit" }, "Add"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (title.value.trim()) page.newTopic(title.value.trim());
  });
  return form;
}

const isAdmin = (chat) => ["creator", "administrator"].includes(chat.info.status);
