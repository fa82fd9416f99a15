"""Jupyter notebooks: Markdown cells are notes, code cells are code with what it printed and drew."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from bot.course.formats.containers.json_data import at, listed, loaded, text_at
from bot.course.formats.format import Fit, Format
from bot.course.formats.markdown_notes import read as read_notes
from bot.course.formats.material import Chapter, Fate, Finding, FormatError, Material, Origin, Piece
from bot.course.formats.source_file import SourceFile
from bot.course.formats.texts.html import fenced
from bot.course.message import say

_CELLS = re.compile(rb'\s*\{(?s:.*?)"(?:cell_type|nbformat|worksheets)"\s*:')
_HEAD = 20_000
_MOST_TEXT = 1_500
"""Characters of what a cell printed: more of it teaches nobody."""
_COLORS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_ATTACHED = re.compile(r"attachment:([^)\s\"'>]+)")
_PICTURES = ("image/png", "image/jpeg")


@dataclass(frozen=True)
class _Cell:
    """A cell as Markdown. `number`: its place, from 1."""

    number: int
    lines: Sequence[str]


def fits(source: SourceFile) -> Fit:
    return Fit.SURE if source.data[:2000].lstrip().startswith(b"{") and _is_notebook(source.data) else Fit.NO


def _is_notebook(data: bytes) -> bool:
    """Its version stands at the end, if keys are in the order of the alphabet."""
    return bool(_CELLS.match(data[:_HEAD])) or b'"nbformat"' in data[-2000:]


def read(source: SourceFile) -> Material:
    """Raises FormatError."""
    book = loaded(source.data)
    reading = _Notebook(source, str(at(book, "metadata", "kernelspec", "language") or _language(book)))
    cells = list(reading.cells(book))
    text = "\n".join(line for cell in cells for line in (*cell.lines, ""))
    made = read_notes(SourceFile(source.name, text.encode()))
    title = text_at(book, "metadata", "title") or made.title
    places = _Places(source.name, cells)
    return replace(
        made,
        title=title,
        chapters=tuple(places.chapter(chapter) for chapter in made.chapters),
        findings=(*(places.finding(one) for one in made.findings), *reading.findings),
        files=reading.files,
        markdown=text,
    )


def _language(book: Any) -> str:
    return text_at(book, "metadata", "language_info", "name")


class _Notebook:
    def __init__(self, source: SourceFile, language: str) -> None:
        self.files: dict[str, bytes] = {}
        self.findings: list[Finding] = []
        self._source = source
        self._language = language if re.fullmatch(r"[\w+#-]{1,20}", language) else ""

    def cells(self, book: Any) -> Iterator[_Cell]:
        """Of version 4, and of version 3 with its work sheets."""
        sheets = listed(book, "worksheets")
        found = listed(book, "cells") or [cell for sheet in sheets for cell in listed(sheet, "cells")]
        if not found:
            raise FormatError(say("formats.nothing_found"))
        for number, cell in enumerate(found, 1):
            yield _Cell(number, self._markdown(cell, number).split("\n"))

    def _markdown(self, cell: Any, number: int) -> str:
        source = _joined(at(cell, "source") or at(cell, "input")).rstrip()
        match at(cell, "cell_type"):
            case "markdown":
                return _ATTACHED.sub(lambda found: self._attachment(cell, number, found[1]), source)
            case "heading":
                level = at(cell, "level")
                return f"{'#' * (level if isinstance(level, int) and 0 < level < 7 else 1)} {source}"
            case "code":
                outputs = (self._output(output, number) for output in listed(cell, "outputs"))
                code = (
                    [fenced(source, self._language or text_at(cell, "language"))]
                    if not _is_hidden(cell)
                    else []
                )
                return "\n\n".join(filter(None, (*code, *outputs)))
            case _:
                self._left_out(number, "raw")
                return ""

    def _output(self, output: Any, number: int) -> str:
        data = at(output, "data") or output
        for kind in _PICTURES:
            picture = _joined(at(data, kind) or at(data, kind.rpartition("/")[2]))
            if picture:
                return f"![]({self._kept(f'cell-{number}', kind, picture)})"
        if at(output, "output_type") in ("error", "pyerr"):
            return fenced(f"{text_at(output, 'ename')}: {text_at(output, 'evalue')}"[:_MOST_TEXT])
        text = _joined(at(data, "text/plain") or at(data, "text"))
        if not text and isinstance(data, dict) and data.keys() - {"output_type", "metadata"}:
            self._left_out(number, ", ".join(sorted(map(str, data))[:3]))
        return fenced(self._short(_COLORS.sub("", text).rstrip(), number))

    def _short(self, text: str, number: int) -> str:
        if len(text) <= _MOST_TEXT:
            return text
        self.findings.append(
            Finding(Fate.CHANGED, self._cell(number), say("elsewhere.output_cut", most=_MOST_TEXT))
        )
        return f"{text[:_MOST_TEXT].rpartition(chr(10))[0] or text[:_MOST_TEXT]}\n…"

    def _attachment(self, cell: Any, number: int, name: str) -> str:
        """A picture that is pasted into the cell."""
        data = at(cell, "attachments", name)
        kind = next((kind for kind in _PICTURES if at(data, kind)), "")
        if not kind:
            return name
        return self._kept(f"cell-{number}-{PurePosixPath(unquote(name)).stem}", kind, _joined(at(data, kind)))

    def _kept(self, name: str, kind: str, data: str) -> str:
        """A picture's name from now on."""
        suffix = kind.rpartition("/")[2]
        free = (f"{name}{f'-{n}' if n > 1 else ''}.{suffix}" for n in count(1))
        path = next(one for one in free if one not in self.files)
        with suppress(binascii.Error, ValueError):  # what is no picture is missed by name where it is shown
            self.files[path] = base64.b64decode(data)
        return quote(path)

    def _left_out(self, number: int, kind: str) -> None:
        self.findings.append(Finding(Fate.LEFT_OUT, self._cell(number), say("elsewhere.cell", kind=kind)))

    def _cell(self, number: int) -> Origin:
        return Origin(place_of(self._source.name, number), 1)


def place_of(file: str, number: int) -> str:
    return f"{file}, cell {number}"


def _joined(value: Any) -> str:
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _is_hidden(cell: Any) -> bool:
    """Whether its author wants but the output to be seen."""
    tags = {str(tag) for tag in listed(cell, "metadata", "tags")}
    return bool(tags & {"hide-input", "remove-input", "hide_input", "remove_input"})


class _Places:
    """Where lines of the text that was made of all cells stand in the notebook."""

    def __init__(self, file: str, cells: Sequence[_Cell]) -> None:
        self._file = file
        self._at = [(cell.number, line) for cell in cells for line in range(1, len(cell.lines) + 2)]

    def origin(self, there: Origin) -> Origin:
        if not 1 <= there.line <= len(self._at):
            return there
        number, line = self._at[there.line - 1]
        return replace(there, file=place_of(self._file, number), line=line)

    def chapter(self, chapter: Chapter) -> Chapter:
        return replace(chapter, steps=tuple(map(self._step, chapter.steps)))

    def _step(self, step: Piece) -> Piece:
        return replace(step, origin=self.origin(step.origin))

    def finding(self, finding: Finding) -> Finding:
        return replace(finding, origin=self.origin(finding.origin))


NOTEBOOK = Format("jupyter", fits, read)
