"""XML from outside -> a tree of nodes with their lines, in bounded memory; no entities, nothing fetched."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from bot.course.formats.material import FormatError
from bot.course.formats.source_file import SourceFile
from bot.course.formats.texts.converted import without_marks
from bot.course.formats.texts.encodings import decoded
from bot.course.message import say

MOST_NODES = 1_500_000
MOST_AT_ONCE = 1_000_000
"""Nodes of trees that are held as a whole."""
MAX_DEPTH = 200
_CHUNK = 64 * 1024
_LONGEST_TAG = 4 * 1024 * 1024
"""Bytes: a picture may stand in it as a data: URL."""
_HEAD = 20_000
_ROOT = re.compile(
    r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\])?\s*>)*<(?:[\w.-]+:)?([\w.-]+)"
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8)", re.IGNORECASE)
_FORBIDDEN = bytes({*range(32)} - {9, 10, 13})
_NOTHING: dict[str, str] = {}
_VOID = frozenset(("br", "hr", "img", "input", "col", "wbr"))


class Node:
    """An element, without its namespace. `children` are nodes and texts, in order; `line` counts from 1."""

    __slots__ = ("attributes", "children", "line", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.line = line
        self.children: list[Node | str] = []

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def nodes(self) -> list[Node]:
        return [child for child in self.children if isinstance(child, Node)]

    def all(self, *tags: str) -> list[Node]:
        """Its own children with such a name."""
        return [child for child in self.nodes if child.tag in tags]

    def first(self, *path: str) -> Node | None:
        """The first child of this name, and of that the first of the next name…"""
        found: Node | None = self
        for tag in path:
            found = next(iter(found.all(tag)), None) if found else None
        return found

    def within(self, *tags: str) -> Iterator[Node]:
        """Those with such a name at any depth, in order; it is not looked into them."""
        for child in self.nodes:
            if child.tag in tags:
                yield child
            else:
                yield from child.within(*tags)

    def text_of(self, *path: str) -> str:
        """What is written in the first such child; "" where there is none."""
        found = self.first(*path)
        return found.text.strip() if found else ""

    @property
    def text(self) -> str:
        """All that is written in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def html(self) -> str:
        """It with all that is in it, as HTML."""
        attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in self.attributes.items())
        if self.tag in _VOID:
            return f"<{self.tag}{attributes}>"
        return f"<{self.tag}{attributes}>{self.inner_html}</{self.tag}>"

    @property
    def inner_html(self) -> str:
        return "".join(
            html.escape(child, quote=False) if isinstance(child, str) else child.html
            for child in self.children
        )


def beginning(source: SourceFile) -> str:
    """The text of its first lines, however long it is; "" where it is no text."""
    return source.head or (
        "" if b"\x00" in source.data[:4096] else source.data[:_HEAD].decode("utf-8", "replace")
    )


def root_of(source: SourceFile) -> str:
    """The name of the root element; "" where it is no XML."""
    head = beginning(source)
    found = _ROOT.match(head) if "<" in head[:2000] else None
    return found[1] if found else ""


class NodeBudget:
    """How many nodes there may still be, in one file or in several."""

    def __init__(self, most: int) -> None:
        self._left = most

    def take(self) -> None:
        """Raises FormatError."""
        self._left -= 1
        if self._left < 0:
            raise FormatError(say("elsewhere.xml_large"))


def tree(data: bytes, budget: NodeBudget | None = None) -> Node:
    """The whole. Raises FormatError."""
    builder = _Builder(budget or NodeBudget(MOST_AT_ONCE), keep=True)
    for _ in _fed(data, builder):
        pass
    return builder.root


def below_the_root(data: bytes) -> Iterator[Node]:
    """The root's children, each once it is complete, and then forgotten. Raises FormatError."""
    yield from _fed(data, _Builder(NodeBudget(MOST_NODES), keep=False))


def _fed(data: bytes, builder: _Builder) -> Iterator[Node]:
    parser = DefusedXMLParser(target=builder)
    builder.expat = parser.parser
    clean = _readable(data)
    try:
        for begin in range(0, len(clean), _CHUNK):
            parser.feed(clean[begin : begin + _CHUNK])
            builder.goes_on(begin)
            yield from builder.finished()
        parser.close()
    except ParseError as error:
        raise FormatError(say("elsewhere.xml_damaged", line=error.position[0])) from None
    except DefusedXmlException:
        raise FormatError(say("elsewhere.xml_entities")) from None
    except (LookupError, ValueError):  # an encoding that nobody knows
        raise FormatError(say("formats.no_text")) from None
    yield from builder.finished()


def _readable(data: bytes) -> bytes:
    """UTF-8 that is none is read as what it is; signs that XML forbids are left out."""
    if (
        data.startswith((b"\xff\xfe", b"\xfe\xff"))
        or b"\x00" in data[:4]
        or _OTHER_ENCODING.match(data.lstrip())
    ):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        data = _DECLARATION.sub("", decoded(data), count=1).encode()
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").translate(None, _FORBIDDEN)


class _Builder:
    def __init__(self, budget: NodeBudget, *, keep: bool) -> None:
        self.expat: Any = None
        self.root = Node("", {}, 0)
        self._budget = budget
        self._keep = keep
        self._open: list[Node] = []
        self._finished: list[Node] = []
        self._seen, self._seen_at = True, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._budget.take()
        self._seen = True
        if len(self._open) >= MAX_DEPTH:
            raise FormatError(say("elsewhere.deep", line=self.expat.CurrentLineNumber))
        plain = {name.rpartition("}")[2]: without_marks(value) for name, value in attributes.items()}
        node = Node(tag.rpartition("}")[2], plain or _NOTHING, self.expat.CurrentLineNumber)
        if not self._open:
            self.root = node
        elif self._keep or len(self._open) > 1:
            self._open[-1].children.append(node)
        self._open.append(node)

    def end(self, _: str) -> None:
        self._seen = True
        node = self._open.pop()
        if not self._keep and len(self._open) == 1:
            self._finished.append(node)

    def data(self, text: str) -> None:
        self._seen = True
        if self._open:
            self._open[-1].children.append(without_marks(text))

    def close(self) -> None:
        pass

    def goes_on(self, at: int) -> None:
        """A tag of megabytes has more attributes than memory has room for. Raises FormatError."""
        if self._seen:
            self._seen, self._seen_at = False, at
        elif at - self._seen_at > _LONGEST_TAG:
            raise FormatError(say("elsewhere.xml_large"))

    def finished(self) -> list[Node]:
        found, self._finished = self._finished, []
        return found
