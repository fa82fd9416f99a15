"""What a table holds beside questions: columns that come to nothing, and rows with no more than a number."""

from __future__ import annotations

from collections.abc import Sequence

from bot.course.formats.table_columns import CARDS, Column, Header
from bot.course.message import Message, say

Cells = Sequence[str]


def passed_over(header: Header, rows: Sequence[Cells]) -> Message | None:
    """Which columns are not known though something is in them. `rows`: from the names of the columns on."""
    if header == CARDS:
        more = any(cell.strip() for row in rows for cell in row[2:])
        return say("formats.no_header") if more else None
    names = tuple(
        name or str(place + 1)
        for place, name in header.unknown
        if any(_words(row, place) for row in rows[1:])
    )
    return say("formats.unknown_columns", names=names) if names else None


def says_anything(header: Header, row: Cells) -> bool:
    """Templates number their empty rows, and have a time in each."""
    passed = header.places.get(Column.TIME, ())
    known = {place for places in header.places.values() for place in places}.difference(passed)
    return any(
        row[place].strip() if place in known else _words(row, place) and place not in passed
        for place in range(len(row))
    )


def _words(row: Cells, place: int) -> bool:
    """Whether there is something, and more than the number of a row."""
    text = row[place].strip() if place < len(row) else ""
    return bool(text) and not text.isdecimal()
