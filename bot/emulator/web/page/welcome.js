// The chat before its first message: what the bot is for, and START.

import { byId, drawAvatar, el } from "./dom.js";
import { formatted } from "./format.js";

/** Draws the card of the empty chat. */
export function drawWelcome(bot, me, actions) {
  const avatar = el("span", { class: "avatar large", "aria-hidden": "true" });
  drawAvatar(avatar, bot.first_name, true);
  const description = bot.description || bot.short_description || "Press START and the bot says hello.";
  byId("welcome").replaceChildren(
    avatar,
    el("div", { class: "card" },
      el("h2", {}, bot.description ? "What can this bot do?" : bot.first_name),
      el("p", { class: "description" }, formatted(description, [], actions))),
    el("p", { class: "hint" }, "You are here as ", el("b", {}, me.first_name), ". Another name, or a second learner: top right."),
  );
}
