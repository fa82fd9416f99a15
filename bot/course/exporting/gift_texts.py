"""Texts in GIFT: each sign that it knows has a backslash before it. Those with formatting are HTML.

https://github.com/moodle/moodle/blob/main/question/format/gift/format.php is what reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.course.exporting.html_text import html_line, html_of

_RESERVED = {"\\": "\\\\", **{sign: f"\\{sign}" for sign in "~=#{}:"}, "\n": "\\n", "\r": None}
_TABLE = str.maketrans(_RESERVED)
_BEGINS_AS_A_FORMAT = re.compile(r"\[\w+\]")
_BEGINS_AS_A_SHARE = re.compile(r"%-?\d{1,3}(?:[.,]\d*)?%")
_SIGNS = re.compile(r"[<>&]")


def escaped(text: str) -> str:
    return text.translate(_TABLE)


def begins_as_a_share(text: str) -> bool:
    """Whether %50% or the like stands in front."""
    return bool(_BEGINS_AS_A_SHARE.match(text))


@dataclass(frozen=True)
class GiftTexts:
    """Of one question: they are all HTML, or all as they are written."""

    html: bool

    @classmethod
    def of(cls, texts: Iterable[str]) -> GiftTexts:
        """`texts`: all that stand in the question. Without formatting, `html_of` leaves a text as it is."""
        return cls(any(_SIGNS.search(text) or _html(text) != text for text in texts))

    def begin(self, text: str) -> str:
        """The stem, with what its texts are written in."""
        return f"[html]{self.text(text)}" if self.html else self.text(text)

    def text(self, markdown: str) -> str:
        return escaped(_html(markdown) if self.html else markdown)

    def line(self, words: str) -> str:
        """Words without formatting, which Moodle shows as HTML all the same."""
        return escaped(html_line(words) if self.html else words)


def _html(markdown: str) -> str:
    """What would be taken for the name of a format, or for a share, begins with the number of its sign."""
    made = html_of(markdown)
    if _BEGINS_AS_A_FORMAT.match(made):
        return f"&#91;{made[1:]}"
    return f"&#37;{made[1:]}" if _BEGINS_AS_A_SHARE.match(made) else made
