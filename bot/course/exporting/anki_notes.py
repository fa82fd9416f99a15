"""A question -> the texts of a note of Anki, in HTML. What Anki cannot ask is a card to turn over."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from bot.course.exporting.export import CourseExport
from bot.course.exporting.html_text import html_blocks, html_line, html_of
from bot.course.exporting.questions import digits, nearest, plain_mistakes
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.message import say
from bot.course.model import Question


class NoteKind(StrEnum):
    """The values are the names of the kinds of note in Anki."""

    CARD = "card"
    WRITTEN = "written"
    GAPS = "gaps"


@dataclass(frozen=True)
class NoteText:
    """`fields`: name -> HTML."""

    kind: NoteKind
    fields: Mapping[str, str]

    def with_picture(self, shown: str) -> NoteText:
        """`shown`: HTML below the question."""
        name = "Text" if self.kind is NoteKind.GAPS else "Front"
        return replace(self, fields={**self.fields, name: self.fields[name] + shown})


def note_text(job: CourseExport, question: Question) -> NoteText:
    """Says what is lost of it."""
    made = nearest(question, job.lost)
    plain_mistakes(made, job.lost)
    note = _note(job, made)
    return replace(note, fields={**note.fields, "Hint": html_blocks(made.hint or "")})


def _note(job: CourseExport, question: Question) -> NoteText:
    task = question.task
    front, said = html_blocks(question.prompt), html_blocks(question.feedback)
    match task:
        case Flashcard(back):
            return _card(front, html_blocks(back) + said)
        case Typed():
            return _written(job, question, task.accepted)
        case Number():
            job.lost.changed(question.title, say("export.number_as_text"))
            return _written(job, question, (f"{digits(task)} {task.unit}".strip(),))
        case Gaps():
            _say_of_gaps(job, question.title, task)
            return NoteText(NoteKind.GAPS, {"Text": _cloze(front, task), "Back": said})
        case ShellCommand():
            raise TypeError(task)
        case Choice() | TrueFalse() | Ordering() | Pairs():
            job.lost.changed(question.title, say("export.as_card"))
            asked, answered = _sides(job, task)
            return _card(front + asked, answered + said)
        case _:
            assert_never(task)


def _card(front: str, back: str) -> NoteText:
    return NoteText(NoteKind.CARD, {"Front": front, "Back": back})


def _written(job: CourseExport, question: Question, accepted: tuple[str, ...]) -> NoteText:
    """Anki compares with one answer; all others stand on the back."""
    first, *others = accepted
    said = html_blocks(question.feedback)
    if others:
        job.lost.changed(question.title, say("export.one_answer"))
        said = f"<p>{html_line(job.in_words(say('export.also_right', answers=tuple(others))))}</p>{said}"
    fields = {"Front": html_blocks(question.prompt), "Answer": html.escape(first), "Back": said}
    return NoteText(NoteKind.WRITTEN, fields)


def _say_of_gaps(job: CourseExport, title: str, task: Gaps) -> None:
    if any(len(gap) > 1 for gap in task.accepted):
        job.lost.changed(title, say("export.one_answer"))
    if task.choices:
        job.lost.changed(title, say("export.gap_choices"))
    if task.code:
        job.lost.changed(title, say("export.code"))


def _cloze(above: str, task: Gaps) -> str:
    """All gaps are of one card, as they are of one question."""
    first, *others = task.pieces
    whole = first + "".join(f"\ue008{number}\ue009{piece}" for number, piece in enumerate(others))
    made = f"<pre>{html_line(whole)}</pre>" if task.code else html_blocks(whole)
    made = (above + made).replace("{{", "{&#123;")
    for number, gap in enumerate(task.accepted):
        made = made.replace(f"\ue008{number}\ue009", f"{{{{c1::{_hidden(gap[0])}}}}}")
    return made


def _hidden(answer: str) -> str:
    """Neither braces nor two colons end it, and no formula begins in it."""
    safe = html.escape(answer)
    for sign in "{}:\\":
        safe = safe.replace(sign, f"&#{ord(sign)};")
    return safe


def _sides(job: CourseExport, task: Choice | TrueFalse | Ordering | Pairs) -> tuple[str, str]:
    """What stands below the question, and the answer."""
    match task:
        case Choice(options):
            right = _listed(html_of(one.text) for one in options if one.correct)
            return _listed(html_of(one.text) for one in options), right + _whys(options)
        case TrueFalse(true, why):
            answer = job.in_words(say("export.word_true") if true else say("export.word_false"))
            return "", f"<p><b>{html_line(answer)}</b></p>{html_blocks(why)}"
        case Ordering(lines):
            texts = [_line(one.text, code=task.code) for one in lines]
            return _listed(sorted(texts)), _listed(texts, "ol")
        case Pairs(pairs, rights):
            words = {right.id: html_of(right.text) for right in rights}
            both = [f"{html_of(pair.left)} → {words[pair.right_id]}" for pair in pairs]
            lefts = _listed(html_of(pair.left) for pair in pairs)
            return lefts + _listed(sorted(words.values())), _listed(both)
        case _:
            assert_never(task)


def _whys(options: Iterable[Option]) -> str:
    said = [f"{html_of(one.text)} – {html_of(one.why)}" for one in options if one.why]
    return _listed(said) if said else ""


def _line(text: str, *, code: bool) -> str:
    return f"<code>{html_line(text)}</code>" if code else html_of(text)


def _listed(texts: Iterable[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{text}</li>' for text in texts)}</{tag}>"
