"""Choosing among options, as a learner sees it: each under its letter."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from bot.course.kinds.choice import Option
from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import Given
from bot.learning.kinds.option_letters import LETTERS, lettered
from bot.views.kinds.base import AskedQuestion, AttemptMark, QuestionParts
from bot.views.learner.answer_buttons import Check, Choose, ToggleTick
from bot.views.learner.buttons import pack
from bot.views.render import course_line, course_text, course_words
from bot.views.screen import Button, ButtonStyle, Row
from bot.views.words import Words

LABEL = 24
"""Characters that a button shows whole on a phone: options may be labels where none is longer."""

LETTERS_A_ROW = 5


@dataclass(frozen=True)
class OptionLine:
    """One option as the learner sees it, under the letter it has for them."""

    letter: str
    text: Markup
    sign: str


class ChoiceView:
    shows_draft = False
    reveals = False
    in_sight = frozenset[Given]()

    def parts(self, words: Words, asked: AskedQuestion) -> QuestionParts:
        letters = {option.id: letter for letter, option in lettered(asked.order)}
        right = words.formats.listed(letters[option.id] for option in asked.order if option.correct)
        several = kinds.several(asked.question)
        missing = "and_missing" if asked.slips else "more_to_tick"
        remark = missing if several and asked.incomplete else ""
        return QuestionParts(
            body=Markup(words.render("kinds/choice", options=_lines(asked))),  # noqa: S704 - rendered
            slips=tuple(
                Markup("<b>{}</b>  {}").format(letters[slip.id], course_text(slip.why))
                for slip in asked.slips
                if slip.why
            ),
            how=words.word("kinds.several_right") if several else "",
            remark=words.word(f"kinds.{remark}") if remark else "",
            right=Markup("<b>{}</b>  ").format(right),
        )

    def rows(self, words: Words, asked: AskedQuestion, draft: Given, at: AttemptMark) -> tuple[Row, ...]:
        several = kinds.several(asked.question)
        ticked = frozenset(kinds.parts(asked.question, draft)) if several else None
        short = all(len(course_words(option.text)) <= LABEL for option in asked.order)
        slips = {slip.id for slip in asked.slips}
        buttons = [
            _button(words, at, option, f"{letter}  {course_words(option.text)}" if short else letter, ticked)
            for letter, option in lettered(asked.order)
            if option.id not in slips
        ]
        width = 1 if short else LETTERS_A_ROW
        rows = [tuple(buttons[i : i + width]) for i in range(0, len(buttons), width)]
        return (
            (*rows, (Button(words.word("learner.check"), pack(Check(*at)), ButtonStyle.ONWARD),))
            if several
            else tuple(rows)
        )

    def label(self, words: Words, option: Option) -> Markup:  # noqa: ARG002
        return course_line(option.text)

    def solution(self, words: Words, question: Question) -> tuple[Markup, ...]:  # noqa: ARG002
        return tuple(course_text(option.text) for option in kinds.options(question) if option.correct)

    def what_to_write(self, words: Words, question: Question) -> str:
        return letters_to(words, len(kinds.options(question)), several=kinds.several(question))


def letters_to(words: Words, count: int, *, several: bool = False) -> str:
    """Which letters may be written."""
    return words.word("kinds.write_letters" if several else "kinds.write_letter", last=LETTERS[count - 1])


def _lines(asked: AskedQuestion) -> tuple[OptionLine, ...]:
    slips = {slip.id for slip in asked.slips}

    def sign(option: Option) -> str:
        if option.id in slips:
            return "❌ "
        return "✅ " if option.correct and not asked.is_open else ""

    return tuple(
        OptionLine(letter, course_line(option.text), sign(option)) for letter, option in lettered(asked.order)
    )


def _button(
    words: Words, at: AttemptMark, option: Option, label: str, ticked: frozenset[str] | None
) -> Button:
    if ticked is None:
        return Button(label, pack(Choose(*at, option.key)))
    on = option.id in ticked
    return Button(
        f"{words.word('ticked' if on else 'unticked')} {label}",
        pack(ToggleTick(*at, option.key, on=not on)),
    )
