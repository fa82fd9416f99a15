"""Texts with *answers between stars*: `*right/also right:tip*`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.course.formats.texts.from_any import as_html, unescaped, words_of

_STARS = re.compile(r"\*([^*]+)\*")
_SAID = re.compile(r"\\[+-][^\\*]*")


@dataclass(frozen=True)
class Starred:
    """`pieces`: HTML, one more than there are answers."""

    pieces: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    tips: tuple[str, ...]


def starred(text: str) -> Starred:
    """Of HTML, with all that is right in a gap."""
    parts = _STARS.split(text)
    found = [_parted(words_of(part)) for part in parts[1::2]]
    answers = tuple(tuple(filter(None, (one.strip() for one in answer.split("/")))) for answer, _ in found)
    return Starred(tuple(parts[::2]), answers, tuple(tip for _, tip in found))


def dragged(text: str) -> Starred:
    """Of a plain text, in which signs may be escaped; words are dragged as a whole."""
    parts = _STARS.split(unescaped(text))
    found = [_parted(" ".join(_SAID.sub("", part).split())) for part in parts[1::2]]
    pieces = tuple(_html(piece) for piece in parts[::2])
    return Starred(pieces, tuple((answer,) for answer, _ in found), tuple(tip for _, tip in found))


def _parted(text: str) -> tuple[str, str]:
    """The answer, and its tip."""
    answer, _, tip = text.partition(":")
    return answer.strip(), tip.strip()


def _html(piece: str) -> str:
    """Blanks at its ends stand between words."""
    inner = as_html(piece.strip("\n")) if piece.strip() else ""
    before = piece[: len(piece) - len(piece.lstrip())].replace("\n", "<br>")
    after = piece[len(piece.rstrip()) :].replace("\n", "<br>")
    return f"{before}{inner}{after}" if inner else before
