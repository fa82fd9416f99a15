// Telegram's formatted text (a string plus entities) as DOM nodes.
// Entity offsets and lengths are UTF-16 units, which is what JavaScript strings count in as well.

import { el, icon } from "./dom.js";
import { found } from "./detect.js";
import { link } from "./links.js";
import { withMarks } from "./marks.js";
import { number, t } from "./words.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const BAR = /([▰▱]+)/;
const LINKS = new Set(["url", "text_link", "email", "phone_number"]);
/** Words with a sign before a letter or digit, as --rm and a-b: a browser breaks them behind it. */
const WORDS = /((?<!\S)[!-~]*[!-/:-@[-^`{-~](?=\w)\S*)/;
/** Signs of code that stay on one line whatever they are, and those of a word that fit on a narrow phone's line, and on a phone's. */
const [SHORT, NARROW, WIDE] = [16, 22, 32];

/** The text as nodes. `actions` is what links and commands call: {bot, send(text), toast(text)}. */
export function formatted(text, entities, actions) {
  const known = (entities ?? []).map(({ offset, length, ...rest }) => ({ ...rest, start: offset, end: offset + length }));
  const all = [...known, ...found(text, known, actions.bot)].sort(byPlace);
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, all, actions);
  if (known.length === 0) keepWhole(fragment, () => "together");
  return fragment;
}

// Outer before inner: earlier first, longer first, and a block around an equally long style.
function byPlace(a, b) {
  return a.start - b.start || b.end - a.end || Number(BLOCKS.has(b.type)) - Number(BLOCKS.has(a.type));
}

function fill(parent, text, from, to, entities, actions) {
  let cursor = from;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    const start = Math.max(entity.start, cursor);
    const end = Math.min(entity.end, to);
    parent.append(...plain(text, cursor, start));
    const inside = others.filter((other) => other.start < end);
    const { node, hole } = element(entity, text.slice(start, end), actions);
    fill(hole, text, start, end, inside, actions);
    if (entity.type === "pre") keepWhole(hole, () => "together");
    if (entity.type === "code") keepCodeWhole(hole);
    parent.append(node);
    cursor = end;
    // A block ends its line by itself: the line feed after it would show as an empty line.
    if (BLOCKS.has(entity.type) && text[cursor] === "\n" && cursor < to) cursor += 1;
    rest = others.filter((other) => other.end > cursor).map((other) => ({ ...other, start: Math.max(other.start, cursor) })).sort(byPlace);
  }
  parent.append(...plain(text, cursor, to));
}

/** Text without formatting as nodes, its progress bars and marks as what they say. */
function plain(text, from, to) {
  const parts = text.slice(from, to).split(BAR).filter(Boolean);
  let end = from;
  return parts.flatMap((part) => {
    end += part.length;
    return BAR.test(part) ? [progress(part, text.slice(end).split("\n", 1)[0])] : withMarks(part);
  });
}

/** Words such as --rm stay on one line: each becomes an element with the class that `kind` gives for it. */
function keepWhole(parent, kind) {
  for (const node of [...parent.childNodes]) {
    if (node.nodeType !== Node.TEXT_NODE) continue;
    const parts = node.data.split(WORDS).filter(Boolean);
    node.replaceWith(...parts.map((part) => (WORDS.test(part) ? el("span", { class: kind(part) }, part) : part)));
  }
}

/** Code within a line: what stands right beside it, as a bracket, stays with it. So its words are no boxes, and long ones break. */
function keepCodeWhole(code) {
  if (code.textContent.length <= SHORT) return code.classList.add("whole");
  keepWhole(code, ({ length }) => (length <= NARROW ? "whole" : length <= WIDE ? "whole long" : null));
}

/** A bar such as ▰▰▱. Where a number stands behind it, that says it; else the bar does, as "2 of 3". */
function progress(bar, behind) {
  if (/\d/.test(behind)) return el("span", { "aria-hidden": "true" }, bar);
  return el("span", { role: "img", "aria-label": t("{done} of {all}", { done: number([...bar].filter((part) => part === "▰").length), all: number(bar.length) }) }, bar);
}

/** The node for an entity, and the node its inner text goes into. */
function element(entity, text, actions) {
  if (entity.type in TAGS) return alone(el(TAGS[entity.type]));
  if (LINKS.has(entity.type)) return alone(link(entity, text, actions));
  switch (entity.type) {
    case "bot_command":
      return inLine(el("button", { type: "button", class: "command", dir: "ltr", onclick: () => actions.send(text) }));
    case "pre":
      return codeBlock(entity.language, text, actions);
    case "blockquote":
      return alone(el("blockquote"));
    case "expandable_blockquote":
      return expandable();
    case "spoiler":
      return alone(spoiler());
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return alone(el("span", { class: "mention" }));
    default: // custom_emoji, date_time and what may come: their text says enough
      return alone(el("span"));
  }
}

const alone = (node) => ({ node, hole: node });
/** A button is no letter to its line, but the command on it is one from left to right. */
const inLine = (button) => ({ node: el("span", { class: "to-the-right" }, button), hole: button });

function codeBlock(language, text, actions) {
  const code = el("code", language ? { class: `language-${language}` } : {});
  const copy = el("button", { type: "button", class: "copy", "aria-label": t("Copy the code") }, icon("M9 9h11v11H9zM5 15H4V4h11v1"));
  copy.addEventListener("click", () => copyText(text, actions));
  const label = el("span", { class: "language" }, language ?? "");
  return { node: el("div", { class: "code-block" }, copy, label, el("pre", { tabindex: "0" }, code)), hole: code };
}

/** Puts text on the clipboard and says so. */
export async function copyText(text, actions) {
  try {
    await navigator.clipboard.writeText(text);
    actions.toast(t("Copied."));
  } catch {
    actions.toast(t("The browser did not allow copying."));
  }
}

function expandable() {
  const hole = el("div", { class: "folded" });
  const more = el("button", { type: "button", class: "more", "aria-expanded": "false" }, t("Show more"));
  more.addEventListener("click", () => {
    const open = !hole.classList.toggle("folded");
    more.setAttribute("aria-expanded", String(open));
    more.textContent = open ? t("Show less") : t("Show more");
  });
  // Whether there is more than the three lines shown is known once it stands on the page.
  requestAnimationFrame(() => {
    more.hidden = hole.scrollHeight <= hole.clientHeight + 1;
  });
  return { node: el("blockquote", { dir: "auto" }, hole, more), hole };
}

function spoiler() {
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("Hidden text. Press to show it.") });
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    node.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
    node.removeEventListener("click", show, true);
    node.removeEventListener("keydown", show, true);
  };
  node.addEventListener("click", show, true);
  node.addEventListener("keydown", show, true);
  return node;
}
