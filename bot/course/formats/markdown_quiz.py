"""Markdown quizzes: task lists below numbered lines, bold lines or plain paragraphs, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.course.formats.format import Fit
from bot.course.formats.markdown_blocks import Block, blocks, fence_after
from bot.course.formats.markdown_notes import front_matter
from bot.course.formats.material import Chapter, Material, Passage, Piece
from bot.course.formats.source_file import SourceFile
from bot.course.formats.task_lists import exercise, has_task_list, is_item

_NUMBERED = re.compile(
    r" {0,3}(?:\*\*|__)?(?:Q(?:uestion)?\s*)?\d{1,4}\s*[.):]\s+(?!\[[ xX]?\]\s)\S.*", re.IGNORECASE
)
_NUMBER = re.compile(r"^( {0,3})(\*\*|__)?(?:Q(?:uestion)?\s*)?\d{1,4}\s*[.):]\s+", re.IGNORECASE)
_BOLD = re.compile(r"^ {0,3}\*\*([^*]+)\*\*\s*$")
_ITEM = re.compile(r"^ {0,6}[-*+]\s+\[[ xX]?\]\s", re.MULTILINE)


def fits(source: SourceFile) -> Fit:
    """Where each question has a heading of its own, they are read as notes are."""
    lines = source.head.split("\n")
    if not _ITEM.search(source.head):
        return Fit.NO
    below = [block for block in blocks(lines) if _runs(block.lines) > 1 or _first_is_numbered(block.lines)]
    return Fit.SURE if below else Fit.NO


def read(source: SourceFile) -> Material:
    begin = front_matter(source.lines)
    found = blocks(source.lines[begin:], begin + 1)
    titles = [block for block in found if block.level]
    course = titles[0].title if titles and titles[0].level == 1 else ""
    chapters = []
    for block in found:
        steps = tuple(_steps(source, block))
        if steps:
            chapters.append(Chapter("" if block.title == course else block.title, steps))
    return Material(course, tuple(chapters))


def _runs(lines: Sequence[str]) -> int:
    """How many task lists there are."""
    count, blank_since = 0, True
    for line in lines:
        if is_item(line.lstrip()):
            count += blank_since
            blank_since = False
        elif line.strip() and not line.startswith(("  ", "\t")):
            blank_since = True
    return count


def _first_is_numbered(lines: Sequence[str]) -> bool:
    filled = [line for line in lines if line.strip()]
    return (
        has_task_list([line.strip() for line in lines])
        and bool(filled)
        and bool(_NUMBERED.fullmatch(filled[0]))
    )


def _steps(source: SourceFile, block: Block) -> Iterator[Piece]:
    """A block's questions, each from where its prompt begins to where the next one's does."""
    begins = list(_beginnings(block.lines))
    lead = block.lines[: begins[0]] if begins else block.lines
    if any(line.strip() for line in lead):
        yield Passage(block.title, "\n".join(lead), source.at(block.place, block.title))
    for begin, end in pairwise((*begins, len(block.lines))):
        lines = _level(block.lines[begin:end])
        lines[0] = _BOLD.sub(r"\1", _NUMBER.sub(r"\1\2", lines[0]))
        yield exercise(source, "", block.line + 1 + begin, lines)


def _beginnings(lines: Sequence[str]) -> Iterator[int]:
    """Where prompts begin: at the numbered line above a task list, else at the paragraph right above it."""
    last_item, fence = -1, ""
    candidate = -1
    above_blank = True
    for place, line in enumerate(lines):
        if not fence and is_item(line.lstrip()):
            if candidate > last_item:
                yield candidate
                candidate = -1
            last_item = place
        elif not fence and line.strip():
            numbered = bool(_NUMBERED.fullmatch(line))
            plain = above_blank and not line.startswith(("  ", "\t", ">", "<"))
            if numbered or (plain and not (candidate > last_item and _NUMBERED.fullmatch(lines[candidate]))):
                candidate = place
        fence = fence_after(fence, line)
        above_blank = not line.strip()


def _level(lines: Sequence[str]) -> list[str]:
    """Options that are indented below a numbered line stand at the margin."""
    indents = [len(line) - len(line.lstrip()) for line in lines if is_item(line.lstrip())]
    least = min(indents, default=0)
    return [line[least:] if line[:least].isspace() else line for line in lines] if least else list(lines)
