// A poll in a message: vote by pressing an option; bars once the person has voted or it is closed.

import { el } from "./dom.js";

/** `chosen` are the person's own votes as option numbers, undefined before the first; vote(numbers) casts one. */
export function pollView(poll, chosen, vote) {
  const isOpen = !poll.is_closed && chosen === undefined;
  const rows = poll.options.map((option, number) => (isOpen ? choice(option, poll, () => vote([number])) : result(option, number, poll, chosen)));
  const kind = poll.type === "quiz" ? "Quiz" : "Poll";
  const count = `${poll.total_voter_count} ${poll.total_voter_count === 1 ? "answer" : "answers"}${poll.is_closed ? " · closed" : ""}`;
  const parts = [el("p", { class: "poll-question" }, poll.question), el("p", { class: "poll-kind" }, `${kind} · ${count}`)];
  const form = isOpen && poll.allows_multiple_answers ? severalForm(poll, vote) : el("div", { class: "poll-options" }, ...rows);
  const why = !isOpen && poll.explanation ? [el("p", { class: "poll-why" }, poll.explanation)] : [];
  return el("div", { class: "poll text" }, ...parts, form, ...why);
}

function choice(option, poll, vote) {
  return el("button", { type: "button", class: "key poll-option", onclick: vote }, option.text);
}

function severalForm(poll, vote) {
  const boxes = poll.options.map((option, number) => el("label", { class: "poll-box" }, el("input", { type: "checkbox", name: "option", value: String(number) }), ` ${option.text}`));
  const form = el("form", { class: "poll-options" }, ...boxes, el("button", { type: "submit", class: "key" }, "Vote"));
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
    el("span", {}, `${mark}${option.text}`), el("span", { class: "poll-share" }, `${share}%`),
    el("meter", { min: "0", max: "100", value: String(share), "aria-label": option.text }));
}
