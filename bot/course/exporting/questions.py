"""Questions in kinds that more programs know: the nearest that asks for the same."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.course.exporting.losses import Losses
from bot.course.formats.texts.html import fenced
from bot.course.kinds import Task
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.normal_form import literal
from bot.course.kinds.number import Number
from bot.course.kinds.typed import Typed
from bot.course.message import say
from bot.course.model import Question

BLANK = "_____"
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


def nearest(question: Question, lost: Losses) -> Question:
    """A command is a text; what a program would show, and the longer explanation, stand in the feedback."""
    task = question.task
    if isinstance(task, ShellCommand):
        lost.changed(question.title, say("export.command"))
        task = Typed(task.accepted, exact=True, mistakes=task.mistakes, output=task.output)
    if isinstance(task, Choice):
        task = _options_alone(question.title, task, lost)
    output = getattr(task, "output", "")
    parts = (question.feedback, fenced(output), question.more or "")
    if output or question.more:
        lost.changed(question.title, say("export.explained"))
    return replace(question, task=task, feedback="\n\n".join(filter(None, parts)), more=None)


def one_gap(question: Question, lost: Losses) -> Question | None:
    """A text with one gap is a question with a blank in it; None where there are more of them."""
    task = question.task
    if not isinstance(task, Gaps):
        return question
    if len(task.accepted) > 1:
        lost.left_out(question.title, say("export.several_gaps"))
        return None
    lost.changed(question.title, say("export.one_gap"))
    if task.choices:
        plain_mistakes(question, lost)
    text = fenced(BLANK.join(task.pieces)) if task.code else literal(BLANK).join(task.pieces)
    return replace(question, prompt=f"{question.prompt}\n\n{text}", task=_of_a_gap(task))


def hint_left_out(question: Question, lost: Losses) -> None:
    if question.hint:
        lost.left_out(question.title, say("export.hint"))


def picture_left_out(title: str, picture: object, lost: Losses) -> None:
    if picture:
        lost.left_out(title, say("export.picture"))


def digits(task: Number) -> str:
    return format(task.value, "f")


def numbers_alone(question: Question, task: Number, lost: Losses) -> Number:
    """Without the known mistakes that are no numbers."""
    for one in task.mistakes:
        if not _NUMBER.fullmatch(one.answer):
            lost.left_out(question.title, say("export.mistake", text=one.answer))
    return replace(task, mistakes=tuple(one for one in task.mistakes if _NUMBER.fullmatch(one.answer)))


def plain_mistakes(question: Question, lost: Losses) -> None:
    """Says that a format has no place for any of them."""
    for one in getattr(question.task, "mistakes", ()):
        lost.left_out(question.title, say("export.mistake", text=one.answer))


def _options_alone(title: str, task: Choice, lost: Losses) -> Choice:
    if task.written:
        lost.left_out(title, say("export.written_form"))
    if any(option.last for option in task.options):
        lost.changed(title, say("export.last"))
    return replace(task, written=None)


def _of_a_gap(task: Gaps) -> Task:
    """Buttons to fill it with are options."""
    if not task.choices:
        return Typed(task.accepted[0], task.exact, task.mistakes)
    right = set(task.accepted[0])
    return Choice(tuple(Option(one.id, literal(one.text), correct=one.text in right) for one in task.choices))
