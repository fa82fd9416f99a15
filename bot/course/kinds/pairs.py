"""Matching what belongs together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.kinds.choice import Option


@dataclass(frozen=True)
class Pair:
    """`left`, in Markdown, belongs to the right side with this id."""

    left: str
    right_id: str


@dataclass(frozen=True)
class Pairs:
    """2 to 8 pairs. `rights`: all right sides, each once, and what belongs to nothing; at most 10."""

    pairs: tuple[Pair, ...]
    rights: tuple[Option, ...]

    @property
    def asked(self) -> object:
        """What makes it another question if it is changed."""
        return [(pair.left, pair.right_id) for pair in self.pairs], [right.text for right in self.rights]

    def right(self, right_id: str) -> Option | None:
        return next((right for right in self.rights if right.id == right_id), None)
