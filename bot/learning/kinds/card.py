"""A card with a back. An answer is how it went, as the learner says: again, hard, good or easy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Option
from bot.course.kinds.normal_form import clean
from bot.learning.kinds.base import (
    NOTHING,
    Drafted,
    Given,
    Move,
    Moved,
    Pick,
    Slip,
    Submitted,
    Unfit,
    Verdict,
)


class Recall(StrEnum):
    """How well it was remembered."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


REMEMBERED = frozenset(map(Given, (Recall.HARD, Recall.GOOD, Recall.EASY)))

TURN = "turn"
"""The part that is pressed to see the back."""

TURNED = Given("turned")


class CardKind:
    by_tap = False
    scored = False

    def options(self, task: Flashcard) -> tuple[Option, ...]:  # noqa: ARG002
        return ()

    def several(self, task: Flashcard) -> bool:  # noqa: ARG002
        return False

    def parts(self, given: Given) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def press(self, task: Flashcard, draft: Given, move: Move) -> Moved:  # noqa: ARG002
        match move:
            case Pick(part) if part == TURN:
                return Drafted(TURNED)
            case Pick(part) if part in set(Recall) and draft == TURNED:
                return Submitted(Given(part))
            case _:
                return Unfit()

    def write(self, task: Flashcard, draft: Given, order: Sequence[Option], words: str) -> Moved | None:  # noqa: ARG002
        """Whatever is written turns it over: it is for the learner alone to compare."""
        return Drafted(TURNED) if clean(words) and draft != TURNED else None

    def grade(self, task: Flashcard, given: Given) -> Verdict:  # noqa: ARG002
        """Not remembered closes it as well: its back has been seen."""
        return Verdict(right=given in REMEMBERED, self_judged=True)

    def solution(self, task: Flashcard) -> Given:  # noqa: ARG002
        return Given(Recall.GOOD)

    def kept(self, task: Flashcard, given: Given) -> Given:  # noqa: ARG002
        return NOTHING

    def settled(self, task: Flashcard, draft: Given, slips: Iterable[Slip]) -> Given:  # noqa: ARG002
        return draft
