// Where a link leads: out into the web in a new tab, or, as a deep link to this very bot, into this chat.

import { el } from "./dom.js";
import { t } from "./words.js";

const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);
const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/;

/** The node for an entity of type url, text_link, email or phone_number; its text goes inside. */
export function link(entity, text, actions) {
  const address = addressOf(entity, text);
  const inside = deepLink(address, actions.bot);
  if (inside) return el("button", { type: "button", class: "command", onclick: () => follow(inside, actions) });
  if (!SAFE.has(address?.protocol)) return el("span", { class: "mention" });
  return el("a", { ...outward(address), title: entity.type === "text_link" ? address.href : null });
}

/** The attributes of a link that leaves the chat. */
export const outward = (address) => ({ href: address.href, target: "_blank", rel: "noopener noreferrer" });

/** The address of an inline button, or null when it is none that a browser should open. */
export function buttonAddress(url) {
  const address = parsed(url);
  return SAFE.has(address?.protocol) ? address : null;
}

/** What a link to this bot asks for: {start: payload or ""}, {group: payload}, {elsewhere: true}; null for all other links. */
export function deepLink(address, bot) {
  const name = bot.username?.toLowerCase();
  if (!address || !name) return null;
  const fromWeb = /^(www\.)?(t|telegram)\.(me|dog)$/.test(address.hostname) && address.pathname.replace(/\/$/, "").toLowerCase() === `/${name}`;
  const fromApp = address.protocol === "tg:" && address.searchParams.get("domain")?.toLowerCase() === name;
  if (!fromWeb && !fromApp) return null;
  if (address.searchParams.has("startgroup")) return { group: address.searchParams.get("startgroup") };
  if (address.searchParams.has("startchannel")) return { elsewhere: true };
  const payload = address.searchParams.get("start") ?? "";
  return { start: PAYLOAD.test(payload) ? payload : "" };
}

/** Does in this chat what the deep link asks for. */
export function follow(target, actions) {
  if (target.elsewhere) {
    actions.toast(t("Open the list of chats at the top to found a channel and add the bot there."));
  } else if (target.group !== undefined) {
    actions.startGroup(target.group);
  } else {
    actions.startPrivate(target.start);
  }
}

function addressOf(entity, text) {
  if (entity.type === "text_link") return parsed(entity.url);
  if (entity.type === "email") return parsed(`mailto:${text}`);
  if (entity.type === "phone_number") return parsed(`tel:${text.replace(/[^+\d]/g, "")}`);
  return parsed(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
}

export function parsed(url) {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
