"""Markdown as GitHub shows it -> the house's. What is the same in both stays as its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.course.formats.texts.converted import Converted, Image, mark, marks
from bot.course.formats.texts.html import from_html
from bot.course.formats.texts.plain import from_plain
from bot.course.reading.markup import flat, is_web_address

_SUSPECT = re.compile(r"[<\[|&\\=]|^ {0,3}([-*_] *){3,}$|^#{1,6}\s", re.MULTILINE)
"""Without these, a text is the house's Markdown already."""
_MOST_BRACKETS = 500
_MOST_CHARACTERS = 2_000_000
_NOT_OURS = frozenset(("html_block", "html_inline", "image", "table_open", "hr"))

References = Mapping[str, Any]
"""The link definitions of a whole file, as markdown-it keeps them."""
NONE: References = MappingProxyType({})


def from_markdown(text: str, references: References = NONE) -> Converted:
    text = text.strip("\n").rstrip()
    if not _SUSPECT.search(text):
        return Converted(text)
    if text.count("[") > _MOST_BRACKETS or text.count("<") > 10 * _MOST_BRACKETS:
        return from_plain(text)  # to find out what belongs together would take too long
    env: dict[str, Any] = {"references": dict(references)}
    tokens = _parser.parse(text, env)
    whole = bool(env["references"])  # what is defined elsewhere in the file has to come along
    lines = text.split("\n")
    made = _Joined()
    for block in _blocks(tokens):
        if whole or any(_is_foreign(token) for _, token in flat(block)):
            made.add(from_html(_parser.renderer.render(block, _parser.options, env)))
        else:
            first, end = block[0].map or (0, 0)
            made.add(Converted("\n".join(lines[first:end]).rstrip()))
    return made.whole


def references_of(text: str) -> References:
    """What links refer to in a whole file."""
    if "]:" not in text or len(text) > _MOST_CHARACTERS or text.count("[") > 100 * _MOST_BRACKETS:
        return NONE
    env: dict[str, Any] = {}
    _blocks_alone.parse(text, env)
    return MappingProxyType(env.get("references", {}))


class _Joined:
    """Converted blocks, one after the other, with their pictures counted through."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._images: list[Image] = []
        self._losses: list[Any] = []

    def add(self, block: Converted) -> None:
        text = block.text
        for number in sorted(marks(text), reverse=True):
            text = text.replace(mark(number), mark(number + len(self._images)))
        self._images += block.images
        self._losses += block.losses
        if text.strip():
            self._texts.append(text)

    @property
    def whole(self) -> Converted:
        return Converted("\n\n".join(self._texts), tuple(self._images), tuple(dict.fromkeys(self._losses)))


def _blocks(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens of each block that stands in no other."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


def _is_foreign(token: Token) -> bool:
    if token.type == "link_open":
        return not is_web_address(str(token.attrGet("href")))
    return token.type in _NOT_OURS or (token.type == "heading_open" and token.markup in ("-", "="))


_parser = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
_parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - data: URLs are pictures
_blocks_alone = MarkdownIt("commonmark").disable(["inline"])
