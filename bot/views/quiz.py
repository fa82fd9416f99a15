"""A question as a screen: open, after a mistake, and closed."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from bot.course.model import Option, Question
from bot.learning.grade import Answer, Result, mistakes, sitting
from bot.learning.place import Answering
from bot.learning.shuffle import shuffled
from bot.learning.standing import Standing
from bot.views import way
from bot.views.buttons import Check, Choose, Hint, Retry, Reveal, Tick, pack
from bot.views.render import course_line, course_text, course_words, render, word
from bot.views.screen import Button, Row, Screen

LABEL = 24
"""Characters that a button shows whole on a phone: options may be labels where none is longer."""

LETTERS_A_ROW = 5


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
    asked = standing.step
    assert isinstance(asked, Question)  # noqa: S101 - `settle` saw to it
    tries = sitting(standing.attempts(asked.id), closed=not isinstance(standing.place, Answering))
    wrong = mistakes(asked, tries)
    lines = _lines(standing, asked, wrong)
    text = render(
        "question",
        title=asked.title,
        prompt=course_text(asked.prompt),
        several=asked.several,
        options=lines,
        mistakes=sorted(
            (line for line in lines if line.option in wrong), key=lambda line: wrong.index(line.option)
        ),
        **_said(standing, asked, tries),
        **way.progress(standing),
    )
    if isinstance(standing.place, Answering):
        return Screen(text, _open_rows(standing, standing.place, asked, lines, bool(tries)))
    return Screen(text, _closed_rows(standing, asked))


def _lines(standing: Standing, asked: Question, wrong: tuple[Option, ...]) -> list[Line]:
    def sign(option: Option) -> str:
        if option in wrong:
            return "❌ "
        return "✅ " if option.correct and not isinstance(standing.place, Answering) else ""

    options = shuffled(asked, f"{standing.learner_id}/{standing.run}")
    return [Line(chr(ord("A") + i), option, sign(option)) for i, option in enumerate(options)]


def _said(standing: Standing, asked: Question, tries: tuple[Answer, ...]) -> dict[str, object]:
    place = standing.place
    if not isinstance(place, Answering):
        return {"hint": None, "feedback": course_text(asked.feedback), "incomplete": False}
    hint = course_text(asked.hint) if asked.hint and place.hinted else None
    incomplete = asked.several and bool(tries) and not asked.correct <= tries[-1].chosen
    return {"hint": hint, "feedback": None, "incomplete": incomplete}


def _open_rows(
    standing: Standing, place: Answering, asked: Question, lines: list[Line], tried: bool
) -> tuple[Row, ...]:
    at = (standing.mark.key, standing.mark.visit, place.attempt)
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
