"""Choosing among options. An answer is the ids of the chosen ones, in order, with blanks between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from bot.course.kinds.choice import Choice, Option
from bot.learning.kinds.base import (
    Drafted,
    Empty,
    Finish,
    Given,
    Move,
    Moved,
    Pick,
    Slip,
    Submitted,
    Tick,
    Undo,
    Unfit,
    Verdict,
)
from bot.learning.kinds.option_letters import named


def given_of(ids: Iterable[str]) -> Given:
    return Given(" ".join(sorted(ids)))


class ChoiceKind:
    by_tap = True
    scored = True

    def options(self, task: Choice) -> tuple[Option, ...]:
        return task.options

    def several(self, task: Choice) -> bool:
        return task.several

    def parts(self, given: Given) -> frozenset[str]:
        return frozenset(given.split())

    def press(self, task: Choice, draft: Given, move: Move) -> Moved:
        match move:
            case Pick(part):
                chosen = task.keyed(part)
                return Submitted(given_of(chosen)) if chosen and not task.several else Unfit()
            case Tick() if not task.several:
                return Unfit()
            case Tick(part, on):
                option, ticked = task.keyed(part), self.parts(draft)
                on = not option <= ticked if on is None else on
                return Drafted(given_of(ticked | option if on else ticked - option))
            case Finish() if not task.several:
                return Unfit()
            case Finish():
                return Submitted(draft) if draft else Empty()
            case Undo():
                return Unfit()
            case _:
                assert_never(move)

    def write(self, task: Choice, draft: Given, order: Sequence[Option], words: str) -> Moved | None:  # noqa: ARG002
        """Letters, as in "b" or "A, C"."""
        chosen = named(order, words)
        if chosen is None or (len(chosen) > 1 and not task.several):
            return None
        return Submitted(given_of(chosen))

    def grade(self, task: Choice, given: Given) -> Verdict:
        chosen = self.parts(given)
        wrong = (option for option in task.options if option.id in chosen and not option.correct)
        slips = tuple(Slip(option.id, option.text, option.why) for option in wrong)
        incomplete = not task.correct <= chosen
        return Verdict(not slips and not incomplete, slips, incomplete)

    def solution(self, task: Choice) -> Given:
        return given_of(task.correct)

    def kept(self, task: Choice, given: Given) -> Given:
        return given_of(self.parts(given) & task.correct)

    def settled(self, task: Choice, draft: Given, slips: Iterable[Slip]) -> Given:
        known = {option.id for option in task.options} - {slip.id for slip in slips}
        return given_of(self.parts(draft) & known)
