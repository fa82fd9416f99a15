"""Saying of a statement whether it is true."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TrueFalse:
    """The prompt is the statement. `why`, in Markdown, is for whoever took it for the opposite."""

    true: bool
    why: str

    @property
    def asked(self) -> object:
        """What makes it another question if it is changed."""
        return self.true
