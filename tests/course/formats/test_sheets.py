"""Spreadsheets that are large, and such that were made to burst."""

from __future__ import annotations

import pytest

from bot.course.formats import read
from bot.course.formats.sheets import ods, xlsx
from bot.course.formats.source_file import SourceFile
from tests.course.formats import made_sheets
from tests.course.formats.hostile import BILLION_LAUGHS, refusal, zipped
from tests.course.formats.made_sheets import HEAD, SENCHA, row


def test_a_workbook_of_thousands_of_rows_is_read() -> None:
    (chapter,) = read(SourceFile("many.xlsx", made_sheets.many(2_000))).chapters
    assert len(chapter.steps) == 2_000


def test_a_cell_in_the_last_corner_of_a_sheet_costs_nothing() -> None:
    corner = made_sheets.xlsx([HEAD, SENCHA, *[()] * 6_000, ("x",)])
    assert len(read(SourceFile("corner.xlsx", corner)).chapters[0].steps) == 1


@pytest.mark.parametrize(
    "data",
    [
        made_sheets.xlsx([(*HEAD, *map(str, range(1_000)))]),
        made_sheets.ods(row(*HEAD, *map(str, range(1_000)))),
    ],
    ids=["xlsx", "ods"],
)
def test_too_many_columns_are_refused(data: bytes) -> None:
    assert "more than 200 columns" in refusal("wide", data)


def test_a_sheet_that_bursts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MOST", 1_000)
    monkeypatch.setattr(ods, "_MOST", 1_000)
    assert "too large" in refusal("a.xlsx", made_sheets.xlsx([HEAD]))
    assert "too large" in refusal("a.ods", made_sheets.ods(row("x" * 2_000)))


def test_entities_in_a_sheet_are_refused() -> None:
    content = f"{BILLION_LAUGHS}<x>&d;</x>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    assert "entities" in refusal("a.ods", zipped({"mimetype": kind, "content.xml": content}))
    broken = zipped({"xl/workbook.xml": content, "[Content_Types].xml": content})
    assert "no sound Excel workbook" in refusal("a.xlsx", broken)


def test_a_workbook_with_a_damaged_part_is_refused() -> None:
    data = bytearray(made_sheets.xlsx([HEAD, SENCHA]))
    at = data.find(b"xl/worksheets/sheet1.xml") + 60
    data[at : at + 40] = bytes(range(200, 240))
    assert "no sound Excel workbook" in refusal("a.xlsx", bytes(data))
