// Times of the clock and days of the calendar, in words. Inputs are Unix times in seconds, as in the Bot API.

const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const DAY = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric" });

export const clock = (seconds) => CLOCK.format(new Date(seconds * 1000));

/** A key that is the same for all times of one local day. */
export const dayKey = (seconds) => new Date(seconds * 1000).toDateString();

export function dayInWords(seconds, now = new Date()) {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === now.toDateString()) return "Today";
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (date.toDateString() === yesterday.toDateString()) return "Yesterday";
  return (date.getFullYear() === now.getFullYear() ? DAY : DAY_AND_YEAR).format(date);
}
