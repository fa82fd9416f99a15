// The chat on show: what the server tells goes onto the page, what the person does goes to the server.

import * as api from "./api.js";
import { Chats, Taps } from "./chats.js";
import { ChatMenu } from "./chatmenu.js";
import { byId } from "./dom.js";
import { Header } from "./header.js";
import { Log } from "./log.js";
import { MessageView } from "./message.js";
import * as notices from "./notices.js";
import { Scroll } from "./scroll.js";

const ANSWER_FOR = 10_000; // milliseconds after a press in which new messages count as its answer
const NOTHING_AWAITED = { until: 0, label: null, byKeyboard: false };

export class ChatPage {
  #chats = new Chats();
  #log = new Log(byId("messages"));
  #scroll = new Scroll(byId("log"), byId("messages"), byId("to-end"));
  #taps = new Taps((chat, messageId) => chat === this.#chat && this.#log.view(messageId)?.refreshKeyboard());
  #header = new Header((isTyping) => this.#scroll.keep(() => this.#log.showTyping(isTyping)));
  #me = null;
  #chat = null;
  #awaited = NOTHING_AWAITED;
  #changed;
  #menu = new ChatMenu({
    chats: () => this.#chats.all(),
    current: () => this.#chat,
    bot: () => this.actions.bot,
    people: () => api.people(),
    open: (id) => this.open(id),
    found: (title, kind, topics) => this.#trying(async () => this.#joined(await api.createGroup(this.#me.id, title, kind, topics))),
    add: (who) => this.#trying(() => api.add(this.#me.id, this.#chat.id, who)),
    change: (who, what) => this.#trying(() => api.changeMember(this.#me.id, this.#chat.id, who, what)),
  });

  /** What links, commands and buttons in messages can call. */
  actions = {
    bot: { first_name: "Chat", commands: [] },
    send: (text) => this.say(text),
    tap: (view, button, byKeyboard) => this.#tap(view, button, byKeyboard),
    toast: notices.toast,
    enlarge: notices.enlarge,
    showMessage: (messageId) => this.#showMessage(messageId),
    startPrivate: (payload) => this.#startPrivate(payload),
    startGroup: (payload) => this.#startGroup(payload),
    votes: (message) => this.#chats.get(message.chat.id).info?.votes?.[message.poll.id],
    vote: (message, options) => this.#trying(() => api.vote(this.#me.id, message.chat.id, message.message_id, options)),
  };

  /** changed({bot, me, isEmpty}) is called when one of them is new; with me = null while nobody is here. */
  constructor(changed) {
    this.#changed = changed;
  }

  set status(words) {
    this.#header.status = words;
  }

  leave() {
    this.#log.clear();
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

  /** Sends the text. Gives true when it is on its way; a refusal is shown in words. */
  async say(text, byKeyboard = false) {
    if (!this.#me) return false;
    this.#awaited = { until: Date.now() + ANSWER_FOR, label: null, byKeyboard };
    try {
      this.#message(await api.send(this.#me.id, this.#chat.id, text));
      return true;
    } catch (error) {
      notices.toast(error.message, true);
      return false;
    }
  }

  async upload(file) {
    await this.#trying(async () => this.#message(await api.upload(this.#me.id, this.#chat.id, file)));
  }

  /** Puts another of the person's chats on show. */
  open(id) {
    this.#chat = this.#chats.get(id);
    this.#chat.unread = 0;
    this.#log.clear();
    this.#nameChat();
    this.#quietly(() => this.#log.sync([...this.#chat.messages.values()], (message) => this.#view(message)));
    this.#scroll.toEnd();
    this.#tellChanged();
  }

  async #trying(deed) {
    try {
      return await deed();
    } catch (error) {
      notices.toast(error.message, true);
      return undefined;
    }
  }

  #joined(described) {
    this.#described(described);
    this.open(described.id);
    return described;
  }

  async #startPrivate(payload) {
    if (this.#chat.id !== this.#me.id) this.open(this.#me.id);
    await this.say(payload ? `/start ${payload}` : "/start");
  }

  // Telegram asks which group; here a new one is founded at once.
  async #startGroup(payload) {
    const title = `Group of ${this.#me.first_name}`;
    await this.#trying(async () => {
      const group = this.#joined(await api.createGroup(this.#me.id, title, "supergroup", false));
      await api.add(this.#me.id, group.id, { bot: true, payload });
    });
  }

  async #tap(view, button, byKeyboard) {
    this.#awaited = { until: Date.now() + ANSWER_FOR, label: button.text, byKeyboard };
    const [me, chat, id] = [this.#me, this.#chat, view.message.message_id];
    try {
      await this.#taps.start(chat, id, button.callback_data, () => api.tap(me.id, chat.id, id, button.callback_data));
    } catch (error) {
      notices.toast(error.message, true);
    }
  }

  #state({ bot, me, chats }) {
    const isSomeoneNew = this.#me?.id !== me.id;
    this.#me = me;
    for (const described of chats) this.#keep(described);
    const isStillIn = !isSomeoneNew && chats.some(({ id }) => id === this.#chat?.id);
    this.#chat = this.#chats.get(isStillIn ? this.#chat.id : me.id);
    const messages = [...this.#chat.messages.values()];
    this.#profile(bot);
    this.#nameChat();
    this.#quietly(() => this.#scroll.keep(() => this.#log.sync(messages, (message) => this.#view(message))));
    if (isSomeoneNew) this.#scroll.toEnd();
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
      for (const message of chat.messages.values()) if (message.poll?.id === pollId) this.#log.view(message.message_id)?.redraw();
    }
  }

  #nameChat() {
    if (!this.#chat) return;
    const { id, info } = this.#chat;
    const isPrivate = id === this.#me.id;
    this.#header.name(isPrivate ? this.actions.bot.first_name : info.title, isPrivate);
    const count = info?.members?.length ?? 0;
    this.#header.status = isPrivate ? "bot" : `${info.type === "channel" ? "channel" : "group"} · ${count} ${count === 1 ? "person" : "people"}`;
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
    let view = null;
    if (this.#chat.messages.size === 1) this.#tellChanged();
    this.#scroll.keep(() => {
      view = this.#log.put(message, (one) => this.#view(one));
    });
    view.element.classList.add("arriving");
    if (isMine) this.#scroll.follow(view.element, true);
    else this.#arrived(view);
  }

  #elsewhere(message) {
    const chat = this.#chats.get(message.chat.id);
    if (chat.messages.has(message.message_id)) return;
    chat.messages.set(message.message_id, message);
    chat.unread += 1;
    this.#header.arrived();
  }

  #arrived(view) {
    this.#header.arrived();
    const isAwaited = Date.now() < this.#awaited.until;
    this.#scroll.follow(view.element, isAwaited);
    const key = view.keyboard.key(this.#awaited.label);
    if (!isAwaited || !key) return;
    // Whoever pressed a button by keyboard goes on from the new message's buttons.
    if (this.#awaited.byKeyboard && !isWriting()) key.focus({ preventScroll: true });
    this.#awaited = NOTHING_AWAITED;
  }

  #edit(message) {
    const chat = this.#chats.get(message.chat.id);
    if (!chat.messages.has(message.message_id)) return;
    chat.messages.set(message.message_id, message);
    if (chat !== this.#chat) return;
    this.#scroll.keep(() => this.#log.put(message, (one) => this.#view(one)));
  }

  #delete({ chat_id: chatId, message_id: messageId }) {
    if (!this.#chats.get(chatId).messages.delete(messageId) || chatId !== this.#chat?.id) return;
    this.#scroll.keep(() => this.#log.remove(messageId));
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

  #showMessage(messageId) {
    const view = this.#log.view(messageId);
    if (!view) return notices.toast("That message is no longer here.");
    this.#scroll.toStartOf(view.element);
    return view.element.focus({ preventScroll: true });
  }

  #tellChanged() {
    const isPrivate = !this.#chat || this.#chat.id === this.#me?.id;
    const commands = (isPrivate ? null : this.#chat.info?.commands) ?? this.actions.bot.commands;
    this.#changed({ bot: { ...this.actions.bot, commands }, me: this.#me, isEmpty: isPrivate && !this.#chat?.messages.size, isPrivate });
  }

  // History that is drawn at once is not news: a screen reader need not read it out.
  #quietly(draw) {
    const log = byId("log");
    log.setAttribute("aria-busy", "true");
    draw();
    requestAnimationFrame(() => log.removeAttribute("aria-busy"));
  }
}

const isWriting = () => document.activeElement === byId("text");
