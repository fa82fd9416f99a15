"""Markdown notes: `#` the course, `##` a lesson, `###` and bold lines its sections, task lists its questions.

Where a file has no such levels, those that it has are taken for them, from above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.course.formats.format import Fit
from bot.course.formats.markdown_blocks import BOLD, Block, blocks
from bot.course.formats.markdown_resources import Extras, is_extra, read_extras
from bot.course.formats.material import Chapter, Exercise, Fate, Finding, Material, Passage, Piece
from bot.course.formats.source_file import SourceFile
from bot.course.formats.task_lists import exercise, first_item, has_task_list, is_to_do
from bot.course.message import say

_HEADING = re.compile(r"^ {0,3}#{1,6}\s+\S", re.MULTILINE)
_TASK = re.compile(r"^ {0,3}[-*+]\s+\[[ xX]?\]\s", re.MULTILINE)
_PRAISE = re.compile(
    r"\W*(correct|right|exactly|yes|well done|great|good|explanation|answer|feedback|note|hint|richtig|genau"
    r"|erkl[äa]rung|correcto|exact|juste)\b",
    re.IGNORECASE,
)
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_SUMMARY = 300


def fits(source: SourceFile) -> Fit:
    if _HEADING.search(source.head):
        return Fit.LIKELY if source.suffix in _MARKDOWN or _TASK.search(source.head) else Fit.PERHAPS
    return Fit.PERHAPS if source.head and source.suffix in _MARKDOWN else Fit.NO


def read(source: SourceFile) -> Material:
    begin = front_matter(source.lines)
    found = blocks(source.lines[begin:], begin + 1)
    levels = _levels(found)
    title, lead, rest = _course(found, levels)
    about = Outlined(source, levels.lesson)
    chapters, extras = about.chapters(rest)
    summary, intro = _summary(lead)
    return Material(
        title=title,
        summary=summary,
        about=intro,
        chapters=chapters,
        resources=extras.resources,
        glossary=extras.glossary,
        findings=extras.findings,
    )


@dataclass(frozen=True)
class _Levels:
    """Which level of heading is the course's title, and which its lessons'; 0 for none."""

    course: int
    lesson: int


def _levels(found: Sequence[Block]) -> _Levels:
    headings = [block for block in found if block.level]
    if not headings:
        return _Levels(0, 0)
    used = sorted({block.level for block in headings})
    top = [block for block in headings if block.level == used[0]]
    alone = len(top) == 1 and headings[0] is top[0]
    if not alone:
        return _Levels(0, used[0])
    below = [block for block in headings[1:] if block.level == used[1]] if len(used) > 1 else []
    # Sections of one lesson, or questions below the title: there is nothing that would be a lesson.
    if not below or used[1] > used[0] + 1 or all(has_task_list(block.lines) for block in below):
        return _Levels(used[0], 0)
    return _Levels(used[0], used[1])


def _course(found: list[Block], levels: _Levels) -> tuple[str, Block, list[Block]]:
    """The course's title, what is said below it, and all that follows."""
    before, *rest = found
    if not rest:
        return "", Block(0, "", before.line), found
    if not levels.course:
        return "", before, rest
    title, *rest = rest
    lines = title.lines
    if not levels.lesson and not has_task_list(lines):
        # Its text is the lesson's.
        return title.title, before, [Block(0, "", title.line, lines), *rest]
    if has_task_list(lines):
        return title.title, before, [Block(0, title.title, title.line, lines), *rest]
    return title.title, Block(0, "", title.line, [*before.lines, *lines]), rest


def _summary(lead: Block) -> tuple[str, str]:
    """The first short paragraph that stands alone is the summary; all of the rest is about the course."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", lead.text.strip()) if part.strip()]
    if not parts:
        return "", ""
    first = parts[0]
    plain = "\n" not in first and len(first) <= _SUMMARY and not re.search(r"[<\[`*_#|!]", first)
    return (first, "\n\n".join(parts[1:])) if plain else ("", "\n\n".join(parts))


@dataclass(frozen=True)
class Outlined:
    """A file whose lessons begin at headings of the level `lesson`."""

    source: SourceFile
    lesson: int

    def chapters(self, found: Sequence[Block]) -> tuple[tuple[Chapter, ...], Extras]:
        extras = Extras()
        chapters: list[Chapter] = []
        lost: list[Finding] = []
        for title, group in self._grouped(found):
            if is_extra(title, group):
                extras = read_extras(self.source, title, group, extras)
                continue
            steps = tuple(step for block in group for step in self._steps(block, title))
            if steps:
                chapters.append(Chapter(title, steps))
            lost += self._bare(group[1:] if steps else group)
        return tuple(chapters), replace(extras, findings=(*extras.findings, *lost))

    def _bare(self, group: Sequence[Block]) -> Iterator[Finding]:
        """Headings that have nothing below them come to nothing."""
        for block in group:
            if block.level and block.is_empty:
                why = say("formats.bare_heading", title=block.title)
                yield Finding(Fate.LEFT_OUT, self.source.at(block.place, block.title), why)

    def _grouped(self, found: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
        """Each lesson's title, and its blocks."""
        group: list[Block] = []
        title = ""
        for block in found:
            if block.level and block.level <= self.lesson:
                if group:
                    yield title, group
                group, title = [], block.title
            group.append(block)
        if group:
            yield title, group

    def _steps(self, block: Block, lesson: str) -> Iterator[Piece]:
        begin = first_item(block.lines)
        inner = blocks(block.lines[:begin], block.line + 1, bold=True)
        if has_task_list(block.lines) and len(inner) == 1 and not is_to_do(block.title, block.lines):
            yield exercise(self.source, block.title, block.line, block.lines)
            return
        yield from self._sections(block, lesson)

    def _sections(self, block: Block, lesson: str) -> Iterator[Piece]:
        """A block without a question of its own: its text, and what its bold lines divide."""
        title = block.title or lesson
        pieces = blocks(block.lines, block.line + 1, bold=True)
        for piece in _rejoined(pieces):
            name = piece.title or title
            if has_task_list(piece.lines) and not is_to_do(name, piece.lines):
                yield exercise(self.source, name, piece.line, piece.lines)
            elif not piece.is_empty:
                yield Passage(name, piece.text, self.source.at(piece.place, name))


def _rejoined(pieces: Sequence[Block]) -> list[Block]:
    """Bold lines behind a question's options that are its feedback go back to it; a title with nothing below
    it is a line of its own in what follows."""
    found: list[Block] = []
    for piece in pieces:
        after_question = bool(found) and has_task_list(found[-1].lines)
        if after_question and piece.level == BOLD and _PRAISE.match(piece.title):
            found[-1].lines += [f"**{piece.title}**", *piece.lines]
        elif found and found[-1].level and found[-1].is_empty:
            found[-1] = replace(piece, title=found[-1].title, lines=[f"**{piece.title}**", *piece.lines])
        else:
            found.append(replace(piece, lines=list(piece.lines)))
    last = found[-1]
    if last.level and last.is_empty and found[1:]:
        found[-2].lines += ["", f"**{last.title}**"]
        found.pop()
    return found


def front_matter(lines: Sequence[str]) -> int:
    """How many lines stand between `---` and `---` at the top, for the program that shows the file."""
    if not lines or lines[0].strip() != "---":
        return 0
    end = next((n for n, line in enumerate(lines[1:60], 1) if line.strip() in ("---", "...")), 0)
    named = any(re.match(r"\w[\w-]*:", line) for line in lines[1:end])
    return end + 1 if end and named else 0


__all__ = ["Exercise", "fits", "read"]
