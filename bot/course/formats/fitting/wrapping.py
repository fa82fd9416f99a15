"""Paragraphs in lines that fit an editor, as a person would type them. Markdown joins them again."""

from __future__ import annotations

import re

from bot.course.formats.fitting.cutting import blocks

WIDTH = 90
_LINK = re.compile(r"\[[^\[\]\n]+\]\([^()\s]+\)")
_WITHIN = "\ue00a"
"""Stands for a blank at which no line ends."""

_OTHERWISE = re.compile(r" {0,3}([`~>|]|#{1,6}\s)| {4}|\t")
"""Blocks whose lines are not to be touched: code, quotes, tables, headings."""
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])\s+")
_BEGINS_A_BLOCK = re.compile(r"([-*+>|=~`]|#{1,6}$|\d{1,9}[.)]$)")
"""What must not come to stand at the beginning of a line."""


def wrapped(text: str) -> str:
    """The same words. What is short enough stays as it is."""
    if len(text) <= WIDTH:
        return text
    return "\n\n".join(block if _OTHERWISE.match(block) else _block(block) for block in blocks(text))


def _block(block: str) -> str:
    if "`" in block and re.search(r"(?m)^\s*(```|~~~)", block):
        return block
    return "\n".join(_line(line) for line in block.rstrip().split("\n"))


def _line(line: str) -> str:
    if len(line) <= WIDTH or "\ue000" in line:
        return line
    item = _ITEM.match(line)
    indent = " " * len(item[0]) if item else line[: len(line) - len(line.lstrip())]
    begin = item[0] if item else indent
    lines = [begin]
    whole = _LINK.sub(lambda link: link[0].replace(" ", _WITHIN), line[len(begin) :])
    for word in whole.split(" "):
        full = len(lines[-1]) + 1 + len(word) > WIDTH and lines[-1].strip()
        if full and lines[-1] != begin and not _BEGINS_A_BLOCK.match(word) and word:
            lines.append(f"{indent}{word}")
        else:
            lines[-1] += word if lines[-1] in (begin, indent) else f" {word}"
    return "\n".join(lines).replace(_WITHIN, " ")
