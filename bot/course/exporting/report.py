"""What is said of an export: how much is in the file, and what was lost on the way."""

from __future__ import annotations

from collections.abc import Callable

from bot.course.exporting.export import Written
from bot.course.exporting.losses import Loss, LossKind
from bot.course.message import Message, say
from bot.course.model import Section

_NAMED = 3
"""Steps that are named of those that lost the same."""


def summary(file: str, written: Written) -> Message:
    """In one line."""
    sections = sum(isinstance(step, Section) for step in written.steps)
    return say("export.written", file=file, sections=sections, questions=len(written.steps) - sections)


def line_of_loss(loss: Loss) -> Message:
    named, more = loss.titles[:_NAMED], max(0, len(loss.titles) - _NAMED)
    match loss.kind:
        case LossKind.BESIDE:
            return say("export.beside", why=loss.message)
        case LossKind.CHANGED:
            return say("export.changed", why=loss.message, titles=named, more=more)
        case LossKind.LEFT_OUT:
            return say("export.left_out", why=loss.message, titles=named, more=more)


def as_data(
    written: Written, losses: tuple[Loss, ...], in_words: Callable[[Message], str]
) -> dict[str, object]:
    """The same for programs: plain values, ready for JSON."""
    sections = sum(isinstance(step, Section) for step in written.steps)
    data: dict[str, object] = {"sections": sections, "questions": len(written.steps) - sections}
    for kind in LossKind:
        data[kind.value] = [
            {"text": in_words(loss.message), "titles": list(loss.titles)}
            for loss in losses
            if loss.kind is kind
        ]
    return data
