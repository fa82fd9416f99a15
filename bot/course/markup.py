"""The Markdown that courses are written in: CommonMark with ~~strike~~ and tables, and what it may not hold.

Tables and raw HTML are part of it so that they are seen and refused, not so that they are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.course.mistakes import shown

_URL = re.compile(r"https?://[^\s/?#@]+\.?[^\s]*", re.IGNORECASE)
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
class Complaint:
    """Something a text may not hold; `line` counts from 0 in the text, `word` is what stands there."""

    line: int
    word: str
    message: str


@dataclass(frozen=True)
class Markup:
    styles: int
    """How many formatted places there are; Telegram takes 100 in a message."""
    visible: bool
    complaints: tuple[Complaint, ...]


def parse(text: str) -> list[Token]:
    """The block tokens of a text; those of its lines hang under them."""
    return _parser.parse(text)


def is_web_address(url: str) -> bool:
    return bool(_URL.fullmatch(url))


def examine(text: str) -> Markup:
    """What is worth knowing about a text before it is ever shown."""
    tokens = list(_flat(parse(text)))
    complaints = (_complaint(line, token) for line, token in tokens)
    return Markup(
        styles=sum(token.type in _STYLES for _, token in tokens),
        visible=any(token.content.strip() or token.type == "hr" for _, token in tokens),
        complaints=tuple(complaint for complaint in complaints if complaint),
    )


def _complaint(line: int, token: Token) -> Complaint | None:
    match token.type:
        case "image":
            return Complaint(
                line, "![", "a picture cannot stand inside a text; give it to the section with picture:"
            )
        case "html_block" | "html_inline":
            return Complaint(line, token.content.strip().split("\n")[0], _html(token.content))
        case "table_open":
            return Complaint(
                line, "", "a table does not fit on a phone; make it a list, or draw it and use picture:"
            )
        case "link_open" if not is_web_address(url := str(token.attrGet("href"))):
            right = "write it in full, beginning with https://"
            return Complaint(line, "](", f"{shown(url)} is no web address that can be opened; {right}")
        case _:
            return None


def _html(content: str) -> str:
    return (
        f"{shown(content)} is HTML, which is not used in courses; use Markdown (**bold**, *italic*, `code`), "
        "picture: for pictures, and `backticks` around words in < >"
    )


def _flat(tokens: list[Token], line: int = 0) -> Iterator[tuple[int, Token]]:
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        yield line, token
        if token.children:
            yield from _flat(token.children, line)


def _new_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["strikethrough", "table"])
    # Every address is a link here, so that a bad one is refused by name and does not stand there as brackets.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return parser


_parser = _new_parser()
