"""A text in the house's Markdown, and what of it could not be written so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.course.message import Message

_PICTURE = re.compile("\ue000(\\d+)\ue001")
_WITH_BLANK = re.compile(" ?\ue000\\d+\ue001")


@dataclass(frozen=True)
class Image:
    """A picture that a text names. `source`: a path, a web address or a data: URL."""

    source: str
    alt: str = ""


@dataclass(frozen=True)
class Converted:
    """In `text`, `mark(n)` stands where the picture `images[n]` stood."""

    text: str
    images: tuple[Image, ...] = ()
    losses: tuple[Message, ...] = ()

    @property
    def alone(self) -> str:
        """The text without the places of its pictures."""
        return _WITH_BLANK.sub("", self.text).strip()


def mark(number: int) -> str:
    """A stand-in for a picture, of characters that no text has: see `without_marks`."""
    return f"\ue000{number}\ue001"


def marks(text: str) -> list[int]:
    """The numbers of the pictures that stand here."""
    return [int(found[1]) for found in _PICTURE.finditer(text)]


def without_marks(text: str) -> str:
    """A text from outside, without the characters that `mark` and others here are made of."""
    return _PRIVATE.sub("", text)


def without_escaped_marks(text: str) -> str:
    """Without the entities that would become such characters."""
    return _ESCAPED.sub("", text) if "&#" in text else text


_PRIVATE = re.compile("[\ue000-\ue01f]")
_ESCAPED = re.compile(
    r"&#(?:[xX]0*[eE]0[01][0-9a-fA-F](?![0-9a-fA-F])|0*573(?:4[4-9]|[56]\d|7[0-5])(?!\d));?"
)
