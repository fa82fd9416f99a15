"""What becomes of a course in a format that cannot hold all of it, said once for all steps it befalls."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.course.message import Message


class LossKind(StrEnum):
    """`BESIDE`: what surrounds the lessons, as the course's summary."""

    LEFT_OUT = "left_out"
    CHANGED = "changed"
    BESIDE = "beside"


@dataclass(frozen=True)
class Loss:
    """`titles`: of the steps or lessons that it befalls."""

    kind: LossKind
    message: Message
    titles: tuple[str, ...] = ()


class Losses:
    """Collects them, in the order in which each was first met."""

    def __init__(self) -> None:
        self._found: dict[tuple[LossKind, Message], list[str]] = {}

    def left_out(self, title: str, message: Message) -> None:
        self._found.setdefault((LossKind.LEFT_OUT, message), []).append(title)

    def changed(self, title: str, message: Message) -> None:
        self._found.setdefault((LossKind.CHANGED, message), []).append(title)

    def beside(self, message: Message) -> None:
        self._found.setdefault((LossKind.BESIDE, message), [])

    @property
    def all(self) -> tuple[Loss, ...]:
        return tuple(
            Loss(kind, message, tuple(dict.fromkeys(titles)))
            for (kind, message), titles in self._found.items()
        )
