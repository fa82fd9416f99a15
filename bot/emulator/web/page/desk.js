// What stands beside the chat while a course is written: what is wrong in its files, and the way to each step.

import { byId, el } from "./dom.js";
import { counted, t } from "./words.js";

const SIGNS = { section: "¶", question: "?", check: "✓" };
const NAMES = { section: () => t("Section"), question: () => t("Question"), check: () => t("Check") };

export class Desk {
  #open;
  #awaited;
  #drawn = ""; // the courses as they were drawn last, and in which language, as JSON
  #turn = null; // how often a step was gone to

  /** open(key) brings the chat to that step; awaited() is called before the message comes that shows one. */
  constructor(open, awaited) {
    this.#open = open;
    this.#awaited = awaited;
    byId("desk-bar").addEventListener("click", () => this.#unfold(byId("desk-bar").ariaExpanded !== "true"));
  }

  show({ courses, found, shown, turn }) {
    document.body.classList.add("with-desk");
    byId("desk").hidden = false;
    this.#summarise(found);
    byId("desk-found").replaceChildren(...found.map(entry));
    const drawn = JSON.stringify([document.documentElement.lang, courses]);
    if (drawn !== this.#drawn) {
      byId("desk-steps").replaceChildren(...courses.flatMap((course) => this.#course(course, courses.length > 1)));
      this.#drawn = drawn;
    }
    this.#mark(shown);
    if (this.#turn !== null && this.#turn !== turn) this.#awaited();
    this.#turn = turn;
  }

  #summarise(found) {
    const notes = found.filter((one) => one.note).length;
    const mistakes = found.length - notes;
    const wrong = mistakes ? counted(mistakes, "{count} mistake", "{count} mistakes") : t("No mistakes");
    const words = notes ? `${wrong} · ${counted(notes, "{count} note", "{count} notes")}` : wrong;
    const summary = byId("desk-summary");
    if (summary.textContent !== words) summary.textContent = words;
    byId("desk-bar").classList.toggle("wrong", mistakes > 0);
  }

  #course(course, isOneOfSeveral) {
    const head = isOneOfSeveral ? [el("h2", { dir: "auto" }, course.title)] : [];
    return [...head, ...course.lessons.flatMap((lesson) => [el("h3", { dir: "auto" }, lesson.title), this.#steps(lesson.steps)])];
  }

  #steps(steps) {
    return el("ol", {}, ...steps.map((step) => el("li", {}, this.#step(step))));
  }

  #step({ key, title, kind }) {
    const sign = el("span", { class: "sign", "aria-hidden": "true" }, SIGNS[kind]);
    const name = el("span", { class: "vh" }, `${NAMES[kind]()}: `);
    const open = () => {
      this.#open(key);
      this.#unfold(false);
    };
    return el("button", { type: "button", "data-key": key, onclick: open }, sign, name, el("bdi", {}, title));
  }

  #mark(shown) {
    for (const button of byId("desk-steps").querySelectorAll("button")) {
      const isShown = button.dataset.key === shown;
      if (isShown === (button.ariaCurrent === "step")) continue;
      if (!isShown) button.removeAttribute("aria-current");
      else {
        button.setAttribute("aria-current", "step");
        button.scrollIntoView({ block: "nearest" });
      }
    }
  }

  // Where there is room it is open anyhow.
  #unfold(isOpen) {
    byId("desk-bar").setAttribute("aria-expanded", String(isOpen));
  }
}

// What is found is told as `check` tells it in a terminal, in English.
function entry({ place, line, note, words }) {
  const kind = el("strong", {}, note ? t("Note") : t("Mistake"));
  const written = line ? [el("pre", { dir: "auto" }, line)] : [];
  return el("li", { class: note ? "note" : "mistake" }, el("p", { class: "place" }, kind, " ", el("code", { dir: "ltr" }, place)), ...written, el("p", { lang: "en", dir: "ltr" }, words));
}
