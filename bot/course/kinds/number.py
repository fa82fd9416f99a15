"""Writing a number."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from bot.course.kinds.known_mistakes import KnownMistake


@dataclass(frozen=True)
class Number:
    """Right is what is at most `within` away from `value`. `unit`: what has to stand behind it, if anything
    has. `language`: whose numbers are written, "" where it is not known."""

    value: Decimal
    within: Decimal = Decimal(0)
    unit: str = ""
    mistakes: tuple[KnownMistake, ...] = ()
    output: str = ""
    language: str = field(default="", compare=False)

    @property
    def asked(self) -> object:
        """What makes it another question if it is changed."""
        return self.value, self.within, self.unit
