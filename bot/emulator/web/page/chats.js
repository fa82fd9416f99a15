// What the page knows, by chat id. A private chat's id is its person's id.

import { GENERAL, threadOf } from "./topics.js";

export class Chats {
  #chats = new Map();

  get(id) {
    if (!this.#chats.has(id)) this.#chats.set(id, new Chat(id));
    return this.#chats.get(id);
  }

  /** All chats the person is in: the private one first. */
  all() {
    return [...this.#chats.values()].filter((chat) => chat.info && !["left", "kicked"].includes(chat.info.status));
  }

  clear() {
    this.#chats.clear();
  }
}

/** The messages of one chat, and the buttons in it whose answers are awaited. */
class Chat {
  messages = new Map();
  info = null; // as the server describes it: title, type, members, topics, the person's votes
  unread = 0;
  thread = GENERAL; // the topic on show
  news = new Set(); // topics with messages that nobody saw
  busy = new Map(); // key of a pressed button -> query id, "" until the server has given it

  constructor(id) {
    this.id = id;
  }

  get isForum() {
    return Boolean(this.info?.chat?.is_forum);
  }

  /** Whether a message stands in the topic on show. */
  shows(message) {
    return !this.isForum || threadOf(message) === this.thread;
  }

  /** The messages on show, in order. */
  get inSight() {
    return [...this.messages.values()].filter((message) => this.shows(message));
  }

  /** Takes the server's whole list in place of the own one. A broken line may have swallowed answers: no button waits any more. */
  replace(messages) {
    this.messages = new Map(messages.map((message) => [message.message_id, message]));
    this.busy.clear();
  }
}

/** Presses buttons and remembers which are busy until the toast event of their query arrives. */
export class Taps {
  #answered = new Set(); // query ids whose answer came, perhaps before the server's reply to the tap
  #changed;

  static PATIENCE = 30_000; // milliseconds, after which a button may be pressed again

  /** changed(chat, messageId) is called when a button of the message starts or stops to wait. */
  constructor(changed) {
    this.#changed = changed;
  }

  isBusy(chat, messageId, data) {
    return chat.busy.has(keyOf(messageId, data));
  }

  /** `press` does the call and gives {query_id}; its errors pass through after the button has calmed down. */
  async start(chat, messageId, data, press) {
    const key = keyOf(messageId, data);
    chat.busy.set(key, "");
    this.#changed(chat, messageId);
    try {
      const { query_id: queryId } = await press();
      if (this.#answered.delete(queryId)) this.#stop(chat, key);
      else if (chat.busy.has(key)) this.#wait(chat, key, queryId);
    } catch (error) {
      this.#stop(chat, key);
      throw error;
    }
  }

  answered(chats, queryId) {
    for (const chat of chats) {
      for (const [key, waiting] of chat.busy) {
        if (waiting === queryId) return this.#stop(chat, key);
      }
    }
    this.#answered.add(queryId);
    return undefined;
  }

  #wait(chat, key, queryId) {
    chat.busy.set(key, queryId);
    setTimeout(() => chat.busy.get(key) === queryId && this.#stop(chat, key), Taps.PATIENCE);
  }

  #stop(chat, key) {
    chat.busy.delete(key);
    this.#changed(chat, Number(key.split("\n", 1)[0]));
  }
}

const keyOf = (messageId, data) => `${messageId}\n${data}`;
