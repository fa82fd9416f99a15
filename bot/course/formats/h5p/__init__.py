"""H5P: `content/content.json` with a library's parameters, and libraries within libraries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.course.formats.containers.json_data import loaded, text_at
from bot.course.formats.containers.zipped import Bundle, ZippedFiles
from bot.course.formats.format import Fit, Format
from bot.course.formats.h5p.content import H5PContent
from bot.course.formats.h5p.kinds import KINDS
from bot.course.formats.material import (
    Chapter,
    Exercise,
    Fate,
    Finding,
    Material,
    Origin,
    Passage,
    Piece,
    QuestionError,
    Syntax,
)
from bot.course.formats.source_file import SourceFile
from bot.course.formats.weighted_answers import ReadAnswers
from bot.course.message import say

_DEEPEST = 20
_MOST = 20 * 1024 * 1024


def fits(source: SourceFile) -> Fit:
    return Fit.SURE if {"h5p.json", "content/content.json"} <= source.zipped else Fit.NO


def read(source: SourceFile) -> Material:
    bundle = Bundle(source.data)
    about = loaded(bundle.read("h5p.json", _MOST))
    content = loaded(bundle.read("content/content.json", _MOST))
    title = text_at(about, "title")
    reading = _Reading(source)
    steps = tuple(reading.pieces(H5PContent(text_at(about, "mainLibrary"), content, title)))
    paths = {name.removeprefix("content/"): name for name in bundle.names if name.startswith("content/")}
    language = text_at(about, "defaultLanguage") or text_at(about, "language")
    return Material(
        title,
        (Chapter("", steps),) if steps else (),
        language=language if len(language) == 2 and language.isalpha() else "",
        findings=tuple(reading.findings),
        files=ZippedFiles(bundle, paths),
    )


@dataclass
class _Reading:
    source: SourceFile
    findings: list[Finding] = field(default_factory=list)

    def pieces(self, content: H5PContent, depth: int = 0) -> Iterator[Piece]:
        """What one library has, and those within it."""
        origin = self.source.at(0, content.name)
        if content.kind in ("AdvancedText", "Text", "Table", "Image"):
            text = content.as_text
            if text:
                yield Passage(content.title, text, origin, Syntax.HTML)
        elif read_kind := KINDS.get(content.kind):
            yield from self._exercises(content, origin, read_kind(content))
        else:
            yield from self._within(content, origin, depth)

    def _exercises(
        self, content: H5PContent, origin: Origin, found: Iterator[ReadAnswers]
    ) -> Iterator[Piece]:
        try:
            several = list(found)
            for number, one in enumerate(several, 1):
                place = origin if number == 1 else self.source.at(0, f"{content.name}, {number}")
                self.findings += [Finding(Fate.CHANGED, place, message) for message in one.simplified]
                parts = dict.fromkeys(filter(None, (*one.said_when_right, one.feedback)))
                yield Exercise(
                    title=content.title if len(several) == 1 else "",
                    prompt=one.prompt,
                    task=one.task,
                    origin=place,
                    syntax=Syntax.HTML,
                    feedback="\n".join(parts),
                    hint=one.hint,
                    key=f"{content.id}/{number}" if content.id else "",
                )
        except QuestionError as error:
            self.findings.append(Finding(Fate.LEFT_OUT, origin, error.why))

    def _within(self, content: H5PContent, origin: Origin, depth: int) -> Iterator[Piece]:
        """All that stands in a book, a column, a presentation, a set of questions."""
        inner = list(content.within()) if depth < _DEEPEST else []
        if not inner:
            kind = content.library or "?"
            self.findings.append(
                Finding(
                    Fate.LEFT_OUT, origin, say("elsewhere.unknown_question", kind=kind, title=content.name)
                )
            )
        for one in inner:
            yield from self.pieces(one, depth + 1)


H5P = Format("h5p", fits, read)
