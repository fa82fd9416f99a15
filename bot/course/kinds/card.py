"""A card with a back: thought of, turned over, and judged by the learner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Flashcard:
    """`back` is Markdown."""

    back: str

    @property
    def asked(self) -> object:
        """What makes it another question if it is changed."""
        return self.back
