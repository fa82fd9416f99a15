"""All that a database holds, to be copied into an empty one of either kind, and looked through afterwards."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

TOLD_EVERY = 100_000
"""Rows of one table."""

_MADE_BY_THE_SCHEMA = {"counters": "last > 0 AND name <> 'terms'"}
"""Table -> which of its rows say that the database was used; all others are empty in a new one."""

StoredRow = tuple[Any, ...]


class Whole(Protocol):
    """A database in one transaction: as one moment left it, or to be filled."""

    @property
    def tables(self) -> Mapping[str, tuple[str, ...]]:
        """Table -> its columns; those that others refer to first."""

    def rows(self, table: str) -> Iterator[StoredRow]:
        """A few at a time. Raises DatabaseError."""

    def has(self, table: str, condition: str) -> bool:
        """Whether there is such a row. Raises DatabaseError."""

    def clear(self, table: str) -> None:
        """Raises DatabaseError."""

    def load(self, table: str, rows: Iterable[StoredRow]) -> None:
        """Raises DatabaseError."""

    def as_kept(self, row: StoredRow) -> StoredRow:
        """What will be there of this row once it was loaded."""


@dataclass(frozen=True)
class Content:
    """How many rows a table has, and a sum over what is in them that does not depend on their order."""

    rows: int = 0
    sum: int = 0

    def with_(self, row: StoredRow) -> Content:
        return Content(self.rows + 1, (self.sum + zlib.crc32(repr(row).encode())) % 2**64)


class CopyError(Exception):
    """The target cannot be filled, or is not as the source is; the message is one line."""


def is_new(whole: Whole) -> bool:
    """Whether nothing was ever kept there."""
    return not any(whole.has(table, _MADE_BY_THE_SCHEMA.get(table, "1 = 1")) for table in whole.tables)


def copy(source: Whole, target: Whole, tell: Callable[[str], None]) -> int:
    """How many rows there were. `tell` hears how far it is. Raises CopyError, DatabaseError: the target's
    transaction is to be taken back then."""
    if dict(source.tables) != dict(target.tables):
        raise CopyError("the two have different tables")
    copied = {}
    for table in target.tables:
        target.clear(table)
        copied[table] = _copy_table(source, target, table, tell)
        tell(f"{table}: {copied[table].rows:,}")
    tell("looking through the copy")
    for table, content in copied.items():
        there = _content(target.rows(table))
        if there != content:
            raise CopyError(f"{table} is not the same there: {there.rows:,} of {content.rows:,} rows")
    return sum(content.rows for content in copied.values())


def _copy_table(source: Whole, target: Whole, table: str, tell: Callable[[str], None]) -> Content:
    content = Content()

    def passing() -> Iterator[StoredRow]:
        nonlocal content
        for row in source.rows(table):
            kept = target.as_kept(row)
            content = content.with_(kept)
            if content.rows % TOLD_EVERY == 0:
                tell(f"{table}: {content.rows:,} so far")
            yield kept

    target.load(table, passing())
    return content


def _content(rows: Iterable[StoredRow]) -> Content:
    content = Content()
    for row in rows:
        content = content.with_(row)
    return content
