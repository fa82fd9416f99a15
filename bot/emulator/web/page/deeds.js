// What the person does in the chats: it goes to the server, and a refusal is shown in words.

import * as api from "./api.js";
import * as notices from "./notices.js";
import { GENERAL } from "./topics.js";
import { t } from "./words.js";

export class Deeds {
  #page;

  /** page: me(), chat(), open(id), goTo(thread), take(kind, data), expectAnswer(label, byKeyboard), taps */
  constructor(page) {
    this.#page = page;
  }

  /** Sends the text. Gives true when it is on its way; a refusal is shown in words. */
  async say(text, byKeyboard = false) {
    if (!this.#page.me()) return false;
    this.#page.expectAnswer(null, byKeyboard);
    return this.#trying(async () => this.#page.take("message", await api.send(this.#me, this.#chat, text, this.#thread)));
  }

  async upload(file) {
    await this.#trying(async () => this.#page.take("message", await api.upload(this.#me, this.#chat, file, this.#thread)));
  }

  async tap(view, button, byKeyboard) {
    this.#page.expectAnswer(button.text, byKeyboard);
    const [me, chat, id, data] = [this.#page.me(), this.#page.chat(), view.message.message_id, button.callback_data];
    await this.#trying(() => this.#page.taps.start(chat, id, data, () => api.tap(me.id, chat.id, id, data)));
  }

  /** What the bot offers for "@bot words" comes as an event; the id of the query, null where it is refused. */
  async askInline(words) {
    let asked = null;
    await this.#trying(async () => (asked = await api.askInline(this.#me, this.#chat, words)));
    return asked?.query_id ?? null;
  }

  async chooseInline(queryId, resultId) {
    return this.#trying(async () => this.#page.take("message", await api.chooseInline(this.#me, this.#chat, queryId, resultId, this.#thread)));
  }

  async vote(message, options) {
    await this.#trying(() => api.vote(this.#me, message.chat.id, message.message_id, options));
  }

  /** Founds a group or a channel and goes there. */
  async found(title, kind, topics) {
    await this.#trying(() => this.#founded(title, kind, topics));
  }

  async add(who) {
    await this.#trying(() => api.add(this.#me, this.#chat, who));
  }

  async changeMember(who, what) {
    await this.#trying(() => api.changeMember(this.#me, this.#chat, who, what));
  }

  /** A new topic, which is shown at once. */
  async newTopic(title) {
    await this.#trying(async () => {
      const described = await api.createTopic(this.#me, this.#chat, title);
      this.#page.take("chat", described);
      this.#page.goTo(described.thread);
    });
  }

  async topic(thread, what, title) {
    await this.#trying(() => api.changeTopic(this.#me, this.#chat, thread, what, title));
  }

  async startPrivate(payload) {
    if (this.#chat !== this.#me) this.#page.open(this.#me);
    await this.say(payload ? `/start ${payload}` : "/start");
  }

  /** Telegram asks which group; here a new one is founded at once. */
  async startGroup(payload) {
    const title = t("Group of {name}", { name: this.#page.me().first_name });
    await this.#trying(async () => {
      const id = await this.#founded(title, "supergroup", false);
      await api.add(this.#me, id, { bot: true, payload });
    });
  }

  get #me() {
    return this.#page.me().id;
  }

  get #chat() {
    return this.#page.chat().id;
  }

  get #thread() {
    const { isForum, thread } = this.#page.chat();
    return isForum && thread !== GENERAL ? thread : undefined;
  }

  async #founded(title, kind, topics) {
    const described = await api.createGroup(this.#me, title, kind, topics);
    this.#page.take("chat", described);
    this.#page.open(described.id);
    return described.id;
  }

  // Gives whether it went well.
  async #trying(deed) {
    try {
      await deed();
      return true;
    } catch (error) {
      notices.toast(error.message, true);
      return false;
    }
  }
}
