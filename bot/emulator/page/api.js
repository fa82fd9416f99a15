// The server's /chat calls: one function a call, and one error that carries words for people.

/** The server understood and said no. Its message can be shown as it is. */
export class Refused extends Error {}

/** The server did not answer, or not in a way that makes sense: worth another try. */
export class Unreachable extends Error {
  constructor() {
    super("The chat server does not answer. Is it still running?");
  }
}

export const join = (name, languageCode) =>
  call("/chat/people", { name, language_code: languageCode });

export const people = () => call("/chat/people");

export const send = (person, chat, text) => call("/chat/send", { person, chat, text });

/** Presses an inline button; the answer {query_id} names the toast event to wait for. */
export const tap = (person, chat, messageId, data) =>
  call("/chat/tap", { person, chat, message_id: messageId, data });

export const fileAddress = (fileId) => `/chat/file/${encodeURIComponent(fileId)}`;

export const eventsAddress = (person) => `/chat/events?person=${encodeURIComponent(person)}`;

async function call(path, body) {
  const response = await ask(path, body);
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  if (response.status >= 400 && response.status < 500) {
    throw new Refused(answer?.error ?? `The chat server refused this (${response.status}).`);
  }
  throw new Unreachable();
}

async function ask(path, body) {
  try {
    return await fetch(path, body === undefined ? {} : {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Unreachable();
  }
}
