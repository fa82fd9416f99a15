"""Rows of buttons as a phone has room for them.

Telegram gives each button of a row the same width and cuts off what its label has more: beside three others,
a button shows about nine letters. What has room in English may have none in German or Spanish.
"""

from __future__ import annotations

from functools import lru_cache

_LETTERS = 36
"""Of the labels in a row, each in its equal share of it."""

_IN_ALL = 30
"""Of those in a row of three or more, together: the space around each takes some, too."""


@lru_cache(maxsize=4096)
def divided(labels: tuple[str, ...]) -> tuple[int, ...]:
    """How many of a row's buttons go into each row, so that no label is cut. Two may stand side by side
    whatever they say."""
    count = len(labels)
    lengths = [len(label) for label in labels]
    if count < 3 or (max(lengths) * count <= _LETTERS and sum(lengths) <= _IN_ALL):
        return (count,)
    first = (count + 1) // 2
    return divided(labels[:first]) + divided(labels[first:])
