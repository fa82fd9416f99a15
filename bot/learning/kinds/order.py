"""Putting lines into their order. An answer is their ids in the order in which they were pressed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.course.kinds.choice import Option
from bot.course.kinds.normal_form import literal
from bot.course.kinds.order import Ordering
from bot.learning.kinds.base import (
    Drafted,
    Empty,
    Finish,
    Given,
    Move,
    Moved,
    Pick,
    Remark,
    Slip,
    Submitted,
    Undo,
    Unfit,
    Verdict,
)
from bot.learning.kinds.option_letters import in_a_row


class OrderKind:
    by_tap = False
    scored = True

    def options(self, task: Ordering) -> tuple[Option, ...]:
        return task.lines

    def several(self, task: Ordering) -> bool:  # noqa: ARG002
        return True

    def parts(self, given: Given) -> tuple[str, ...]:
        """The lines' ids, as they were put."""
        return tuple(given.split())

    def press(self, task: Ordering, draft: Given, move: Move) -> Moved:
        placed = self.parts(draft)
        match move:
            case Pick(part, at) if at == len(placed):
                found = (line.id for line in task.lines if line.key == part and line.id not in placed)
                return next((Drafted(_given((*placed, id_))) for id_ in found), Unfit())
            case Undo(at) if at == len(placed) > 0:
                return Drafted(_given(placed[:-1]))
            case Finish():
                return Submitted(draft) if len(placed) == len(task.lines) else Empty()
            case _:
                return Unfit()

    def write(self, task: Ordering, draft: Given, order: Sequence[Option], words: str) -> Moved | None:
        """Letters in a row, as in "C A B" or "cab": all of them, or those that are missing."""
        placed = self.parts(draft)
        chosen = in_a_row(order, words)
        if chosen is None:
            return None
        if {*chosen} & {*placed}:
            placed = ()
        after = (*placed, *chosen)
        if len(set(after)) < len(after):
            return None
        given = _given(after)
        return Submitted(given) if len(after) == len(task.lines) else Drafted(given)

    def grade(self, task: Ordering, given: Given) -> Verdict:
        placed, right = self.parts(given), tuple(line.id for line in task.lines)
        if placed == right:
            return Verdict(right=True)
        pairs = enumerate(zip(placed, right, strict=False))
        at = next((i for i, (one, other) in pairs if one != other), None)
        line = None if at is None else task.line(placed[at])
        if at is None or line is None:
            return Verdict(right=False, incomplete=True)
        text = literal(line.text.strip()) if task.code else line.text
        slip = Slip(f"{at + 1}/{line.id}", text, "")
        return Verdict(right=False, slips=(slip,), remarks=(Remark("first_wrong", (str(at + 1), text)),))

    def solution(self, task: Ordering) -> Given:
        return _given(line.id for line in task.lines)

    def kept(self, task: Ordering, given: Given) -> Given:
        """What stands right from the beginning."""
        kept: list[str] = []
        for placed, line in zip(self.parts(given), task.lines, strict=False):
            if placed != line.id:
                break
            kept.append(placed)
        return _given(kept)

    def settled(self, task: Ordering, draft: Given, slips: Iterable[Slip]) -> Given:  # noqa: ARG002
        known = {line.id for line in task.lines}
        return _given(id_ for id_ in self.parts(draft) if id_ in known)


def _given(ids: Iterable[str]) -> Given:
    return Given(" ".join(ids))
