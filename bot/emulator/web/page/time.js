// Times of the clock and days of the calendar, in words. Inputs are Unix times in seconds, as in the Bot API.

import { locale, t } from "./words.js";

const CLOCK = { timeStyle: "short" };
const DAY = { weekday: "long", day: "numeric", month: "long" };
const DAY_AND_YEAR = { day: "numeric", month: "long", year: "numeric" };

const formats = new Map(); // making one is slow: by language and style

export const clock = (seconds) => written(new Date(seconds * 1000), CLOCK);

/** A key that is the same for all times of one local day. */
export const dayKey = (seconds) => new Date(seconds * 1000).toDateString();

export function dayInWords(seconds, now = new Date()) {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === now.toDateString()) return t("Today");
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (date.toDateString() === yesterday.toDateString()) return t("Yesterday");
  return written(date, date.getFullYear() === now.getFullYear() ? DAY : DAY_AND_YEAR);
}

function written(date, style) {
  const key = `${locale()} ${Object.keys(style)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), style));
  return formats.get(key).format(date);
}
