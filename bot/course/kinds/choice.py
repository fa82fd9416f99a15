"""Choosing among options: one, or all that are right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.course.keys import key
from bot.course.kinds.typed import Typed


@dataclass(frozen=True)
class Option:
    """One of a question's answers, in Markdown. `why` tells what is wrong with a wrong one; a right one has
    none."""

    id: str
    text: str
    correct: bool
    why: str = ""
    last: bool = False
    """Stays below the others when they are shuffled, as 'all of the above' must."""

    @cached_property
    def key(self) -> str:
        return key(self.id, size=6)

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True)
class Choice:
    """2 to 10 options, at least one of them right. `written`: how the same is asked without options, of those
    who have known it for long; None where it is not."""

    options: tuple[Option, ...]
    written: Typed | None = None

    def keyed(self, option_key: str) -> frozenset[str]:
        """The id of the option with this key, as a set; empty where the course has it no more."""
        return frozenset(option.id for option in self.options if option.key == option_key)

    @cached_property
    def correct(self) -> frozenset[str]:
        """The ids of the right options."""
        return frozenset(option.id for option in self.options if option.correct)

    @property
    def asked(self) -> object:
        """What makes it another question if it is changed."""
        return sorted((option.id, option.text, option.correct) for option in self.options)

    @property
    def several(self) -> bool:
        """Whether more than one option has to be chosen."""
        return len(self.correct) > 1

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)
