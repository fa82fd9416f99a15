"""HTML of any quality -> a tree of elements, in time and depth that the text itself cannot stretch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

MAX_DEPTH = 60
"""What is nested deeper counts as if it stood in the last one."""

_VOID = frozenset(
    ("br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "source", "embed")
)
_ENDS = {
    "li": ("li",),
    "p": ("p",),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "option": ("option",),
}
"""Element -> which open ones before it it ends, where nobody wrote their end."""
_WALLS = frozenset(("ul", "ol", "table", "dl", "select", "blockquote", "div", "td", "th", "li"))
_BLOCKS = frozenset(
    ("p", "div", "ul", "ol", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "dl")
)


@dataclass(frozen=True)
class Element:
    """`children` are elements and texts, in order."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that is written in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


def parsed(html: str) -> Element:
    """The whole, as an element without a name."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_before(tag)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID and len(self._open) < MAX_DEPTH:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _end_before(self, tag: str) -> None:
        if tag in _BLOCKS and self._open[-1].tag == "p":
            self._open.pop()
        ended = _ENDS.get(tag, ())
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag in ended:
                del self._open[place:]
            elif self._open[place].tag in _WALLS:
                return
