"""What all kinds have in common whose answer is one written text.

An answer is kept as it was written, cleaned and cut to 200 characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from bot.course.kinds.choice import Option
from bot.course.kinds.normal_form import clean, literal, normal
from bot.learning.kinds.base import NOTHING, Given, Move, Moved, Slip, Submitted, Unfit

T = TypeVar("T", contravariant=True)


class WrittenKind(Generic[T]):
    """Nothing can be pressed, and nothing is half-done."""

    by_tap = False
    scored = True

    def options(self, task: T) -> tuple[Option, ...]:  # noqa: ARG002
        return ()

    def several(self, task: T) -> bool:  # noqa: ARG002
        return False

    def parts(self, given: Given) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def press(self, task: T, draft: Given, move: Move) -> Moved:  # noqa: ARG002
        return Unfit()

    def write(self, task: T, draft: Given, order: Sequence[Option], words: str) -> Moved | None:  # noqa: ARG002
        """Whatever is written."""
        given = clean(words)
        return Submitted(Given(given)) if given else None

    def kept(self, task: T, given: Given) -> Given:  # noqa: ARG002
        return NOTHING

    def settled(self, task: T, draft: Given, slips: Iterable[Slip]) -> Given:  # noqa: ARG002
        return NOTHING


def slip_of(given: str, why: str = "") -> Slip:
    """A wrong answer that was written."""
    return Slip(normal(given) or given, literal(given), why)
