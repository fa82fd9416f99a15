"""A question as a screen: open, after a mistake, and closed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from bot.course.model import Option, Question
from bot.learning.learner.grade import Answer, Result, mistakes, sitting
from bot.learning.learner.option_letters import lettered
from bot.learning.learner.place import Answering, Place
from bot.learning.learner.standing import Standing
from bot.views.learner import navigation_row
from bot.views.learner.buttons import Check, Choose, Hint, Retry, Reveal, Tick, pack
from bot.views.render import course_line, course_text, course_words, render, word
from bot.views.screen import Button, Row, Screen

LABEL = 24
"""Characters that a button shows whole on a phone: options may be labels where none is longer."""

LETTERS_A_ROW = 5

KEPT = 4096
"""Screens, and texts, that are kept, a kilobyte or two each: learners who came the same way see the same."""


@dataclass(frozen=True)
class OptionLine:
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
    attempts = standing.attempts(asked.id)
    tries = sitting(attempts, closed=not isinstance(place, Answering))
    order = standing.order(asked)
    so_far = _so_far(place, asked, attempts, tries)
    return _screen(asked, place, order, mistakes(asked, tries), so_far, navigation_row.here(standing))


@lru_cache(maxsize=KEPT)
def _screen(
    asked: Question,
    place: Place,
    order: tuple[Option, ...],
    wrong: tuple[Option, ...],
    so_far: _SoFar,
    here: navigation_row.Here,
) -> Screen:
    text, lines = _drawn(asked, order, wrong, so_far, here.far)
    if isinstance(place, Answering):
        return Screen(text, _open_rows(place, asked, lines, so_far.tried, here))
    return Screen(text, _closed_rows(so_far.retry, here))


def _lines(order: tuple[Option, ...], wrong: tuple[Option, ...], is_open: bool) -> tuple[OptionLine, ...]:
    def sign(option: Option) -> str:
        if option in wrong:
            return "❌ "
        return "✅ " if option.correct and not is_open else ""

    return tuple(OptionLine(letter, option, sign(option)) for letter, option in lettered(order))


@dataclass(frozen=True)
class _SoFar:
    """How far the learner is with a question. Open: whether it was `tried`, whether the hint is out, whether
    right options are missing yet. Closed: whether a `retry` makes sense."""

    is_open: bool
    tried: bool = False
    hinted: bool = False
    incomplete: bool = False
    retry: bool = False


def _so_far(place: Place, asked: Question, attempts: tuple[Answer, ...], tries: tuple[Answer, ...]) -> _SoFar:
    if not isinstance(place, Answering):
        return _SoFar(is_open=False, retry=attempts[0].result is not Result.RIGHT)
    incomplete = asked.several and bool(tries) and not asked.correct <= tries[-1].chosen
    return _SoFar(True, bool(tries), place.hinted, incomplete)


@lru_cache(maxsize=KEPT)
def _drawn(
    asked: Question,
    order: tuple[Option, ...],
    wrong: tuple[Option, ...],
    so_far: _SoFar,
    far: navigation_row.HowFar,
) -> tuple[str, tuple[OptionLine, ...]]:
    """The text, and the lines of its options."""
    lines = _lines(order, wrong, so_far.is_open)
    text = render(
        "learner/question",
        title=asked.title,
        prompt=course_text(asked.prompt),
        several=asked.several,
        options=lines,
        right=[line.letter for line in lines if line.option.correct],
        mistakes=sorted(
            (line for line in lines if line.option in wrong), key=lambda line: wrong.index(line.option)
        ),
        incomplete=so_far.incomplete,
        hint=course_text(asked.hint) if asked.hint and so_far.hinted else None,
        feedback=None if so_far.is_open else course_text(asked.feedback),
        **far.values,
    )
    return text, lines


def _open_rows(
    place: Answering, asked: Question, lines: tuple[OptionLine, ...], tried: bool, here: navigation_row.Here
) -> tuple[Row, ...]:
    at = (here.key, here.visit, place.attempt)
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
    return (*rows, *([tuple(help_)] if help_ else []), navigation_row.on(here, "skip"), *_to_result(here))


def _option(
    at: tuple[str, int, int], place: Answering, asked: Question, line: OptionLine, short: bool
) -> Button:
    label = f"{line.letter}  {course_words(line.option.text)}" if short else line.letter
    if not asked.several:
        return Button(label, pack(Choose(*at, line.option.key)))
    ticked = line.option.id in place.chosen
    box = word("ticked" if ticked else "unticked")
    return Button(f"{box} {label}", pack(Tick(*at, line.option.key, on=not ticked)))


def _closed_rows(retry: bool, here: navigation_row.Here) -> tuple[Row, ...]:
    again = ((Button(word("retry"), pack(Retry(here.key, here.visit))),),) if retry else ()
    return (*again, navigation_row.on(here, "next"), *_to_result(here))


def _to_result(here: navigation_row.Here) -> tuple[Row, ...]:
    """Who has been through the course comes here from its result, and goes back there."""
    return (navigation_row.to_result(here.course_key),) if here.ended else ()
