"""Letters in pictures: which of them the fonts of the house have."""

from __future__ import annotations

_OF_HOUSE = (range(0x0530), range(0x1E00, 0x2C00))
"""What Inter has: Latin, Greek and Cyrillic, and signs."""


def is_of_house(text: str) -> bool:
    """Whether the fonts in `bot/fonts` will do."""
    return text.isascii() or all(any(ord(c) in some for some in _OF_HOUSE) for c in text)
