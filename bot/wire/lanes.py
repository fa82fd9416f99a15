"""In what order messages go out."""

from __future__ import annotations

from enum import IntEnum

ChatId = int | str | None
"""Whom a message goes to; None for one that belongs to no chat."""


class Lane(IntEnum):
    """Who goes first when not all can go at once."""

    TAP = 0
    HASTE = 1
    """For a tap as well, but in a chat that had some just now: only the pace puts it there."""
    REMINDER = 2
    BROADCAST = 3
