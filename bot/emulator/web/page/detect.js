// Commands and addresses in plain text, which Telegram makes clickable by itself.

// A command starts a word; a path such as /usr/bin is none, nor is the middle of and/or.
const COMMAND = /(?<![\p{L}\p{N}_/<>@.:-])\/([a-z0-9_]{1,32})(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/.-]*\/)(?![\p{L}\p{N}_])/giu;
const ADDRESS = /\bhttps?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}…]|\bt\.me\/[^\s<>"]*[^\s<>"'.,;:!?)\]}…]/giu;
const CLOSED = new Set(["code", "pre", "url", "text_link", "bot_command", "mention", "email", "phone_number", "text_mention"]);
const ALWAYS = ["start", "help", "settings"];

/** More entities for `text`, outside of those in `known` that are code or links already. Ranges are {start, end}. */
export function found(text, known, bot) {
  const taken = known.filter((entity) => CLOSED.has(entity.type));
  const isFree = (range) => !taken.some((entity) => entity.start < range.end && range.start < entity.end);
  const addresses = matches(ADDRESS, text, "url").filter(isFree);
  taken.push(...addresses);
  const names = new Set([...ALWAYS, ...bot.commands.map((command) => command.command)]);
  const commands = matches(COMMAND, text, "bot_command")
    .filter((range) => names.has(range.word.toLowerCase()) && isFree(range));
  return [...addresses, ...commands];
}

function matches(pattern, text, type) {
  return [...text.matchAll(pattern)].map((match) => ({
    type,
    start: match.index,
    end: match.index + match[0].length,
    word: match[1] ?? "",
  }));
}
