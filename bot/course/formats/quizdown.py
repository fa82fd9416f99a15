"""quizdown: `1. [x]` one right answer, `- [x]` several, `1.` alone a line to put in order, `>` a hint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.course.formats.format import Fit
from bot.course.formats.markdown_blocks import Block, blocks
from bot.course.formats.markdown_notes import front_matter
from bot.course.formats.material import Chapter, Exercise, Material, Passage, Piece
from bot.course.formats.source_file import SourceFile
from bot.course.formats.task_lists import exercise, first_item
from bot.course.kinds.choice import Option
from bot.course.kinds.order import Ordering

_SETTINGS = re.compile(
    r"^\s*(?:quizdown|shuffle_?questions|shuffle_?answers|n_?questions|passing_?grade|primary_?color"
    r"|secondary_?color|text_?color|custom_?pass_?msg|custom_?fail_?msg|start_?on_?load|enable_?retry)\s*:",
    re.MULTILINE | re.IGNORECASE,
)
_NUMBERED_BOX = re.compile(r"^ {0,3}\d{1,3}[.)]\s+\[[ xX]?\]\s", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+\S", re.MULTILINE)
_NUMBERED = re.compile(r" {0,3}\d{1,3}[.)]\s+(\S.*)")
_TITLE = re.compile(r"^[ \t]*title[ \t]*:[ \t]*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)


def fits(source: SourceFile) -> Fit:
    head = source.head
    if not _HEADING.search(head):
        return Fit.NO
    if head.lstrip().startswith("---") and _SETTINGS.search(head):
        return Fit.SURE
    return Fit.SURE if _NUMBERED_BOX.search(head) else Fit.NO


def read(source: SourceFile) -> Material:
    begin = front_matter(source.lines)
    named = _TITLE.search("\n".join(source.lines[:begin]))
    first, *found = blocks(source.lines[begin:], begin + 1)
    pieces = tuple(piece for block in found for piece in _pieces(source, block))
    before = () if first.is_empty else (Passage("", first.text, source.at(first.place)),)
    return Material(named[1] if named else "", (Chapter("", (*before, *pieces)),))


def _pieces(source: SourceFile, block: Block) -> list[Piece]:
    lines, hint = _without_hint(block.lines)
    if first_item(lines) < len(lines):
        made = exercise(source, block.title, block.line, lines)
        return [replace(made, hint="\n\n".join(filter(None, (hint, made.hint))))]
    begin = next((place for place, line in enumerate(lines) if _NUMBERED.fullmatch(line)), len(lines))
    order = [found[1] for line in lines[begin:] if (found := _NUMBERED.fullmatch(line))]
    if len(order) > 1:
        return [_ordering(source, block, (lines[:begin], order, lines[begin:]), hint)]
    return [] if block.is_empty else [Passage(block.title, block.text, source.at(block.place, block.title))]


def _ordering(
    source: SourceFile, block: Block, parts: tuple[list[str], list[str], list[str]], hint: str
) -> Exercise:
    """`parts`: what stands before the lines, they themselves, and they with what stands below them."""
    before, order, below = parts
    said = [line for line in below if not _NUMBERED.fullmatch(line)]
    return Exercise(
        title=block.title,
        prompt="\n".join(before).strip() or block.title,
        task=Ordering(tuple(Option("", line.strip(), correct=False) for line in order)),
        origin=source.at(block.place, block.title),
        feedback="\n".join(said).strip(),
        hint=hint,
    )


def _without_hint(lines: Sequence[str]) -> tuple[list[str], str]:
    """The lines without the quote above the answers, and what it says."""
    begin = first_item(lines)
    begin = min(begin, next((n for n, line in enumerate(lines) if _NUMBERED.fullmatch(line)), len(lines)))
    quoted = [line for line in lines[:begin] if line.lstrip().startswith(">")]
    kept = [line for line in lines[:begin] if not line.lstrip().startswith(">")]
    hint = "\n".join(re.sub(r"^\s*> ?", "", line) for line in quoted)
    return [*kept, *lines[begin:]], hint.strip()
