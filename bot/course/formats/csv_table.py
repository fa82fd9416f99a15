"""CSV and TSV: rows of text, parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from bot.course.formats.format import Fit
from bot.course.formats.material import FormatError, Material
from bot.course.formats.question_table import HEADER_WITHIN, TableRow, read_rows
from bot.course.formats.source_file import SourceFile
from bot.course.formats.table_columns import header_of
from bot.course.message import say

MOST_COLUMNS = 200
_DELIMITERS = ("\t", ";", ",", "|")
_SAMPLE = 60


def fits(source: SourceFile) -> Fit:
    head = source.head
    if "\n" not in head.strip() or not any(sign in head for sign in _DELIMITERS):
        return Fit.NO
    sign, is_header, width = _delimiter(head)
    if is_header:
        return Fit.SURE
    if not sign or width < 2:
        return Fit.NO
    named = source.suffix in (".csv", ".tsv", ".tab")
    return Fit.LIKELY if named else Fit.PERHAPS if sign == "\t" else Fit.NO


def read(source: SourceFile) -> Material:
    sign, _, _ = _delimiter(source.text[:20_000])
    return read_rows(source, list(_rows(source.text, sign or ",")))


def _delimiter(head: str) -> tuple[str, bool, int]:
    """What parts the cells ("" where nothing does), whether their names stand above them, and how many there
    are in a row. A line that was cut off at the end of `head` does not count."""
    whole = head if len(head) < 20_000 else head.rpartition("\n")[0]
    best: tuple[str, bool, int] = ("", False, 0)
    for sign in _DELIMITERS:
        try:
            rows = [row.cells for row, _ in zip(_rows(whole, sign), range(_SAMPLE), strict=False)]
        except FormatError:
            continue
        filled = [row for row in rows if any(cell.strip() for cell in row)]
        if any(header_of(row) for row in filled[:HEADER_WITHIN]):
            return sign, True, len(filled[0])
        widths = [len(row) for row in filled]
        if widths and min(widths) == max(widths) > max(best[2], 1):
            best = (sign, False, widths[0])
    return best


def _rows(text: str, sign: str) -> Iterator[TableRow]:
    """Raises FormatError."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    line = 1
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise FormatError(say("formats.many_columns", line=line, most=MOST_COLUMNS))
            yield TableRow(line, cells)
            line = reader.line_num + 1
    except csv.Error:
        raise FormatError(say("formats.open_quote", line=line)) from None
