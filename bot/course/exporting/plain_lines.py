"""The house's Markdown -> plain text of several lines, for programs that show no formatting."""

from __future__ import annotations

from markdown_it.token import Token

from bot.course.reading.markdown_parser import parse
from bot.course.reading.markup import is_web_address


def plain_lines(markdown: str) -> str:
    """Paragraphs stand between empty lines, items of a list on a line each, links with their address."""
    text, mark, within = "", "", 0
    for token in parse(markdown):
        within += (
            token.nesting if token.type.endswith("_list_open") or token.type.endswith("_list_close") else 0
        )
        if token.type == "list_item_open":
            mark = f"{token.info}. " if token.info else "• "
        elif token.children is not None or token.content:
            block = mark + (_words(token.children) if token.children else token.content.rstrip("\n"))
            between = "\n" if mark and within and text.rpartition("\n")[2].startswith(_MARKS) else "\n\n"
            text, mark = f"{text}{between if text else ''}{block}", ""
    return text


def is_plain(markdown: str) -> bool:
    """Whether nothing but its words is there."""
    return all(token.type in _PLAIN for one in parse(markdown) for token in (one, *(one.children or ())))


def _words(tokens: list[Token]) -> str:
    parts: list[str] = []
    links: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            links.append(str(token.attrGet("href")))
        elif token.type == "link_close":
            url = links.pop()
            parts.append(f" ({url})" if is_web_address(url) and parts[-1:] != [url] else "")
        else:
            parts.append({"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content))
    return "".join(parts)


_MARKS = ("• ", *"0123456789")
_PLAIN = frozenset(
    ("inline", "text", "text_special", "softbreak", "hardbreak", "paragraph_open", "paragraph_close")
)
