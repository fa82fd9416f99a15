"""Writing a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.course.kinds.known_mistakes import KnownMistake


@dataclass(frozen=True)
class Number:
    """Right is what is at most `within` away from `value`. `unit`: what has to stand behind it, if anything
    has."""

    value: Decimal
    within: Decimal = Decimal(0)
    unit: str = ""
    mistakes: tuple[KnownMistake, ...] = ()
    output: str = ""

    @property
    def asked(self) -> object:
        """What makes it another question if it is changed."""
        return self.value, self.within, self.unit
