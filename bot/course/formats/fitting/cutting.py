"""Long texts in pieces that a message has room for: at paragraphs, else at lines, sentences, words."""

from __future__ import annotations

import re
from collections.abc import Iterator

COMFORTABLE = 2_000
"""Characters of a section: what is longer is cut. A message has room for more, and nobody likes it."""

_FENCE = re.compile(r"(`{3,}|~{3,})")
_SENTENCES = re.compile(r"(?<=[.!?…。！？])\s+|(?<=[。！？])")


def blocks(text: str) -> list[str]:
    """Paragraphs, lists, quotes and blocks of code; what is indented below a list belongs to it."""
    found: list[list[str]] = [[]]
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line.lstrip())
        if not fence and not line.strip():
            found.append([])
        elif not fence and line.startswith(("  ", "\t")) and not found[-1] and len(found) > 1:
            found.pop()
            found[-1] += ["", line]
        else:
            found[-1].append(line)
        if mark:
            closes = fence and mark[1].startswith(fence) and line.strip() == mark[1]
            fence = "" if closes else fence or mark[1]
    return ["\n".join(lines) for lines in found if lines]


def pieces(text: str, most: int = COMFORTABLE) -> list[str]:
    """Texts of at most `most` characters; a little last one joins the one before it, where there is room."""
    found: list[str] = []
    for block in blocks(text):
        for part in _parted(block, most):
            if found and len(found[-1]) + 2 + len(part) <= most:
                found[-1] += f"\n\n{part}"
            else:
                found.append(part)
    return found


def _parted(block: str, most: int) -> Iterator[str]:
    if len(block) <= most:
        yield block
    elif (mark := _FENCE.match(block)) and block.rstrip().endswith(mark[1]) and "\n" in block:
        first, *lines, last = block.split("\n")
        for part in _gathered(lines, "\n", most - len(first) - len(last) - 2):
            yield "\n".join((first, part, last))
    elif "\n" in block:
        yield from _gathered(block.split("\n"), "\n", most)
    else:
        yield from _gathered(_SENTENCES.split(block), " ", most)


def _gathered(parts: list[str], between: str, most: int) -> Iterator[str]:
    """As many in a piece as it has room for."""
    line = ""
    for part in (small for one in parts for small in _small(one, most)):
        if line and len(line) + len(between) + len(part) > most:
            yield line
            line = part
        else:
            line = f"{line}{between}{part}" if line else part
    if line:
        yield line


def _small(part: str, most: int) -> Iterator[str]:
    begin = 0
    while len(part) - begin > most:
        at = part.rfind(" ", begin + most // 2, begin + most)
        end = at if at > 0 else begin + most
        yield part[begin:end].strip()
        begin = end
    yield part[begin:].strip()
