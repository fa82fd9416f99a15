"""The sheets of a spreadsheet -> the questions in them; sheets without any are named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.course.formats.material import Fate, Finding, FormatError, Material
from bot.course.formats.question_table import HEADER_WITHIN, TableRow, read_rows
from bot.course.formats.source_file import SourceFile
from bot.course.formats.table_columns import header_of
from bot.course.message import say

MOST_COLUMNS = 200
MOST_ROWS = 100_000
_NO_NAME = re.compile(
    r"(sheet|tabelle|hoja|feuille?|foglio|planilha|arkusz|blad|лист)[ _.]?\d*", re.IGNORECASE
)


@dataclass(frozen=True)
class FilledSheet:
    """`rows`: those that are filled, as texts."""

    name: str
    rows: Sequence[TableRow]

    @property
    def has_names(self) -> bool:
        """Whether the names of columns stand above them."""
        return any(header_of(row.cells) for row in self.rows[:HEADER_WITHIN])


def row_of(line: int, cells: Sequence[str]) -> TableRow:
    """Raises FormatError where there are too many of them."""
    if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
        raise FormatError(say("formats.many_columns", line=line, most=MOST_COLUMNS))
    return TableRow(line, [cell.strip() for cell in cells[:MOST_COLUMNS]])


def read_sheets(source: SourceFile, sheets: Sequence[FilledSheet]) -> Material:
    """Where no sheet has names of columns, the first is one of cards."""
    filled = [sheet for sheet in sheets if sheet.rows]
    named = [sheet for sheet in filled if sheet.has_names] or filled[:1]
    found = [_read(source, sheet, alone=len(filled) == 1) for sheet in named]
    others = tuple(
        Finding(Fate.LEFT_OUT, source.at(0, sheet.name), say("elsewhere.sheet", name=sheet.name))
        for sheet in filled
        if sheet not in named
    )
    chapters = tuple(chapter for one in found for chapter in one.chapters)
    findings = (*(finding for one in found for finding in one.findings), *others)
    return Material("", chapters, findings=findings)


def _read(source: SourceFile, sheet: FilledSheet, *, alone: bool) -> Material:
    title = "" if _NO_NAME.fullmatch(sheet.name) else sheet.name
    where = source if alone else SourceFile(f"{source.name}, {sheet.name}", b"")
    return read_rows(where, sheet.rows, "" if alone else title)
