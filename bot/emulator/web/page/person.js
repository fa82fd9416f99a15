// Who this tab is. A tab remembers its person; a new tab begins as the person used last; nobody is asked.

import { chosen, LANGUAGES, t } from "./words.js";

const KEY = "tutorbot.person";

/** The language to tell the bot, as Telegram writes it: two or three letters, and a country where we have it with that one. */
export function language() {
  const tag = chosen() ?? navigator.language;
  const isOurs = LANGUAGES.some((code) => code.toLowerCase() === tag.toLowerCase());
  return (isOurs ? tag : tag.split("-", 1)[0]).toLowerCase();
}

/** The name to join with: from the address (?name=Ada), this tab or the last tab; null: the server names a guest. */
export function nameForThisTab() {
  const asked = new URLSearchParams(location.search);
  if (asked.get("name")?.trim()) return asked.get("name").trim();
  return asked.has("new") ? null : read(() => sessionStorage) ?? read(() => localStorage);
}

/** Keeps the name for this tab's reloads and for tabs to come. An address that names someone else is outlived. */
export function remember(name) {
  for (const storage of [() => sessionStorage, () => localStorage]) write(storage, name);
  const address = new URL(location.href);
  const asked = address.searchParams.get("name")?.trim();
  if (asked !== undefined && asked !== name) address.searchParams.delete("name");
  for (const name of ["new", "language"]) address.searchParams.delete(name);
  history.replaceState(null, "", address.search === "?" ? address.pathname : address);
}

/** "Guest" with the lowest number that nobody has. */
export function guestName(people) {
  const taken = new Set(people.map((person) => person.first_name));
  let number = 1;
  while (taken.has(`${t("Guest")} ${number}`)) number += 1;
  return `${t("Guest")} ${number}`;
}

/** The payload of an address such as /?start=what-is-docker, as on t.me; null when there is none. */
export function startPayload() {
  const payload = new URLSearchParams(location.search).get("start");
  return payload !== null && /^[A-Za-z0-9_-]{1,64}$/.test(payload) ? payload : null;
}

export function forgetStartPayload() {
  const address = new URL(location.href);
  address.searchParams.delete("start");
  history.replaceState(null, "", address);
}

// Storage may be switched off in the browser; then each load is a new guest.
function read(storage) {
  try {
    return storage().getItem(KEY);
  } catch {
    return null;
  }
}

function write(storage, name) {
  try {
    storage().setItem(KEY, name);
  } catch {
    // then the name lasts as long as the page
  }
}
