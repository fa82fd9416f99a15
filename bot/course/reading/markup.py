"""The Markdown that courses are written in: CommonMark with ~~strike~~ and tables, and what it may not hold.

Tables and raw HTML are part of it so that they are seen and refused, not so that they are used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from bot.course.message import Message, say
from bot.course.reading.markdown_parser import new_parser, parse_line

_URL = re.compile(r"https?://[^\s/?#@]+\.?[^\s]*", re.IGNORECASE)
_MAX_BRACKETS = 100
_TABLE = re.compile(r"[ \t|]*:?-+:?[ \t]*\|[ \t|:-]*")
_PLAIN = re.compile(r"(?:(?![ \t\-+=>\d:|])[^\\`*_\[\]<>&#~|\n]*(?:\n|\Z))+")
"""Texts that Markdown makes nothing of: to see that is cheaper than to have them parsed."""
_STYLES = frozenset(
    (
        "strong_open",
        "em_open",
        "s_open",
        "link_open",
        "code_inline",
        "fence",
        "code_block",
        "heading_open",
        "blockquote_open",
    )
)


@dataclass(frozen=True)
class MarkupProblem:
    """Something a text may not hold; `line` counts from 0 in the text, `word` is what stands there."""

    line: int
    word: str
    message: Message


@dataclass(frozen=True)
class Markup:
    styles: int
    """How many formatted places there are; Telegram takes 100 in a message."""
    visible: bool
    complaints: tuple[MarkupProblem, ...]


def visible_words(text: str) -> str:
    """What a reader sees of a single line, without its formatting."""
    seen = text if _PLAIN.fullmatch(text) else _seen(text)
    shown = seen if seen.isascii() else "".join(char for char in seen if unicodedata.category(char) != "Cf")
    return " ".join(unicodedata.normalize("NFC", shown).split())


def _seen(text: str) -> str:
    tokens = (token for _, token in flat(parse_line(text)))
    shown = (
        " " if token.type in ("softbreak", "hardbreak") else token.content
        for token in tokens
        if not token.children
    )
    return "".join(shown)


def is_web_address(url: str) -> bool:
    return bool(_URL.fullmatch(url))


def examine(text: str) -> Markup:
    """What is worth knowing about a text before it is ever shown."""
    if _PLAIN.fullmatch(text):
        return Markup(0, bool(text.strip()), ())
    if text.count("[") > _MAX_BRACKETS:  # Markdown needs quadratic time to tell what belongs together.
        return Markup(0, True, (MarkupProblem(0, "[", say("markup.brackets", most=_MAX_BRACKETS)),))
    tokens = list(flat(_examiner.parse(text)))
    complaints = (_complaint(line, token) for line, token in tokens)
    return Markup(
        styles=sum(token.type in _STYLES for _, token in tokens),
        visible=any(token.content.strip() or token.type == "hr" for _, token in tokens),
        complaints=tuple(complaint for complaint in complaints if complaint),
    )


def _complaint(line: int, token: Token) -> MarkupProblem | None:
    match token.type:
        case "image":
            return MarkupProblem(line, "![", say("markup.picture"))
        case "html_block" | "html_inline":
            return MarkupProblem(
                line, token.content.strip().split("\n")[0], say("markup.html", text=token.content)
            )
        case "inline" if (row := _table_row(token.content)) is not None:
            return MarkupProblem(line + row, "", say("markup.table"))
        case "link_open" if (url := str(token.attrGet("href"))).startswith("mailto:"):
            address = url.removeprefix("mailto:")
            word = f"<{address}>" if token.markup == "autolink" else "]("
            return MarkupProblem(line, word, say("markup.email", address=address))
        case "link_open" if not is_web_address(url := str(token.attrGet("href"))):
            return MarkupProblem(line, "](", say("markup.no_web_address", url=url))
        case _:
            return None


def _table_row(content: str) -> int | None:
    """The line of a paragraph in which a table begins: the one above the row of dashes."""
    lines = content.split("\n")
    rows = (row for row, below in enumerate(lines[1:]) if "|" in lines[row] and _TABLE.fullmatch(below))
    return next(rows, None)


def flat(tokens: list[Token], line: int = 0) -> Iterator[tuple[int, Token]]:
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        yield line, token
        if token.children:
            yield from flat(token.children, line)


# Cells that a table leaves out are filled up in quadratic time; to see that there is one is enough here.
_examiner = new_parser("strikethrough")
