"""The buttons of one place, and those by which a question there is answered: good for that place alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.learning.kinds import base as kinds
from bot.learning.kinds.base import Finish, Move, Pick
from bot.learning.learner.place import Mark


@dataclass(frozen=True)
class PlaceButton:
    """A button of one place: `key` and `visit` are the place's mark."""

    key: str
    visit: int

    @property
    def mark(self) -> Mark:
        return Mark(self.key, self.visit)


@dataclass(frozen=True)
class AttemptButton(PlaceButton):
    """A button of one attempt at a question."""

    attempt: int


@dataclass(frozen=True)
class Choose(AttemptButton):
    """An option that by itself is the answer."""

    option: str

    @property
    def move(self) -> Move:
        return Pick(self.option)


@dataclass(frozen=True)
class ToggleTick(AttemptButton):
    """An option becomes part of the answer, or is taken out of it."""

    option: str
    on: bool

    @property
    def move(self) -> Move:
        return kinds.Tick(self.option, self.on)


@dataclass(frozen=True)
class Check(AttemptButton):
    """What was gathered is the answer."""

    @property
    def move(self) -> Move:
        return Finish()


@dataclass(frozen=True)
class PressPart(AttemptButton):
    """An option that is the next part of the answer: `number` counts those before it."""

    number: int
    option: str

    @property
    def move(self) -> Move:
        return Pick(self.option, self.number)


@dataclass(frozen=True)
class TakeBack(AttemptButton):
    """The last part is taken back; `number` as in PressPart."""

    number: int

    @property
    def move(self) -> Move:
        return kinds.Undo(self.number)


@dataclass(frozen=True)
class Hint(AttemptButton):
    pass


@dataclass(frozen=True)
class Reveal(AttemptButton):
    pass


@dataclass(frozen=True)
class Retry(PlaceButton):
    pass
