"""Writing the answer: a word, a name, a line of code."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.kinds.known_mistakes import KnownMistake


@dataclass(frozen=True)
class Typed:
    """All `accepted` answers are right; the first is the one that is shown. `exact`: every sign counts, as in
    code. `output`: what a program would show for it."""

    accepted: tuple[str, ...]
    exact: bool = False
    mistakes: tuple[KnownMistake, ...] = ()
    output: str = ""

    @property
    def asked(self) -> object:
        """What makes it another question if it is changed."""
        return self.accepted, self.exact
