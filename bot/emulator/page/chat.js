// The chat on show: what the server tells goes onto the page, what the person does goes to the server.

import * as api from "./api.js";
import { Chats, Taps } from "./chats.js";
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

  /** What links, commands and buttons in messages can call. */
  actions = {
    bot: { first_name: "Chat", commands: [] },
    send: (text) => this.say(text),
    tap: (view, button, byKeyboard) => this.#tap(view, button, byKeyboard),
    toast: notices.toast,
    enlarge: notices.enlarge,
    showMessage: (messageId) => this.#showMessage(messageId),
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
    this.#me = null;
    this.#chat = null;
    this.#tellChanged();
  }

  /** Takes one event of the stream: its kind and its data. */
  take(kind, data) {
    if (kind === "state") this.#state(data);
    else if (kind === "profile") this.#profile(data);
    else if (kind === "typing") this.#header.startTyping();
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

  async #tap(view, button, byKeyboard) {
    this.#awaited = { until: Date.now() + ANSWER_FOR, label: button.text, byKeyboard };
    const [me, chat, id] = [this.#me, this.#chat, view.message.message_id];
    try {
      await this.#taps.start(chat, id, button.callback_data, () => api.tap(me.id, chat.id, id, button.callback_data));
    } catch (error) {
      notices.toast(error.message, true);
    }
  }

  #state({ bot, me, messages }) {
    const isSomeoneNew = this.#me?.id !== me.id;
    this.#me = me;
    this.#chat = this.#chats.get(me.id);
    this.#chat.replace(messages);
    this.#profile(bot);
    this.#header.status = "bot";
    this.#quietly(() => this.#scroll.keep(() => this.#log.sync(messages, (message) => this.#view(message))));
    if (isSomeoneNew) this.#scroll.toEnd();
  }

  #profile(bot) {
    this.actions.bot = bot;
    this.#header.bot = bot;
    this.#tellChanged();
  }

  #message(message) {
    if (message.chat.id !== this.#chat?.id || this.#chat.messages.has(message.message_id)) return;
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
    if (message.chat.id !== this.#chat?.id || !this.#chat.messages.has(message.message_id)) return;
    this.#chat.messages.set(message.message_id, message);
    this.#scroll.keep(() => this.#log.put(message, (one) => this.#view(one)));
  }

  #delete({ chat_id: chatId, message_id: messageId }) {
    if (chatId !== this.#chat?.id || !this.#chat.messages.delete(messageId)) return;
    this.#scroll.keep(() => this.#log.remove(messageId));
    if (this.#chat.messages.size === 0) this.#tellChanged();
  }

  #answer({ query_id: queryId, text, alert }) {
    if (this.#chat) this.#taps.answered(this.#chat, queryId);
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
    this.#changed({ bot: this.actions.bot, me: this.#me, isEmpty: !this.#chat?.messages.size });
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
