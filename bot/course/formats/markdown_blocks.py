"""A Markdown file in the pieces that its headings and bold lines make of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.course.reading.markup import visible_words

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_BOLD = re.compile(r" {0,3}(\*\*|__)(?=\S)(.+?)(?<=\S)\1:?[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_MARKER = re.compile(r"^ {0,6}(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX✓✔]?\][ \t]+)?")
_HTML_HEADING = re.compile(r"\s*<h([1-6])\b[^>]*>(.+?)</h\1>\s*", re.IGNORECASE)

BOLD = 7
"""The level of a bold line: below all headings."""


@dataclass
class Block:
    """A heading with the lines below it. `line`: its own, from 1. What stands before any has level 0, and
    `line` is that above it."""

    level: int
    title: str
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def place(self) -> int:
        """The line to name for it."""
        return max(1, self.line)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def is_empty(self) -> bool:
        return not any(line.strip(" \t-*_") for line in self.lines)


def blocks(lines: Sequence[str], first_line: int = 1, *, bold: bool = False) -> list[Block]:
    """Split at headings, and at bold lines as well if `bold`. The first block has no title."""
    found = [Block(0, "", first_line - 1)]
    fence = ""
    for number, line in enumerate(lines, first_line):
        fence = fence_after(fence, line)
        heading = None if fence else _heading(line, found[-1].lines, bold=bold)
        if heading is None:
            found[-1].lines.append(line)
            continue
        level, title, lines_above = heading
        for _ in range(lines_above):
            found[-1].lines.pop()
        found.append(Block(level, _shown(title), number - lines_above))
    return found


def _heading(line: str, above: list[str], *, bold: bool) -> tuple[int, str, int] | None:
    """Level, words, and how many of the lines above belong to it."""
    if found := _HEADING.fullmatch(line):
        return len(found[1]), found[2], 0
    if found := _HTML_HEADING.fullmatch(line):
        return int(found[1]), re.sub(r"<[^>]*>", "", found[2]), 0
    alone = bool(above) and above[-1].strip() and (len(above) < 2 or not above[-2].strip())
    if alone and _UNDERLINE.fullmatch(line) and not re.match(r"\s*([-*+>|]|\d+[.)])", above[-1]):
        return (1 if "=" in line else 2), above[-1].strip(), 1
    if bold and (found := _BOLD.fullmatch(line)) and found[1] not in found[2]:
        return BOLD, found[2], 0
    return None


def fence_after(fence: str, line: str) -> str:
    """The fence of a block of code, also in an item of a list, that is open after this line; "" for none."""
    found = _FENCE.fullmatch(line.lstrip() if fence else _MARKER.sub("", line))
    if not found:
        return fence
    if not fence:
        return found[1] if "`" not in found[2] or found[1][0] == "~" else ""
    return "" if found[1].startswith(fence) and not found[2].strip() else fence


def _shown(title: str) -> str:
    """A title has no formatting."""
    return visible_words(title).rstrip(":").strip() or title.strip()
