"""What the bot itself has to say about an answer: the words of each remark stand in templates/kinds/.

The course's own reasons, why an answer is wrong, are shown by each kind's file."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from bot.learning.kinds.base import Remark
from bot.views.words import Words

REMARKS = "kinds/remarks"


def said(words: Words, remarks: Iterable[Remark]) -> Markup:
    """A line for each."""
    return Markup("\n").join(_said(words, remark) for remark in remarks)


def _said(words: Words, remark: Remark) -> Markup:
    """Values are plain texts."""
    return Markup(words.word(f"{REMARKS}.{remark.code}")).format(*remark.values)  # noqa: S704 - the template's own words
