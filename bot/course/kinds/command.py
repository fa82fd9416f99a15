"""Writing a shell command."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.program import Program


@dataclass(frozen=True)
class ShellCommand:
    """All `accepted` commands are right, however they are spelled; the first is the one that is shown.
    `output`: what a terminal shows for it."""

    accepted: tuple[str, ...]
    program: Program
    mistakes: tuple[KnownMistake, ...] = ()
    output: str = ""

    @property
    def asked(self) -> object:
        """What makes it another question if it is changed."""
        return self.accepted
