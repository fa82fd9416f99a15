"""Filling the gaps in a text."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.kinds.choice import Option
from bot.course.kinds.known_mistakes import KnownMistake


@dataclass(frozen=True)
class Gaps:
    """`pieces`: the text around the gaps, in Markdown, one more than there are gaps. `accepted`: what is
    right in each gap; the first is the one that is shown. `choices`: buttons to fill them with; where there
    are none they are filled by writing. `code`: the text is that of a file."""

    pieces: tuple[str, ...]
    accepted: tuple[tuple[str, ...], ...]
    choices: tuple[Option, ...] = ()
    code: bool = False
    exact: bool = False
    mistakes: tuple[KnownMistake, ...] = ()
    output: str = ""

    @property
    def asked(self) -> object:
        """What makes it another question if it is changed."""
        return self.pieces, self.accepted, [choice.text for choice in self.choices]
