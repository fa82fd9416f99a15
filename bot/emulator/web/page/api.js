// The server's /chat calls: one function a call, and one error that carries words for people.

import { t } from "./words.js";

/** The server understood and said no. Its message can be shown as it is. */
export class Refused extends Error {}

/** The server did not answer, or not in a way that makes sense: worth another try. */
export class Unreachable extends Error {
  constructor() {
    super(t("The chat server does not answer. Is it still running?"));
  }
}

/** name: null for a guest, whom the server names in the page's language. */
export const join = (name, languageCode) =>
  call("/chat/people", { name, language_code: languageCode, page_language: document.documentElement.lang });

export const people = () => call("/chat/people");

/** thread: a topic of the chat, undefined for General. */
export const send = (person, chat, text, thread) => call("/chat/send", { person, chat, text, thread });

/** Presses an inline button; the answer {query_id} names the toast event to wait for. */
export const tap = (person, chat, messageId, data) =>
  call("/chat/tap", { person, chat, message_id: messageId, data });

/** A new group or channel; kind is "group", "supergroup" or "channel". */
export const createGroup = (person, title, kind, topics) => call("/chat/groups", { person, title, kind, topics });

/** Somebody comes into a group: {member: id} or {bot: true}, with {admin, payload} if wished. */
export const add = (person, chat, who) => call("/chat/groups/add", { person, chat, ...who });

/** `what` is "promote", "demote" or "remove"; who is {member: id} or {bot: true}. */
export const changeMember = (person, chat, who, what) => call("/chat/members", { person, chat, ...who, do: what });

export const createTopic = (person, chat, title) => call("/chat/groups/topics", { person, chat, title });

/** `what` is "rename" (with a title), "close", "reopen" or "delete". */
export const changeTopic = (person, chat, thread, what, title) => call("/chat/topics", { person, chat, thread, do: what, title });

export const askInline = (person, chat, text) => call("/chat/inline", { person, chat, text });

export const chooseInline = (person, chat, queryId, resultId, thread) =>
  call("/chat/inline/choose", { person, chat, query_id: queryId, result_id: resultId, thread });

export const vote = (person, chat, messageId, options) => call("/chat/vote", { person, chat, message_id: messageId, options });

/** The chat shows this place of the course that is being written. */
export const openStep = (person, key) => call("/chat/desk/open", { person, key });

export async function upload(person, chat, file, thread = "") {
  const form = new FormData();
  for (const [name, value] of Object.entries({ person, chat, file, thread })) form.append(name, value);
  return answered(await reached(() => fetch("/chat/upload", { method: "POST", body: form })));
}

export const fileAddress = (fileId) => `/chat/file/${encodeURIComponent(fileId)}`;

export const eventsAddress = (person) => `/chat/events?person=${encodeURIComponent(person)}`;

const call = async (path, body) => answered(await reached(() => fetch(path, body === undefined ? {} : {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
})));

async function answered(response) {
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  if (response.status >= 400 && response.status < 500) {
    throw new Refused(answer?.error ? t(answer.error) : t("The chat server refused this ({status}).", { status: response.status }));
  }
  throw new Unreachable();
}

async function reached(ask) {
  try {
    return await ask();
  } catch {
    throw new Unreachable();
  }
}
