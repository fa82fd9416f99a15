// In a group where the bot is not: how it comes there.

import { byId, el } from "./dom.js";
import { t } from "./words.js";

/** add() brings the bot in. */
export function drawAbsent(chat, bot, add) {
  const note = byId("absent");
  const isHere = !chat?.info || chat.info.type === "private" || ["member", "administrator"].includes(chat.info.bot);
  note.hidden = isHere;
  if (isHere) return note.replaceChildren();
  const [isChannel, name] = [chat.info.type === "channel", bot.first_name];
  const may = !isChannel || ["creator", "administrator"].includes(chat.info.status);
  const words = isChannel ? t("{name} is not in this channel yet.", { name }) : t("{name} is not in this group yet.", { name });
  const how = may ? t("Add it here, or later in the list behind the name at the top.") : t("An administrator can add it.");
  const button = may ? [el("button", { type: "button", class: "small-button", onclick: add }, t("Add {name}", { name }))] : [];
  return note.replaceChildren(el("span", {}, `${words} ${how}`), ...button);
}
