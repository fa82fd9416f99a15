"""OpenDocument spreadsheets: what a cell shows stands in it, so that 3.10 stays 3.10."""

from __future__ import annotations

from collections.abc import Iterator

from bot.course.formats.containers.xml_tree import Node, tree
from bot.course.formats.containers.zipped import Bundle
from bot.course.formats.format import Fit, Format
from bot.course.formats.material import FormatError, Material
from bot.course.formats.question_table import TableRow
from bot.course.formats.sheets.workbook import MOST_COLUMNS, MOST_ROWS, FilledSheet, read_sheets, row_of
from bot.course.formats.source_file import SourceFile
from bot.course.message import say

_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST = 60 * 1024 * 1024


def fits(source: SourceFile) -> Fit:
    if not {"content.xml", "mimetype"} <= source.zipped:
        return Fit.NO
    return Fit.SURE if Bundle(source.data).read("mimetype", 1000).startswith(_KIND) else Fit.NO


def read(source: SourceFile) -> Material:
    root = tree(Bundle(source.data).read("content.xml", _MOST))
    tables = list(root.within("table"))
    return read_sheets(source, [FilledSheet(table.get("name"), list(_rows(table))) for table in tables])


def _rows(table: Node) -> Iterator[TableRow]:
    line, count = 1, 0
    for node in table.within("table-row"):
        cells = _cells(node)
        if any(cells):
            count += 1
            yield row_of(line, cells)
        if count > MOST_ROWS:
            raise FormatError(say("elsewhere.many_rows", most=MOST_ROWS))
        line += _repeated(node, "number-rows-repeated")


def _cells(row: Node) -> list[str]:
    found: list[str] = []
    for cell in row.all("table-cell", "covered-table-cell"):
        times = min(_repeated(cell, "number-columns-repeated"), MOST_COLUMNS + 1)
        found += ["\n".join(_words(line) for line in cell.all("p"))] * times
        if len(found) > 2 * MOST_COLUMNS:
            break
    return found


def _repeated(node: Node, name: str) -> int:
    times = node.get(name)
    return max(1, int(times)) if times.isascii() and times.isdigit() and len(times) < 8 else 1


def _words(node: Node) -> str:
    parts = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(" ".join(child.split("\n")))
        elif child.tag == "s":
            parts.append(" " * min(_repeated(child, "c"), 100))
        elif child.tag in ("line-break", "tab"):
            parts.append("\n" if child.tag == "line-break" else "\t")
        elif child.tag != "annotation":
            parts.append(_words(child))
    return "".join(parts)


ODS = Format("ods", fits, read)
