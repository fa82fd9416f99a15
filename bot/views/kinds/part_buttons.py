"""Buttons for answers of several parts, pressed one after the other, the last of which can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.course.kinds.choice import Option
from bot.views.kinds.base import AttemptMark
from bot.views.kinds.choice import LABEL, LETTERS_A_ROW
from bot.views.learner.answer_buttons import PressPart, TakeBack
from bot.views.learner.buttons import pack
from bot.views.screen import Button, Row
from bot.views.words import Words


def part_rows(
    at: AttemptMark,
    number: int,
    lettered: Sequence[tuple[str, Option]],
    words: Callable[[Option], str],
    *,
    letters_alone: bool = False,
) -> tuple[Row, ...]:
    """`number`: of the parts there are. Options that are short are labels themselves."""
    short = not letters_alone and all(len(words(option)) <= LABEL for _, option in lettered)
    buttons = [
        Button(f"{letter}  {words(option)}" if short else letter, pack(PressPart(*at, number, option.key)))
        for letter, option in lettered
    ]
    width = 1 if short else LETTERS_A_ROW
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


def undo(words: Words, at: AttemptMark, number: int) -> Button:
    return Button(words.word("kinds.take_back"), pack(TakeBack(*at, number)))
