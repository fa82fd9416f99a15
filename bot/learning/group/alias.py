"""The name a learner chooses for leaderboards."""

from __future__ import annotations

import re

from bot.learning.visible_names import is_visible

LONGEST = 32

_LINK = re.compile(r"[@/]|\w\.\w")
_MARKS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x1f\x7f]")
"""What cannot be seen, or turns the text around it."""


def alias_of(text: str) -> str | None:
    """The alias that is wanted, in one line; None where nothing of it shows, it is too long, or a link."""
    alias = " ".join(_MARKS.sub(" ", text).split())
    return alias if len(alias) <= LONGEST and is_visible(alias) and not _LINK.search(alias) else None
