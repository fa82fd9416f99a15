"""LiaScript: Markdown with a head in a comment, and quizzes between its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.course.formats.format import Fit, Format
from bot.course.formats.liascript.pieces import Pieces
from bot.course.formats.liascript.plain import without_effects
from bot.course.formats.markdown_blocks import Block, blocks
from bot.course.formats.material import Chapter, Finding, Material, Piece
from bot.course.formats.source_file import SourceFile

_HEAD = re.compile(r"\ufeff?\s*<!--(.*?)-->", re.DOTALL)
_FIELD = re.compile(
    r"^\s*(author|email|version|language|narrator|comment|import|script|link|mode|icon|logo|title)"
    r"\s*:[ \t]*(.*)$",
    re.MULTILINE,
)
_SURE = re.compile(r"^[ \t]*(?:[-*+]\s+)?(?:\[\([ xX]?\)\]|\[\[[ xX?!]\]\])(?:\s|$)", re.MULTILINE)
_OF_LIASCRIPT = ("narrator", "import", "mode")


def fits(source: SourceFile) -> Fit:
    fields = _fields(source.head)
    if _SURE.search(source.head) or any(name in fields for name in _OF_LIASCRIPT):
        return Fit.SURE
    return Fit.LIKELY if len(fields) >= 2 else Fit.NO


def read(source: SourceFile) -> Material:
    """The first heading, where it is alone on its level, is the course's title; others are lessons."""
    fields = _fields(source.text)
    head = _HEAD.match(source.text)
    begin = source.text[: head.end()].count("\n") + 1 if head else 0
    lines = without_effects(source.lines[begin:])
    found = blocks(lines, begin + 1)
    course, lesson = _levels(found)
    findings: list[Finding] = []
    chapters = tuple(_chapters(source, found, lesson, findings))
    language = fields.get("language", "").lower()
    title = next((block.title for block in found if course and block.level == course), "")
    return Material(
        fields.get("title", "") or title,
        chapters,
        summary=fields.get("comment", ""),
        language=language if re.fullmatch(r"[a-z]{2}", language) else "",
        findings=tuple(findings),
    )


def _fields(text: str) -> dict[str, str]:
    """What the head says of the course."""
    head = _HEAD.match(text)
    return {found[1]: found[2].strip() for found in _FIELD.finditer(head[1])} if head else {}


def _levels(found: Sequence[Block]) -> tuple[int, int]:
    """Which level of heading is the course's title, 0 for none, and up to which one begins a lesson."""
    levels = [block.level for block in found if block.level]
    if not levels:
        return 0, 0
    top = min(levels)
    if levels.count(top) > 1 or levels[0] != top:
        return 0, top
    return top, min((level for level in levels if level > top), default=top)


def _chapters(
    source: SourceFile, found: Sequence[Block], lesson: int, findings: list[Finding]
) -> Iterator[Chapter]:
    title, steps = "", list[Piece]()
    for block in found:
        if block.level and block.level <= lesson and steps:
            yield Chapter(title, tuple(steps))
            steps = []
        if block.level and block.level <= lesson:
            title = block.title
        reading = Pieces(source, block)
        steps += reading.pieces()
        findings += reading.findings
    if steps:
        yield Chapter(title, tuple(steps))


LIASCRIPT = Format("liascript", fits, read)
