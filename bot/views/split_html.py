"""Telegram HTML measured as Telegram measures it, and cut where a message would be too long."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape

_TAG = re.compile(r"</?[a-z][^>]*>")
_BORDERS = ("\n\n", "\n", " ")
_SWALLOWED = re.compile(r"\n+| ?")


def plain_length(html: str) -> int:
    """Code points after tags and entities are resolved: what Telegram's limits count."""
    return len(unescape(without_tags(html)))


def without_tags(html: str) -> str:
    """The text, its entities still as they are."""
    return _TAG.sub("", html)


def split(html: str, limit: int) -> list[str]:
    """Pieces of at most `limit` (1 or more) code points, cut between paragraphs, else lines, else words.

    Tags that are open at a cut are closed there and opened again in the next piece. White space at a cut is
    left out, and so is a piece that would be white space alone.
    """
    text, spans = _taken_apart(html)
    pieces: list[str] = []
    start = 0
    while start < len(text):
        end = _border(text, start, limit)
        if text[start:end].strip():
            pieces.append(_piece(text, spans, start, end))
        white = _SWALLOWED.match(text, end)
        start = white.end() if white else end
    return pieces


def escaped(text: str) -> str:
    """Text as it may stand in Telegram HTML, inside quoted attributes too."""
    return escape(text, quote=False).replace('"', "&quot;")


@dataclass
class _Span:
    """A stretch of the plain text and the tag around it."""

    tag: str
    start: int
    end: int = 0

    @property
    def closing(self) -> str:
        return f"</{self.tag[1:-1].split()[0]}>"


def _taken_apart(html: str) -> tuple[str, list[_Span]]:
    """The plain text, and its tags in the order in which they open."""
    text: list[str] = []
    spans: list[_Span] = []
    opened: list[_Span] = []
    at = length = 0
    for tag in _TAG.finditer(html):
        text.append(unescape(html[at : tag.start()]))
        length += len(text[-1])
        at = tag.end()
        if not tag.group().startswith("</"):
            opened.append(_Span(tag.group(), length))
            spans.append(opened[-1])
        elif opened:
            opened.pop().end = length
    text.append(unescape(html[at:]))
    return "".join(text), spans


def _border(text: str, start: int, limit: int) -> int:
    """Where the piece from `start` ends: at the last good border, unless that would leave hardly anything."""
    full = start + limit
    if len(text) <= full:
        return len(text)
    for least in (limit // 4, 1):
        for border in _BORDERS:
            end = text.rfind(border, start + least, full + len(border))
            if end > start:
                return end
    return full


def _piece(text: str, spans: list[_Span], start: int, end: int) -> str:
    html: list[str] = []
    opened: list[_Span] = []
    at = start

    def move(to: int, tag: str) -> None:
        nonlocal at
        html.extend((escaped(text[at:to]), tag))
        at = to

    for span in spans:
        begin = max(span.start, start)
        if begin >= min(span.end, end):
            continue
        while opened and opened[-1].end <= begin:
            move(opened[-1].end, opened.pop().closing)
        move(begin, span.tag)
        opened.append(span)
    while opened:
        move(min(opened[-1].end, end), opened.pop().closing)
    return "".join(html) + escaped(text[at:end])
