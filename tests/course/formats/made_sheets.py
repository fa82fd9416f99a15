"""Spreadsheets, written by openpyxl and by hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, time
from html import escape
from typing import NamedTuple

import openpyxl

from tests.course.formats.hostile import zipped

HEAD = ("Question", "Option 1", "Option 2", "Option 3", "Correct answer", "Explanation")
SENCHA = ("Where does sencha come from?", "Japan", "China", "India", 1, "It is steamed there.")


class Cell(NamedTuple):
    """A value with the number format in which it is shown."""

    value: object
    format: str


def xlsx(*sheets: Sequence[Sequence[object]], names: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = names[number] if names else f"Sheet{number + 1}"
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(line, column)
                if isinstance(value, Cell):
                    cell.value, cell.number_format = value
                else:
                    cell.value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(*sheets: str, names: Sequence[str] = ("Sheet1", "Sheet2")) -> bytes:
    """`sheets`: the rows of each, as XML."""
    tables = "".join(
        f'<table:table table:name="{name}">{rows}</table:table>'
        for name, rows in zip(names, sheets, strict=False)
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def row(*cells: str, more: str = "") -> str:
    made = "".join(
        f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>"
        if cell
        else "<table:table-cell/>"
        for cell in cells
    )
    return f"<table:table-row>{made}{more}</table:table-row>"


PRICES = ("How much is it?", Cell(3.1, "0.00"), Cell(3.2, "0.00"), Cell(31, "General"), "3.10", "")
DAY = Cell(date(2024, 1, 2), "d-mmm")
FAR_AWAY = '<table:table-cell table:number-columns-repeated="16380"/>'

XLSX: dict[str, Callable[[], bytes]] = {
    "own_headers.xlsx": lambda: xlsx([HEAD, SENCHA]),
    "numbers_as_text.xlsx": lambda: xlsx([HEAD, PRICES]),
    "dates_as_text.xlsx": lambda: xlsx(
        [
            HEAD,
            ("How much of it?", DAY, "1/3", "1/4", DAY, ""),
            ("Exactly?", Cell(0.5, "# ?/?"), "1/3", "", "1/2", ""),
        ]
    ),
    "times_and_shares.xlsx": lambda: xlsx(
        [
            HEAD,
            ("When?", Cell(time(10, 30), "h:mm"), Cell(time(9, 5), "h:mm"), "", 1, ""),
            ("How much?", Cell(0.25, "0%"), Cell(0.255, "0.0%"), "", "25%", ""),
            ("Which code?", Cell(7, "000"), Cell(70, "000"), "", "007", ""),
            (
                "On which day?",
                Cell(date(2024, 12, 24), "dd/mm/yyyy"),
                Cell(date(2024, 12, 25), "dd/mm/yyyy"),
                "",
                2,
                "",
            ),
        ]
    ),
    "true_or_false.xlsx": lambda: xlsx(
        [("Question", "Answer"), ("Tea is a drink.", True), ("Tea is a fish.", False)]
    ),
    "several_sheets.xlsx": lambda: xlsx(
        [("Read this first",)],
        [HEAD, SENCHA],
        [HEAD, ("Black tea?", "assam", "sencha", "", "A", "")],
        names=["Instructions", "Green", "Black"],
    ),
    "kahoot.xlsx": lambda: xlsx(
        [
            ("Quiz template",),
            (),
            (
                None,
                "Question - max 120 characters",
                "Answer 1 - max 75 characters",
                "Answer 2",
                "Answer 3",
                "Answer 4",
                "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
                "Correct answer(s) - choose at least one",
            ),
            (1, "Which are teas?", "sencha", "mocha", "assam", None, 20, "1,3"),
            (2, "How many cups?", 2, 3, 4, 5, 20, 2),
        ]
    ),
    "cards.xlsx": lambda: xlsx([("sencha", "green tea"), ("assam", "black tea")]),
    "no_right_answer.xlsx": lambda: xlsx([HEAD, ("Nobody knows?", "a", "b", "", None, ""), SENCHA]),
    "lines_in_a_cell.xlsx": lambda: xlsx(
        [HEAD, ("What is\nshown?\n\nLook.", "*stars*", "<b>", "", "<b>", "a\nb")]
    ),
    "gap_in_the_rows.xlsx": lambda: xlsx([HEAD, (), (), SENCHA]),
    "formula.xlsx": lambda: xlsx([HEAD, ("Sum?", 2, 3, "", "=1+1", ""), SENCHA]),
}

ODS: dict[str, Callable[[], bytes]] = {
    "own_headers.ods": lambda: ods(row(*HEAD) + row(*map(str, SENCHA))),
    "numbers_as_shown.ods": lambda: ods(
        row(*HEAD)
        + "<table:table-row><table:table-cell><text:p>How much?</text:p></table:table-cell><table:table-cell"
        ' office:value-type="float" office:value="3.1"><text:p>3.10</text:p></table:table-cell>'
        "<table:table-cell><text:p>3.20</text:p></table:table-cell><table:table-cell/>"
        "<table:table-cell><text:p>3.10</text:p></table:table-cell></table:table-row>"
    ),
    "repeated_cells.ods": lambda: ods(
        row(*HEAD) + "<table:table-row><table:table-cell><text:p>Which?</text:p></table:table-cell>"
        "<table:table-cell><text:p>a</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"/>'
        "<table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>"
        + row("Which of both?", "a", "b", "", "2", more=FAR_AWAY)
    ),
    "a_million_empty_rows.ods": lambda: ods(
        row(*HEAD) + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>' + row(*map(str, SENCHA))
    ),
    "comments.ods": lambda: ods(
        row(*HEAD)
        + row("Why?", "so", "not so", "", "", more="").replace(
            "<table:table-cell/></table:table-row>",
            "<table:table-cell><office:annotation><text:p>a note</text:p></office:annotation>"
            "<text:p>so</text:p></table:table-cell></table:table-row>",
        )
    ),
    "blanks_and_lines.ods": lambda: ods(
        row(*HEAD)
        + row("TEXT", "a", "b", "", "1").replace(
            "<text:p>TEXT</text:p>",
            '<text:p>if x:<text:line-break/><text:s text:c="4"/>go</text:p><text:p>Then?</text:p>',
        )
    ),
    "several_sheets.ods": lambda: ods(
        row("About"), row(*HEAD) + row(*map(str, SENCHA)), names=("About", "Green")
    ),
    "links_in_cells.ods": lambda: ods(
        row(*HEAD)
        + row("Where?", "HERE", "there", "", "1").replace(
            "HERE",
            '<text:a xlink:href="x"><text:span>he</text:span>re</text:a>'.replace(' xlink:href="x"', ""),
        )
    ),
    "header_rows.ods": lambda: ods(
        f"<table:table-header-rows>{row(*HEAD)}</table:table-header-rows><table:table-row-group>"
        f"{row(*map(str, SENCHA))}</table:table-row-group>"
    ),
    "cards.ods": lambda: ods(row("sencha", "green") + row("assam", "black")),
}


def many(number: int) -> bytes:
    return xlsx([HEAD, *((f"What is {n}?", n, n + 1, "", 1, "") for n in range(number))])
