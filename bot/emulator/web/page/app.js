// The page put together: who is here, the connection, the chat, and what stands at the foot of it.

import * as api from "./api.js";
import { ChatPage } from "./chat.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { Desk } from "./desk.js";
import { byId, hasFinePointer } from "./dom.js";
import * as notices from "./notices.js";
import { PeopleMenu } from "./people.js";
import * as person from "./person.js";
import { drawWelcome } from "./welcome.js";
import { choose, t } from "./words.js";

const chat = new ChatPage(show);
const composer = new Composer((text) => chat.deeds.say(text), {
  ask: (words) => chat.deeds.askInline(words),
  choose: (queryId, resultId) => chat.deeds.chooseInline(queryId, resultId),
});
const desk = new Desk((key) => api.openStep(shown, key).catch(fail), () => chat.expectAnswer());
const people = new PeopleMenu(become, speak, fail);
const connection = new Connection({ event, lost, refused });
let shown = null; // the id of the person on show

byId("attach").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", (chosen) => {
  const [file] = chosen.target.files;
  if (file) chat.deeds.upload(file);
  chosen.target.value = "";
});
byId("start").addEventListener("click", (pressed) => start(pressed.detail === 0));
connection.open(person.nameForThisTab(), person.language());

function become(name) {
  connection.close();
  composer.clear();
  chat.leave();
  chat.status = t("connecting…");
  connection.open(name, person.language());
}

/** Another language, "" for the browser's: all is drawn once more, and the bot hears of it. */
async function speak(code) {
  connection.close();
  await choose(code).catch(() => null); // without words it connects again, and has them then
  chat.clear();
  connection.reopen(person.language());
}

function event(kind, data) {
  byId("banner").hidden = true;
  if (kind === "desk") desk.show(data);
  else if (kind === "inline") composer.inline.offered(data);
  else chat.take(kind, data);
}

function lost() {
  byId("banner").hidden = false;
  chat.status = t("connecting…");
}

function refused(error) {
  chat.status = t("not connected");
  fail(error);
}

function fail(error) {
  notices.toast(error.message, true);
}

/** Shows what belongs to this bot and person around the messages: START in an empty chat, else the text box. */
function show({ bot, me, isEmpty, isPrivate }) {
  const isAsked = isPrivate && (isEmpty || person.startPayload() !== null);
  byId("welcome").hidden = !me || !isEmpty;
  byId("start").hidden = !me || !isAsked;
  composer.hidden = !me || isAsked;
  composer.menu.commands = bot.commands;
  composer.inline.bot = bot;
  if (!me) {
    shown = null;
    return;
  }
  if (isEmpty) drawWelcome(bot, me, chat.actions);
  if (shown === me.id) return;
  shown = me.id;
  people.me = me;
  person.remember(me.first_name);
  focusFoot();
}

async function start(byKeyboard) {
  const payload = person.startPayload();
  const isSent = await chat.deeds.say(payload ? `/start ${payload}` : "/start", byKeyboard);
  if (!isSent) return;
  person.forgetStartPayload();
  byId("start").hidden = true;
  composer.hidden = false;
  if (!byKeyboard && hasFinePointer()) composer.focus();
}

// The keyboard is at hand at once; on a phone, though, the screen keyboard waits until it is asked for.
function focusFoot() {
  if (!byId("start").hidden) byId("start").focus({ preventScroll: true });
  else if (hasFinePointer()) composer.focus();
}
