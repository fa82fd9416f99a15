// Inline mode: "@bot words" in the text box lists what the bot offers for them; choosing posts it.

import { byId } from "./dom.js";
import { OptionList } from "./options.js";

const PAUSE = 300; // milliseconds without a letter until the bot is asked

export class InlineMenu extends OptionList {
  bot = {};
  #ask;
  #choose;
  #chosen;
  #query = null; // what is on its way: {id}, once the server has said it
  #answers = new Map(); // by the query's id: an answer may be here before the server has said that
  #timer = 0;

  /** ask(words) gives a promise of a query's id, or null; choose(queryId, resultId) one of true when it is posted. */
  constructor(ask, choose, chosen) {
    super(byId("inline"));
    this.#ask = ask;
    this.#choose = choose;
    this.#chosen = chosen;
  }

  /** The text box changed. */
  typed() {
    clearTimeout(this.#timer);
    this.#query = null;
    const words = this.#words();
    if (words === null) this.close();
    else this.#timer = setTimeout(() => this.#send(words), PAUSE);
  }

  /** What the bot offers: {query_id, results}. */
  offered(answer) {
    this.#answers.set(answer.query_id, answer);
    if (this.#query?.id !== answer.query_id || this.#words() === null) return;
    const take = (result) => () => this.#post(answer.query_id, result.id);
    this.show(answer.results.map((result) => ({ name: result.title, about: result.description, take: take(result) })));
  }

  async #send(words) {
    const query = (this.#query = { id: null });
    this.#answers.clear();
    query.id = await this.#ask(words);
    if (this.#query === query && this.#answers.has(query.id)) this.offered(this.#answers.get(query.id));
  }

  async #post(queryId, resultId) {
    if (await this.#choose(queryId, resultId)) this.#chosen();
  }

  #words() {
    const [, name, words] = /^@(\w+)\s([^]*)$/.exec(this.text.value) ?? [];
    return name?.toLowerCase() === this.bot.username?.toLowerCase() ? words ?? null : null;
  }
}
