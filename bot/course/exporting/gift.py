"""A course -> GIFT. A text is a description there, and a lesson a category.

What is there: https://docs.moodle.org/en/GIFT_format.
"""

from __future__ import annotations

from dataclasses import replace

from bot.course.exporting.categories import category_path
from bot.course.exporting.export import CourseExport, Written, say_of_section, text_of
from bot.course.exporting.gift_answers import braces, texts_in
from bot.course.exporting.gift_texts import GiftTexts, escaped
from bot.course.exporting.losses import Losses
from bot.course.exporting.questions import (
    hint_left_out,
    nearest,
    numbers_alone,
    one_gap,
    picture_left_out,
    plain_mistakes,
)
from bot.course.kinds.card import Flashcard
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.typed import Typed
from bot.course.message import say
from bot.course.model import Question, Section, Step


def write(job: CourseExport) -> Written:
    job.around(held=frozenset(("title",)))
    blocks, steps = [f"// {job.course.title}"], []
    for title, found in job.lessons():
        blocks.append(f"$CATEGORY: {category_path(job.course.title, title)}")
        for step in found:
            if block := _block(step, job.lost):
                blocks.append(block)
                steps.append(step)
    return Written("".join(f"{block}\n\n" for block in blocks).encode(), tuple(steps))


def _block(step: Step, lost: Losses) -> str | None:
    if isinstance(step, Section):
        return _section(step, lost)
    question = _writable(step, lost)
    return _question(question) if question else None


def _section(section: Section, lost: Losses) -> str:
    say_of_section(section, lost)
    picture_left_out(section.title, section.picture, lost)
    text = text_of(section)
    return f"::{escaped(section.title)}::{GiftTexts.of([text]).begin(text)}"


def _question(question: Question) -> str:
    texts = GiftTexts.of(texts_in(question))
    stem = texts.begin(question.prompt)
    return f"// [id:{question.id}]\n::{escaped(question.title)}::{stem} {braces(texts, question)}"


def _writable(question: Question, lost: Losses) -> Question | None:
    """As GIFT can ask it."""
    if isinstance(question.task, Ordering):
        lost.left_out(question.title, say("export.order"))
        return None
    made = one_gap(nearest(question, lost), lost)
    if made is None:
        return None
    hint_left_out(made, lost)
    picture_left_out(made.title, made.picture, lost)
    match made.task:
        case Typed():
            return _typed(made, made.task, lost)
        case Number():
            return _number(made, made.task, lost)
        case Flashcard(back) if made.feedback:
            lost.changed(made.title, say("export.card"))
            return replace(made, task=Flashcard(f"{back}\n\n{made.feedback}"), feedback="")
        case _:
            plain_mistakes(made, lost)
            return made


def _typed(question: Question, task: Typed, lost: Losses) -> Question | None:
    """An arrow in an answer would make a pair of it."""
    if task.exact:
        lost.changed(question.title, say("export.exact"))
    arrows = [text for text in (*task.accepted, *(one.answer for one in task.mistakes)) if "->" in text]
    for text in arrows:
        lost.left_out(question.title, say("export.arrow", text=text))
    accepted = tuple(text for text in task.accepted if text not in arrows)
    mistakes = tuple(one for one in task.mistakes if one.answer not in arrows)
    return replace(question, task=replace(task, accepted=accepted, mistakes=mistakes)) if accepted else None


def _number(question: Question, task: Number, lost: Losses) -> Question:
    if task.unit:
        lost.changed(question.title, say("export.unit"))
    return replace(question, task=replace(numbers_alone(question, task, lost), unit=""))
