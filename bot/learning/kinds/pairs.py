"""Matching what belongs together, one left side after the other. An answer is a right side's id for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.course.kinds.choice import Option
from bot.course.kinds.pairs import Pairs
from bot.learning.kinds.base import Given, Move, Moved, Pick, Slip, Undo, Unfit, Verdict
from bot.learning.kinds.option_letters import in_a_row
from bot.learning.kinds.slots import fill, next_open, read_slots, take_back, write_slots


class PairsKind:
    by_tap = False
    scored = True

    def options(self, task: Pairs) -> tuple[Option, ...]:
        return task.rights

    def several(self, task: Pairs) -> bool:  # noqa: ARG002
        return True

    def parts(self, given: Given) -> tuple[str, ...]:
        """The right sides' ids, in the order of the left sides; "" where none was chosen yet."""
        return tuple(given.split("\n")) if given else ()

    def press(self, task: Pairs, draft: Given, move: Move) -> Moved:
        filled = read_slots(draft, len(task.pairs))
        match move:
            case Pick(part, at) if at == next_open(filled):
                found = (right.id for right in task.rights if right.key == part and right.id not in filled)
                return next((fill(filled, (id_,)) for id_ in found), Unfit())
            case Undo(at) if at == next_open(filled):
                return take_back(filled)
            case _:
                return Unfit()

    def write(self, task: Pairs, draft: Given, order: Sequence[Option], words: str) -> Moved | None:
        """The letter of a right side, or those of several that are missing."""
        filled = read_slots(draft, len(task.pairs))
        chosen = in_a_row(order, words)
        if chosen is None or {*chosen} & {*filled} or len(chosen) > filled.count(""):
            return None
        return fill(filled, chosen)

    def grade(self, task: Pairs, given: Given) -> Verdict:
        chosen = read_slots(given, len(task.pairs))
        slips = tuple(
            Slip(f"{i}/{id_}", f"{pair.left} – {side.text}", "")
            for i, (pair, id_) in enumerate(zip(task.pairs, chosen, strict=True))
            if id_ != pair.right_id and (side := task.right(id_))
        )
        right = all(id_ == pair.right_id for pair, id_ in zip(task.pairs, chosen, strict=True))
        return Verdict(right, slips, incomplete=not right and not slips)

    def solution(self, task: Pairs) -> Given:
        return write_slots(tuple(pair.right_id for pair in task.pairs))

    def kept(self, task: Pairs, given: Given) -> Given:
        chosen = read_slots(given, len(task.pairs))
        pairs = zip(task.pairs, chosen, strict=True)
        return write_slots(tuple(id_ if id_ == pair.right_id else "" for pair, id_ in pairs))

    def settled(self, task: Pairs, draft: Given, slips: Iterable[Slip]) -> Given:  # noqa: ARG002
        known = {right.id for right in task.rights}
        filled = read_slots(draft, len(task.pairs))
        settled = tuple(id_ if id_ in known else "" for id_ in filled)
        return write_slots(settled if "" in settled else ("",) * len(settled))
