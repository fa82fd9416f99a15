"""Filling gaps, one after the other. An answer is what was put into each, a line for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.course.kinds.choice import Option
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.normal_form import LONGEST, clean
from bot.course.kinds.typed import Typed
from bot.learning.kinds.base import Given, Move, Moved, Pick, Slip, Undo, Unfit, Verdict
from bot.learning.kinds.option_letters import in_a_row
from bot.learning.kinds.slots import Filled, fill, next_open, read_slots, take_back, write_slots
from bot.learning.kinds.typed import judge


class GapsKind:
    by_tap = False
    scored = True

    def options(self, task: Gaps) -> tuple[Option, ...]:
        return task.choices

    def several(self, task: Gaps) -> bool:  # noqa: ARG002
        return True

    def parts(self, given: Given) -> tuple[str, ...]:
        """What was put into each gap; "" where it is open."""
        return tuple(given.split("\n")) if given else ()

    def press(self, task: Gaps, draft: Given, move: Move) -> Moved:
        filled = _filled(task, draft)
        match move:
            case Pick(part, at) if at == next_open(filled):
                found = (task.kept_as(clean(choice.text)) for choice in task.choices if choice.key == part)
                return next((fill(filled, (text,)) for text in found), Unfit())
            case Undo(at) if at == next_open(filled):
                return take_back(filled)
            case _:
                return Unfit()

    def write(self, task: Gaps, draft: Given, order: Sequence[Option], words: str) -> Moved | None:
        """What belongs into the next gap. Where there are choices: one of them, or its letter."""
        filled = _filled(task, draft)
        if not task.choices:
            text = clean(words)[: LONGEST // len(filled)].strip()
            return fill(filled, (text,)) if text else None
        texts = {choice.id: clean(choice.text) for choice in task.choices}
        named = next((text for text in texts.values() if text.casefold() == clean(words).casefold()), None)
        if named is not None:
            return fill(filled, (task.kept_as(named),))
        chosen = in_a_row(order, words)
        if chosen is None or len(chosen) > filled.count(""):
            return None
        return fill(filled, tuple(task.kept_as(texts[id_]) for id_ in chosen))

    def grade(self, task: Gaps, given: Given) -> Verdict:
        verdicts = [
            judge(_gap(task, i), task.shown_as(text)) if text else Verdict(right=False)
            for i, text in enumerate(_filled(task, given))
        ]
        slips = [
            Slip(f"{i}/{slip.id}", slip.text, slip.why)
            for i, verdict in enumerate(verdicts, 1)
            for slip in verdict.slips
        ]
        spelled = tuple(remark for verdict in verdicts for remark in verdict.remarks)
        right = all(verdict.right for verdict in verdicts)
        return Verdict(right, tuple(slips), not right and not slips, spelled)

    def solution(self, task: Gaps) -> Given:
        return write_slots(tuple(task.kept_as(accepted[0]) for accepted in task.accepted))

    def kept(self, task: Gaps, given: Given) -> Given:
        filled = enumerate(_filled(task, given))
        return write_slots(tuple(text if text and _is_right(task, i, text) else "" for i, text in filled))

    def settled(self, task: Gaps, draft: Given, slips: Iterable[Slip]) -> Given:  # noqa: ARG002
        filled = _filled(task, draft)
        known = {task.kept_as(clean(choice.text)) for choice in task.choices}
        if task.choices:
            filled = tuple(text if text in known else "" for text in filled)
        return write_slots(filled if "" in filled else ("",) * len(filled))


def _filled(task: Gaps, draft: Given) -> Filled:
    return read_slots(draft, len(task.accepted))


def _is_right(task: Gaps, number: int, text: str) -> bool:
    return judge(_gap(task, number), task.shown_as(text)).right


def _gap(task: Gaps, number: int) -> Typed:
    """Choices are pressed, and nobody slips with the pen."""
    others = (one for i, gap in enumerate(task.accepted) if i != number for one in gap)
    return Typed(
        task.accepted[number],
        task.exact or bool(task.choices),
        task.mistakes,
        language=task.language,
        also=task.also[number] if task.also else (),
        rivals=tuple(others),
    )
