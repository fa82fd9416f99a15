// The chat before its first message: what the bot is for, and START.

import { byId, drawAvatar, el } from "./dom.js";
import { formatted } from "./format.js";
import { t } from "./words.js";

/** Draws the card of the empty chat. */
export function drawWelcome(bot, me, actions) {
  const avatar = el("span", { class: "avatar large", "aria-hidden": "true" });
  drawAvatar(avatar, bot.first_name, true);
  const description = bot.description || bot.short_description || t("Press START and the bot says hello.");
  byId("welcome").replaceChildren(
    avatar,
    el("div", { class: "card" },
      el("h2", {}, bot.description ? t("What can this bot do?") : bot.first_name),
      el("p", { class: "description" }, formatted(description, [], actions))),
    el("p", { class: "hint" }, hint(me.first_name)),
  );
}

// The name in bold wherever the sentence has it.
function hint(name) {
  const [before, after] = t("You are here as {name}. Another name, language or a second learner: at the top.").split("{name}");
  const fragment = document.createDocumentFragment();
  fragment.append(before, el("b", {}, el("bdi", {}, name)), after);
  return fragment;
}
