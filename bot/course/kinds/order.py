"""Putting lines into their order."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.kinds.choice import Option


@dataclass(frozen=True)
class Ordering:
    """2 to 10 lines, in the right order. `code`: they are lines of a file."""

    lines: tuple[Option, ...]
    code: bool = False

    @property
    def asked(self) -> object:
        """What makes it another question if it is changed."""
        return [line.text for line in self.lines]

    def line(self, line_id: str) -> Option | None:
        return next((line for line in self.lines if line.id == line_id), None)
