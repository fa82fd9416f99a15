"""Saying of a statement whether it is true: an answer is "true" or "false"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.course.kinds.choice import Option
from bot.course.kinds.true_false import TrueFalse
from bot.learning.kinds.base import NOTHING, Given, Move, Moved, Pick, Slip, Submitted, Unfit, Verdict
from bot.learning.kinds.option_letters import named

IDS = ("true", "false")


class TrueFalseKind:
    by_tap = True
    scored = True

    def options(self, task: TrueFalse) -> tuple[Option, ...]:
        """Two, in this order; their words are the reader's language's."""
        return _options(task)

    def several(self, task: TrueFalse) -> bool:  # noqa: ARG002
        return False

    def parts(self, given: Given) -> tuple[str, ...]:
        return (given,) if given else ()

    def press(self, task: TrueFalse, draft: Given, move: Move) -> Moved:  # noqa: ARG002
        if not isinstance(move, Pick):
            return Unfit()
        chosen = (option.id for option in _options(task) if option.key == move.part)
        return next((Submitted(Given(id_)) for id_ in chosen), Unfit())

    def write(self, task: TrueFalse, draft: Given, order: Sequence[Option], words: str) -> Moved | None:  # noqa: ARG002
        chosen = named(order, words) or ()
        return Submitted(Given(next(iter(chosen)))) if len(chosen) == 1 else None

    def grade(self, task: TrueFalse, given: Given) -> Verdict:
        if given == self.solution(task):
            return Verdict(right=True)
        return Verdict(right=False, slips=(Slip(given, given, task.why),) if given in IDS else ())

    def solution(self, task: TrueFalse) -> Given:
        return Given(IDS[0] if task.true else IDS[1])

    def kept(self, task: TrueFalse, given: Given) -> Given:  # noqa: ARG002
        return NOTHING

    def settled(self, task: TrueFalse, draft: Given, slips: Iterable[Slip]) -> Given:  # noqa: ARG002
        return NOTHING


@lru_cache(maxsize=256)
def _options(task: TrueFalse) -> tuple[Option, ...]:
    def option(id_: str, right: bool) -> Option:
        return Option(id_, id_, right, "" if right else task.why, last=id_ == IDS[1])

    return option(IDS[0], task.true), option(IDS[1], not task.true)
