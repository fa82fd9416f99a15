"""Excel's workbooks: each cell as it is shown, so that 3.10 is no 3.1 and 2-Jan no time of day."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from bot.course.formats.containers.zipped import Bundle
from bot.course.formats.format import Fit, Format
from bot.course.formats.material import FormatError, Material
from bot.course.formats.question_table import TableRow
from bot.course.formats.sheets.shown import shown
from bot.course.formats.sheets.workbook import MOST_COLUMNS, MOST_ROWS, FilledSheet, read_sheets, row_of
from bot.course.formats.source_file import SourceFile
from bot.course.formats.texts.converted import without_marks
from bot.course.message import say

_MOST = 60 * 1024 * 1024
"""Bytes of XML."""
_MOST_EMPTY = 5_000
"""Rows without a word, one after the other: behind them nothing comes."""
_DAMAGED = (
    *(KeyError, ValueError, IndexError, TypeError, AttributeError, OSError, SyntaxError, OverflowError),
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
)


def fits(source: SourceFile) -> Fit:
    return Fit.SURE if "xl/workbook.xml" in source.zipped else Fit.NO


def read(source: SourceFile) -> Material:
    import openpyxl  # takes longer than all of this room, and most starts never need it

    bundle = Bundle(source.data)
    if sum(bundle.size(name) for name in bundle.names if name.endswith((".xml", ".rels"))) > _MOST:
        raise FormatError(say("elsewhere.zip_large", name=source.name))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=True)
            sheets = [
                FilledSheet(sheet.title, list(_rows(sheet)))
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
            ]
    except _DAMAGED:
        raise FormatError(say("elsewhere.xlsx_damaged")) from None
    return read_sheets(source, sheets)


def _rows(sheet: Any) -> Iterator[TableRow]:
    count = empty = 0
    for line, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), 1):
        texts = [
            without_marks(shown(cell.value, cell.number_format)) if cell.value is not None else ""
            for cell in cells
        ]
        if any(texts):
            count, empty = count + 1, 0
            yield row_of(line, texts)
        else:
            empty += 1
        if count > MOST_ROWS:
            raise FormatError(say("elsewhere.many_rows", most=MOST_ROWS))
        if empty > _MOST_EMPTY:
            return


XLSX = Format("xlsx", fits, read)
