// The stream of events for one person, kept alive: joins, listens, and joins again when the line breaks.

import * as api from "./api.js";
import { ready } from "./words.js";

const FIRST_WAIT = 400; // milliseconds
const LONGEST_WAIT = 4000;
const HIDDEN_FOR = 30_000;
const KINDS = ["state", "message", "edit", "delete", "toast", "typing", "profile", "chat", "vote", "inline", "desk"];

export class Connection {
  #handlers;
  #name = null;
  #source = null;
  #timer = null;
  #hiding = null;
  #wait = FIRST_WAIT;
  #turn = 0; // grows with every start, so that a late answer of an earlier one is dropped

  /** handlers: event(kind, data), lost(), refused(error) */
  constructor(handlers) {
    this.#handlers = handlers;
    addEventListener("online", () => this.#retryNow());
    document.addEventListener("visibilitychange", () => this.#visibilityChanged());
  }

  /** Becomes this person, a newcomer or one who comes back; null: a guest, who keeps the name that they get. */
  open(name, languageCode) {
    this.close();
    this.#name = { name, languageCode };
    this.#wait = FIRST_WAIT;
    this.#connect();
  }

  /** Stays this person, in another language. */
  reopen(languageCode) {
    this.open(this.#name.name, languageCode);
  }

  close() {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#source?.close();
    this.#source = null;
  }

  // Joining comes first each time: a server that was restarted without its memory gives the person a new id.
  async #connect() {
    const turn = ++this.#turn;
    this.#timer = null;
    try {
      const [me] = await Promise.all([api.join(this.#name.name, this.#name.languageCode), ready()]);
      if (turn !== this.#turn) return;
      this.#name.name = me.first_name;
      this.#listen(me.id, turn);
    } catch (error) {
      if (turn !== this.#turn) return;
      if (error instanceof api.Refused) this.#handlers.refused(error);
      else this.#lost();
    }
  }

  #listen(person, turn) {
    const source = new EventSource(api.eventsAddress(person));
    this.#source = source;
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        if (turn !== this.#turn) return;
        this.#wait = FIRST_WAIT;
        this.#handlers.event(kind, JSON.parse(event.data));
      });
    }
    source.addEventListener("error", () => turn === this.#turn && this.#lost());
  }

  #lost() {
    this.close();
    this.#handlers.lost();
    this.#timer = setTimeout(() => this.#connect(), this.#wait);
    this.#wait = Math.min(this.#wait * 1.6, LONGEST_WAIT);
  }

  #retryNow() {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#connect();
  }

  // Browsers allow six connections to one server: a tab that nobody looks at gives its own back after a while.
  #visibilityChanged() {
    clearTimeout(this.#hiding);
    if (document.hidden) {
      this.#hiding = setTimeout(() => this.#source && this.close(), HIDDEN_FOR);
    } else if (this.#name && !this.#source) {
      clearTimeout(this.#timer);
      this.#connect();
    }
  }
}
