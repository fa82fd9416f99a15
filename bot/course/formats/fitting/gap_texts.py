"""A text with gaps, within the house's limits. It is read as a whole: bold may begin before a gap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.course.formats.fitting.bench import Bench
from bot.course.formats.material import Exercise
from bot.course.kinds.choice import Option
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.normal_form import LONGEST, clean
from bot.course.message import say

MOST_GAPS = 8
MOST_CHOICES = 10
_GAP = re.compile("\ue008(\\d+)\ue009")


def gaps(bench: Bench, found: Exercise, task: Gaps) -> Gaps | None:
    accepted = tuple(_answers(gap, len(task.accepted)) for gap in task.accepted)
    if not accepted or not all(accepted):
        bench.left_out(found.origin, say("formats.no_gap", title=found.title))
        return None
    if len(accepted) > MOST_GAPS:
        return _first_eight(bench, found, replace(task, accepted=accepted))
    pieces = _pieces(bench, found, task)
    if len(pieces) != len(accepted) + 1:
        bench.left_out(found.origin, say("formats.no_gap", title=found.title))
        return None
    return replace(task, pieces=pieces, accepted=accepted, choices=_choices(bench, found, task, accepted))


def _answers(gap: Sequence[str], count: int) -> tuple[str, ...]:
    """What can stand between `[[` and `]]`."""
    texts = (
        _unended(clean(answer.replace("|", "/").replace("[[", "[").replace("]]", "]"))) for answer in gap
    )
    return tuple(dict.fromkeys(text for text in texts if text and len(text) <= LONGEST // max(count, 1)))


def _unended(answer: str) -> str:
    """A bracket at its end would be taken for the end of the gap, unless it was opened in it."""
    return answer if answer.count("[") >= answer.count("]") else answer.rstrip("]")


def _first_eight(bench: Bench, found: Exercise, task: Gaps) -> Gaps | None:
    """What is asked too much stands there."""
    bench.changed(found.origin, say("formats.ninth_gap", title=found.title, most=MOST_GAPS))
    tail = "".join(
        answer[0] + piece
        for answer, piece in zip(task.accepted[MOST_GAPS:], task.pieces[MOST_GAPS + 1 :], strict=True)
    )
    pieces = (*task.pieces[:MOST_GAPS], task.pieces[MOST_GAPS] + tail)
    return gaps(bench, found, replace(task, pieces=pieces, accepted=task.accepted[:MOST_GAPS]))


def _pieces(bench: Bench, found: Exercise, task: Gaps) -> tuple[str, ...]:
    if task.code:
        return task.pieces
    first, *others = task.pieces
    whole = first + "".join(f"\ue008{number}\ue009{piece}" for number, piece in enumerate(others))
    apart = whole.replace("[[", "[ [").replace("[\ue008", "[ \ue008")  # two of them begin a gap
    made = bench.line(apart, found.syntax, found.origin)
    return tuple(_GAP.sub("\ue008", made).split("\ue008"))


def _choices(
    bench: Bench, found: Exercise, task: Gaps, accepted: tuple[tuple[str, ...], ...]
) -> tuple[Option, ...]:
    if not task.choices:
        return ()
    needed = dict.fromkeys(gap[0] for gap in accepted)
    texts = list(needed | dict.fromkeys(clean(choice.text) for choice in task.choices if choice.text.strip()))
    if len(texts) > MOST_CHOICES:
        bench.changed(found.origin, say("formats.eleventh_choice", title=found.title, most=MOST_CHOICES))
    kept = texts[: max(MOST_CHOICES, 0)]
    return tuple(Option("", text, correct=False) for text in sorted(kept)) if len(kept) > 1 else ()
