// A poll in a message: vote by pressing an option; bars once the person has voted or it is closed.

import { el } from "./dom.js";
import { counted, number as inFigures, t } from "./words.js";

/** `chosen` are the person's own votes as option numbers, undefined before the first; vote(numbers) casts one. */
export function pollView(poll, chosen, vote) {
  const isOpen = !poll.is_closed && chosen === undefined;
  const rows = poll.options.map((option, number) => (isOpen ? choice(option, poll, () => vote([number])) : result(option, number, poll, chosen)));
  const kind = poll.type === "quiz" ? t("Quiz") : t("Poll");
  const count = counted(poll.total_voter_count, "{count} answer", "{count} answers");
  const about = [kind, count, ...(poll.is_closed ? [t("closed")] : [])].join(" · ");
  const parts = [el("p", { class: "poll-question", dir: "auto" }, poll.question), el("p", { class: "poll-kind" }, about)];
  const form = isOpen && poll.allows_multiple_answers ? severalForm(poll, vote) : el("div", { class: "poll-options" }, ...rows);
  const why = !isOpen && poll.explanation ? [el("p", { class: "poll-why", dir: "auto" }, poll.explanation)] : [];
  return el("div", { class: "poll text" }, ...parts, form, ...why);
}

function choice(option, poll, vote) {
  return el("button", { type: "button", class: "key poll-option", dir: "auto", onclick: vote }, option.text);
}

function severalForm(poll, vote) {
  const boxes = poll.options.map((option, number) => el("label", { class: "poll-box" }, el("input", { type: "checkbox", name: "option", value: String(number) }), el("bdi", {}, option.text)));
  const form = el("form", { class: "poll-options" }, ...boxes, el("button", { type: "submit", class: "key" }, t("Vote")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const numbers = new FormData(form).getAll("option").map(Number);
    if (numbers.length > 0) vote(numbers);
  });
  return form;
}

function result(option, number, poll, chosen) {
  const share = poll.total_voter_count ? Math.round((100 * option.voter_count) / poll.total_voter_count) : 0;
  const right = (poll.correct_option_ids ?? []).includes(number);
  const mine = (chosen ?? []).includes(number);
  const mark = right ? "✅ " : mine && poll.type === "quiz" ? "❌ " : mine ? "● " : "";
  return el("div", { class: "poll-result" },
    el("span", { dir: "auto" }, `${mark}${option.text}`), el("span", { class: "poll-share" }, inFigures(share / 100, { style: "percent" })),
    el("meter", { min: "0", max: "100", value: String(share), "aria-label": option.text }));
}
