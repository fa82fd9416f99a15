"""HTML -> the house's Markdown: bold, italic, code, links, lists, quotes; tables become lines.

What a chat cannot show is named in `losses`. Nothing is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.course.formats.texts.converted import Converted, Image, mark
from bot.course.formats.texts.html_tree import Element, parsed
from bot.course.formats.texts.plain import escaped
from bot.course.formats.texts.scripts import lowered, raised
from bot.course.formats.texts.tables import in_lines
from bot.course.message import Message, say
from bot.course.reading.markup import is_web_address

_BLOCKS = frozenset(
    (
        *("p", "div", "ul", "ol", "table", "pre", "blockquote", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "hr", "dl", "center"),
        *("section", "article", "header"),
        *("footer", "main", "aside", "figure", "figcaption", "details", "summary", "form"),
        *("fieldset", "li", "dt", "dd", "tr", "td", "th"),
        *("thead", "tbody", "tfoot", "address", "body", "html", "nav"),
    )
)
_DROPPED = frozenset(("script", "style", "head", "template", "noscript", "title"))
_NOT_SHOWN = frozenset(
    (
        *("video", "audio", "iframe", "object", "embed", "svg", "math", "canvas"),
        *("form", "input", "select", "textarea", "button"),
        *("applet",),
    )
)
_STYLES = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "dfn": "*"} | dict.fromkeys(
    ("s", "del", "strike"), "~~"
)
_CODE = frozenset(("code", "kbd", "samp", "tt", "var"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\ue004"
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\*(?=\d)")
_LANGUAGE = re.compile(r"(?:language|lang|highlight-source)-([\w+#.-]+)")


def from_html(html: str) -> Converted:
    """Whatever stands there; damaged HTML is read as browsers do."""
    if "<" not in html and "&" not in html:
        return Converted(escaped(" ".join(html.split())))
    work = _Work()
    text = "\n\n".join(work.blocks(parsed(html).children))
    return Converted(text, tuple(work.images), tuple(dict.fromkeys(work.losses)))


@dataclass
class _Work:
    images: list[Image] = field(default_factory=list)
    losses: list[Message] = field(default_factory=list)

    def blocks(self, children: Iterable[Element | str]) -> list[str]:
        """Paragraphs, lists and the like."""
        found: list[str] = []
        line: list[Element | str] = []
        for child in children:
            if isinstance(child, Element) and _is_block(child):
                found += self._paragraph(line)
                line = []
                found += self._block(child)
            else:
                line.append(child)
        return [block for block in (*found, *self._paragraph(line)) if block.strip()]

    def _paragraph(self, line: list[Element | str]) -> Iterator[str]:
        text = self._inline(line)
        for part in re.split(f"{_BREAK}(?:\\s*{_BREAK})+", text):
            lines = (" ".join(one.split()) for one in part.strip(f" {_BREAK}").split(_BREAK))
            if paragraph := "\\\n".join(lines):
                yield paragraph

    def _block(self, element: Element) -> list[str]:
        tag = element.tag
        if tag in _HEADINGS or tag == "summary":
            return [f"**{text}**" for text in self._paragraph([_unstyled(element)])]
        if tag in ("ul", "ol"):
            return ["\n".join(self._list(element))]
        if tag == "pre":
            return [self._code_block(element)]
        if tag == "table":
            return self._table(element)
        if tag == "blockquote":
            inside = "\n\n".join(self.blocks(element.children))
            return ["\n".join(f"> {line}".rstrip() for line in inside.split("\n"))] if inside else []
        if tag == "dt":
            return [f"**{text}**" for text in self._paragraph([_unstyled(element)])]
        return [] if tag == "hr" else self.blocks(element.children)

    def _list(self, element: Element) -> Iterator[str]:
        number = _start(element)
        items = [child for child in element.children if isinstance(child, Element)]
        for place, item in enumerate(items):
            sign = f"{number + place}. " if element.tag == "ol" else "- "
            blocks = self.blocks(item.children if item.tag == "li" else [item])
            first, *others = blocks or [""]
            lines = [first, *(f"\n{other}" if not _is_list(other) else other for other in others)]
            text = "\n".join(lines).replace("\n", f"\n{' ' * len(sign)}")
            yield sign + re.sub(r"(?m)^[ ]+$", "", text) if text else sign.rstrip()

    def _code_block(self, element: Element) -> str:
        inner = next((c for c in element.children if isinstance(c, Element) and c.tag == "code"), element)
        named = _LANGUAGE.search(f"{inner.attributes.get('class', '')} {element.attributes.get('class', '')}")
        return fenced(_lines_of(element).strip("\n"), named[1] if named else "")

    def _table(self, table: Element) -> list[str]:
        rows = list(_all(table, "tr"))
        cells = [
            [
                " ".join(" ".join(self.blocks(cell.children)).split())
                for cell in row.children
                if isinstance(cell, Element) and cell.tag in ("td", "th")
            ]
            for row in rows
        ]
        head = bool(rows) and all(c.tag == "th" for c in rows[0].children if isinstance(c, Element))
        made = in_lines([row for row in cells if any(row)], head=head)
        if made:
            self.losses.append(say("formats.table"))
        return [made] if made else []

    def _inline(self, children: Iterable[Element | str]) -> str:
        parts = (escaped(_SPACE.sub(" ", c)) if isinstance(c, str) else self._span(c) for c in children)
        return "".join(parts)

    def _span(self, element: Element) -> str:
        tag = element.tag
        if tag == "br":
            return _BREAK
        if tag == "img":
            return self._image(element)
        if tag in _DROPPED:
            return ""
        if tag in _NOT_SHOWN:
            self.losses.append(say("formats.not_shown", tag=tag))
            return "" if tag in ("svg", "math", "select") else self._inline(element.children)
        if tag in _CODE:
            return code(_SPACE.sub(" ", element.text))
        inside = self._inline(element.children)
        if tag == "a":
            return self._link(element, inside)
        if tag in ("sup", "sub"):
            return (raised if tag == "sup" else lowered)(inside)
        return _around(inside, _STYLES[tag]) if tag in _STYLES else inside

    def _image(self, element: Element) -> str:
        source = element.attributes.get("src", "").strip()
        alt = " ".join(element.attributes.get("alt", "").split())
        if not source:
            return escaped(alt)
        self.images.append(Image(source, alt))
        return mark(len(self.images) - 1)

    def _link(self, element: Element, inside: str) -> str:
        url = element.attributes.get("href", "").strip().replace(" ", "%20")
        if not inside.strip() or not url:
            return inside
        if not is_web_address(url) or any(sign in url for sign in "()<>"):
            url = url.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
        if not is_web_address(url):
            if not url.startswith(("#", "mailto:")):
                self.losses.append(say("formats.link", url=url))
            return inside
        plain = inside.strip().replace("\\", "")
        label = inside if "`" in inside else _BRACKET.sub(r"\\\g<0>", inside)
        return f"<{url}>" if plain == url else f"[{label.strip()}]({url})"


def code(text: str) -> str:
    """A stretch of code within a line."""
    text = text.strip()
    if not text:
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1)
    room = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{room}{text}{room}{ticks}"


def fenced(text: str, language: str = "") -> str:
    """Lines of code as a block."""
    if not text.strip():
        return ""
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _is_block(element: Element) -> bool:
    """Whether it stands on lines of its own; a span or link around blocks does, too."""
    if element.tag in _BLOCKS:
        return True
    inline = element.tag in ("a", "span", "font", "label", "b", "i", "em", "strong")
    return inline and any(isinstance(c, Element) and c.tag in _BLOCKS for c in element.children)


def _unstyled(element: Element) -> Element:
    """A heading is bold already: what is bold in it need not say so."""
    children = [child if isinstance(child, str) else _unstyled(child) for child in element.children]
    styled = element.tag in (*_HEADINGS, "summary", "dt", "b", "strong")
    return Element("span" if styled else element.tag, element.attributes, children)


def _around(inside: str, sign: str) -> str:
    """The sign on both sides; blanks stay outside, where Markdown wants them."""
    text = inside.strip(f" {_BREAK}")
    if not text or (text.startswith(sign) and text.endswith(sign)):
        return inside
    if sign != "~~" and "`" not in text:  # a star between digits is none only where nothing is open
        text = _BETWEEN_DIGITS.sub(r"\*", text)
    before = inside[: len(inside) - len(inside.lstrip(f" {_BREAK}"))]
    after = inside[len(inside.rstrip(f" {_BREAK}")) :]
    parts = [part.strip() for part in text.split(_BREAK)]
    return before + _BREAK.join(f"{sign}{part}{sign}" if part else "" for part in parts) + after


def _start(element: Element) -> int:
    start = element.attributes.get("start", "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1


def _is_list(block: str) -> bool:
    return bool(re.match(r"(- |\d+\. )", block))


def _lines_of(element: Element) -> str:
    parts = (c if isinstance(c, str) else "\n" if c.tag == "br" else _lines_of(c) for c in element.children)
    return "".join(parts)


def _all(element: Element, tag: str) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == tag:
                yield child
            elif child.tag != "table":
                yield from _all(child, tag)
