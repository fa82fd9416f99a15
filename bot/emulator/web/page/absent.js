// In a group where the bot is not: how it comes there.

import { byId, el } from "./dom.js";

/** add() brings the bot in. */
export function drawAbsent(chat, bot, add) {
  const note = byId("absent");
  const isHere = !chat?.info || chat.info.type === "private" || ["member", "administrator"].includes(chat.info.bot);
  note.hidden = isHere;
  if (isHere) return note.replaceChildren();
  const may = chat.info.type !== "channel" || ["creator", "administrator"].includes(chat.info.status);
  const words = `${bot.first_name} is not in this ${chat.info.type === "channel" ? "channel" : "group"} yet. `;
  const how = may ? "Add it here, or later in the list behind the name at the top." : "An administrator can add it.";
  const button = may ? [el("button", { type: "button", class: "small-button", onclick: add }, `Add ${bot.first_name}`)] : [];
  return note.replaceChildren(el("span", {}, words, how), ...button);
}
