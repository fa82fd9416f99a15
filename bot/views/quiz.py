"""A question as a screen: open, after a mistake, and closed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from bot.course.model import Option, Question
from bot.learning.grade import Answer, Result, mistakes, sitting
from bot.learning.place import Answering, Place
from bot.learning.shuffle import shuffled
from bot.learning.standing import Standing
from bot.views import way
from bot.views.buttons import Check, Choose, Hint, Retry, Reveal, Tick, pack
from bot.views.render import course_line, course_text, course_words, render, word
from bot.views.screen import Button, Row, Screen

LABEL = 24
"""Characters that a button shows whole on a phone: options may be labels where none is longer."""

LETTERS_A_ROW = 5


TEXTS = 4096
"""Texts that are kept: the same few are shown to many. One is about a kilobyte."""


@dataclass(frozen=True)
class Line:
    """One option as the learner sees it, under the letter it has for them."""

    letter: str
    option: Option
    sign: str

    @property
    def text(self) -> Markup:
        return course_line(self.option.text)

    @property
    def why(self) -> Markup:
        return course_text(self.option.why)


def question(standing: Standing) -> Screen:
    """The question the learner is at."""
    asked, place = standing.step, standing.place
    assert isinstance(asked, Question)  # noqa: S101 - `settle` saw to it
    is_open = isinstance(place, Answering)
    tries = sitting(standing.attempts(asked.id), closed=not is_open)
    wrong = mistakes(asked, tries)
    order = shuffled(asked, f"{standing.learner_id}/{standing.run}")
    text, lines = _drawn(asked, order, wrong, _said(place, asked, tries), way.how_far(standing))
    if isinstance(place, Answering):
        return Screen(text, _open_rows(standing, place, asked, lines, bool(tries)))
    return Screen(text, _closed_rows(standing, asked))


def _lines(order: tuple[Option, ...], wrong: tuple[Option, ...], is_open: bool) -> tuple[Line, ...]:
    def sign(option: Option) -> str:
        if option in wrong:
            return "❌ "
        return "✅ " if option.correct and not is_open else ""

    return tuple(Line(chr(ord("A") + i), option, sign(option)) for i, option in enumerate(order))


@dataclass(frozen=True)
class _Said:
    """What a question says besides its options: while it is open more or less help, then its feedback."""

    is_open: bool
    hinted: bool = False
    incomplete: bool = False


def _said(place: Place, asked: Question, tries: tuple[Answer, ...]) -> _Said:
    if not isinstance(place, Answering):
        return _Said(is_open=False)
    incomplete = asked.several and bool(tries) and not asked.correct <= tries[-1].chosen
    return _Said(True, place.hinted, incomplete)


@lru_cache(maxsize=TEXTS)
def _drawn(
    asked: Question, order: tuple[Option, ...], wrong: tuple[Option, ...], said: _Said, far: way.HowFar
) -> tuple[str, tuple[Line, ...]]:
    """The text, and the lines of its options."""
    lines = _lines(order, wrong, said.is_open)
    text = render(
        "question",
        title=asked.title,
        prompt=course_text(asked.prompt),
        several=asked.several,
        options=lines,
        mistakes=sorted(
            (line for line in lines if line.option in wrong), key=lambda line: wrong.index(line.option)
        ),
        incomplete=said.incomplete,
        hint=course_text(asked.hint) if asked.hint and said.hinted else None,
        feedback=None if said.is_open else course_text(asked.feedback),
        **far.values,
    )
    return text, lines


def _open_rows(
    standing: Standing, place: Answering, asked: Question, lines: tuple[Line, ...], tried: bool
) -> tuple[Row, ...]:
    mark = standing.mark
    at = (mark.key, mark.visit, place.attempt)
    short = all(len(course_words(line.option.text)) <= LABEL for line in lines)
    buttons = [_option(at, place, asked, line, short) for line in lines if not line.sign]
    if short:
        rows: list[Row] = [(button,) for button in buttons]
    else:
        rows = [tuple(buttons[i : i + LETTERS_A_ROW]) for i in range(0, len(buttons), LETTERS_A_ROW)]
    if asked.several:
        rows.append((Button(word("check"), pack(Check(*at))),))
    help_: list[Button] = []
    if asked.hint and not place.hinted:
        help_.append(Button(word("hint"), pack(Hint(*at))))
    if tried:
        help_.append(Button(word("reveal"), pack(Reveal(*at))))
    return (*rows, *([tuple(help_)] if help_ else []), way.on(standing, "skip"))


def _option(at: tuple[str, int, int], place: Answering, asked: Question, line: Line, short: bool) -> Button:
    label = f"{line.letter}  {course_words(line.option.text)}" if short else line.letter
    if not asked.several:
        return Button(label, pack(Choose(*at, line.option.key)))
    ticked = line.option.id in place.chosen
    box = word("ticked" if ticked else "unticked")
    return Button(f"{box} {label}", pack(Tick(*at, line.option.key, on=not ticked)))


def _closed_rows(standing: Standing, asked: Question) -> tuple[Row, ...]:
    first_try_right = standing.attempts(asked.id)[0].result is Result.RIGHT
    onward = way.on(standing, "next")
    if first_try_right:
        return (onward,)
    return (Button(word("retry"), pack(Retry(standing.mark.key, standing.mark.visit))),), onward
