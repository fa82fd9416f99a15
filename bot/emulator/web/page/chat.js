// The chat on show: what the server tells goes onto the page.

import { drawAbsent } from "./absent.js";
import * as api from "./api.js";
import { Chats, Taps } from "./chats.js";
import { ChatMenu } from "./chatmenu.js";
import { Deeds } from "./deeds.js";
import { byId } from "./dom.js";
import { Header } from "./header.js";
import { MessageView } from "./message.js";
import { enlarge } from "./lightbox.js";
import * as notices from "./notices.js";
import { Pane } from "./pane.js";
import { drawTopics, GENERAL, threadOf } from "./topics.js";
import { counted, t } from "./words.js";

export class ChatPage {
  #chats = new Chats();
  #pane = new Pane((message) => this.#view(message));
  #taps = new Taps((chat, messageId) => chat === this.#chat && this.#pane.view(messageId)?.refreshKeyboard());
  #header = new Header((isTyping) => this.#pane.showTyping(isTyping));
  #me = null;
  #chat = null;
  #changed;
  #menu = new ChatMenu({
    chats: () => this.#chats.all(),
    current: () => this.#chat,
    bot: () => this.actions.bot,
    people: () => api.people(),
    open: (id) => this.open(id),
    found: (title, kind, topics) => this.deeds.found(title, kind, topics),
    add: (who) => this.deeds.add(who),
    change: (who, what) => this.deeds.changeMember(who, what),
    topic: (thread, what, title) => this.deeds.topic(thread, what, title),
    newTopic: (title) => this.deeds.newTopic(title),
  });

  /** What the person can do. */
  deeds = new Deeds({
    me: () => this.#me,
    chat: () => this.#chat,
    open: (id) => this.open(id),
    goTo: (thread) => this.#goTo(thread),
    take: (kind, data) => this.take(kind, data),
    expectAnswer: (label, byKeyboard) => this.#pane.expectAnswer(label, byKeyboard),
    taps: this.#taps,
  });

  /** The messages to come answer what was done beside the chat. */
  expectAnswer() {
    this.#pane.expectAnswer(null, false);
  }

  /** What links, commands and buttons in messages can call. */
  actions = {
    bot: { first_name: t("Chat"), commands: [] },
    send: (text) => this.deeds.say(text),
    tap: (view, button, byKeyboard) => this.deeds.tap(view, button, byKeyboard),
    toast: notices.toast,
    enlarge,
    showMessage: (messageId) => this.#pane.goTo(messageId),
    startPrivate: (payload) => this.deeds.startPrivate(payload),
    startGroup: (payload) => this.deeds.startGroup(payload),
    votes: (message) => this.#chats.get(message.chat.id).info?.votes?.[message.poll.id],
    vote: (message, options) => this.deeds.vote(message, options),
  };

  /** changed({bot, me, isEmpty}) is called when one of them is new; with me = null while nobody is here. */
  constructor(changed) {
    this.#changed = changed;
  }

  set status(words) {
    this.#header.status = words;
  }

  /** Nothing of it is drawn any more, until the next state comes. */
  clear() {
    this.#pane.clear();
  }

  leave() {
    this.clear();
    this.#chats.clear();
    this.#me = null;
    this.#chat = null;
    this.#tellChanged();
  }

  /** Takes one event of the stream: its kind and its data. */
  take(kind, data) {
    if (kind === "state") this.#state(data);
    else if (kind === "profile") this.#profile(data);
    else if (kind === "typing") data.chat_id === this.#chat?.id && this.#header.startTyping();
    else if (kind === "chat") this.#described(data);
    else if (kind === "vote") this.#voted(data);
    else if (kind === "message") this.#message(data);
    else if (kind === "edit") this.#edit(data);
    else if (kind === "delete") this.#delete(data);
    else if (kind === "toast") this.#answer(data);
  }

  /** Puts another of the person's chats on show. */
  open(id) {
    this.#chat = this.#chats.get(id);
    this.#chat.unread = 0;
    this.#pane.clear();
    this.#nameChat();
    this.#pane.show(this.#chat.inSight, true);
    this.#tellChanged();
  }

  /** Puts another topic of the chat on show. */
  #goTo(thread) {
    this.#chat.thread = thread;
    this.#chat.news.delete(thread);
    this.#pane.clear();
    this.#drawAround();
    this.#pane.show(this.#chat.inSight, true);
  }

  // What stands between the head and the messages.
  #drawAround() {
    const { isForum, info, thread } = this.#chat;
    if (isForum && !info.topics.some(({ id }) => id === thread)) return this.#goTo(GENERAL);
    drawTopics(this.#chat, { go: (id) => this.#goTo(id), more: () => byId("chats").showPopover() });
    return drawAbsent(this.#chat, this.actions.bot, () => this.deeds.add({ bot: true, admin: info.type === "channel" }));
  }

  #state({ bot, me, chats }) {
    const isSomeoneNew = this.#me?.id !== me.id;
    this.#me = me;
    for (const described of chats) this.#keep(described);
    const isStillIn = !isSomeoneNew && chats.some(({ id }) => id === this.#chat?.id);
    this.#chat = this.#chats.get(isStillIn ? this.#chat.id : me.id);
    this.#profile(bot);
    this.#nameChat();
    this.#pane.show(this.#chat.inSight, isSomeoneNew);
  }

  #profile(bot) {
    this.actions.bot = bot;
    this.#nameChat();
    this.#tellChanged();
  }

  #keep({ messages, ...info }) {
    const chat = this.#chats.get(info.id);
    chat.info = info;
    if (messages) chat.replace(messages);
  }

  #described(described) {
    this.#keep(described);
    if (["left", "kicked"].includes(described.status) && described.id === this.#chat?.id) this.open(this.#me.id);
    this.#nameChat();
    this.#tellChanged();
    if (this.#menu.isOpen) this.#menu.draw();
  }

  #voted({ poll_id: pollId, options }) {
    for (const chat of this.#chats.all()) {
      if (options.length > 0) chat.info.votes[pollId] = options;
      else delete chat.info.votes[pollId];
      for (const message of chat.messages.values()) if (message.poll?.id === pollId) this.#pane.view(message.message_id)?.redraw();
    }
  }

  #nameChat() {
    if (!this.#chat) return;
    const { id, info } = this.#chat;
    const isPrivate = id === this.#me.id;
    this.#drawAround();
    this.#header.name(isPrivate ? this.actions.bot.first_name : info.title, isPrivate);
    const kind = info?.type === "channel" ? t("channel") : t("group");
    this.#header.status = isPrivate ? t("bot") : `${kind} · ${counted(info.members.length, "{count} person", "{count} people")}`;
  }

  #message(message) {
    if (message.chat.id !== this.#chat?.id) {
      this.#elsewhere(message);
      return;
    }
    if (this.#chat.messages.has(message.message_id)) return;
    const isMine = message.from?.id === this.#me.id;
    if (!isMine) this.#header.stopTyping();
    this.#chat.messages.set(message.message_id, message);
    if (this.#chat.messages.size === 1) this.#tellChanged();
    if (!isMine) this.#header.arrived();
    if (this.#chat.shows(message)) this.#pane.add(message, isMine);
    else this.#inOtherTopic(message);
  }

  #inOtherTopic(message) {
    this.#chat.news.add(threadOf(message));
    this.#drawAround();
  }

  #elsewhere(message) {
    const chat = this.#chats.get(message.chat.id);
    if (chat.messages.has(message.message_id)) return;
    chat.messages.set(message.message_id, message);
    chat.unread += 1;
    this.#header.arrived();
  }

  #edit(message) {
    const chat = this.#chats.get(message.chat.id);
    if (!chat.messages.has(message.message_id)) return;
    chat.messages.set(message.message_id, message);
    if (chat === this.#chat && chat.shows(message)) this.#pane.change(message);
  }

  #delete({ chat_id: chatId, message_id: messageId }) {
    if (!this.#chats.get(chatId).messages.delete(messageId) || chatId !== this.#chat?.id) return;
    this.#pane.remove(messageId);
    if (this.#chat.messages.size === 0) this.#tellChanged();
  }

  #answer({ query_id: queryId, text, alert }) {
    this.#taps.answered(this.#chats.all(), queryId);
    if (text) (alert ? notices.alert : notices.toast)(text);
  }

  #view(message) {
    const chat = this.#chat;
    const isBusy = (data) => this.#taps.isBusy(chat, message.message_id, data);
    return new MessageView(message, message.from?.id === this.#me.id, this.actions, isBusy);
  }

  #tellChanged() {
    const isPrivate = !this.#chat || this.#chat.id === this.#me?.id;
    const commands = (isPrivate ? null : this.#chat.info?.commands) ?? this.actions.bot.commands;
    this.#changed({ bot: { ...this.actions.bot, commands }, me: this.#me, isEmpty: isPrivate && !this.#chat?.messages.size, isPrivate });
  }
}
