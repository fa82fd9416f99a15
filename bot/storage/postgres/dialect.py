"""All in which PostgreSQL is not as SQLite is: placeholders, types in the schema, and values.

The statements themselves are written for both (see `storage/database.py`); nothing else knows of the
differences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from psycopg import Connection, Cursor
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.types.numeric import Int8Dumper

_QUOTED_OR_MARK = re.compile(r"'[^']*'|\?")


@lru_cache(maxsize=4096)
def statement(sql: str) -> str:
    """With `$1`, `$2`, … for `?`."""
    number = 0

    def numbered(found: re.Match[str]) -> str:
        nonlocal number
        if found[0] != "?":
            return found[0]
        number += 1
        return f"${number}"

    return _QUOTED_OR_MARK.sub(numbered, sql)


_TYPES = {
    # SQLite's have 64 bits, whatever they are called.
    "INTEGER": "BIGINT",
    # Byte by byte, as there: a database may have been made with another order.
    "TEXT": 'TEXT COLLATE "C"',
    "BLOB": "BYTEA",
}
_TYPE = re.compile(rf"--[^\n]*|'[^']*'|\b({'|'.join(_TYPES)})\b")


def schema(sql: str) -> str:
    """A step of the schema with PostgreSQL's types."""
    return _TYPE.sub(lambda found: _TYPES[found[1]] if found[1] else found[0], sql)


class PostgresRow(tuple[Any, ...]):
    """Values by their column's name or number."""

    __slots__ = ()
    _numbers: ClassVar[dict[str, int]] = {}

    def __getitem__(self, column: Any) -> Any:
        return tuple.__getitem__(self, self._numbers[column] if type(column) is str else column)

    def keys(self) -> Iterable[str]:
        return self._numbers.keys()


@lru_cache(maxsize=1024)
def row_of(names: tuple[bytes, ...]) -> Callable[[Sequence[Any]], PostgresRow]:
    """Makes rows with these columns."""
    numbers = {name.decode(): number for number, name in enumerate(names)}
    made: type[PostgresRow] = type("PostgresRow", (PostgresRow,), {"__slots__": (), "_numbers": numbers})
    return made


def rows(cursor: Cursor[Any]) -> Callable[[Sequence[Any]], PostgresRow]:
    """The driver's way to make rows."""
    found = cursor.pgresult
    return row_of(tuple(found.fname(i) or b"" for i in range(found.nfields)) if found else ())


class _WholeNumber(Loader):
    """What a sum of whole numbers is there: a decimal of any length."""

    def load(self, data: Buffer) -> int | float:
        text = bytes(data)
        return int(text) if text.lstrip(b"-").isdigit() else float(text)


def adapt(connection: Connection[Any]) -> None:
    """Values go to and come from this connection as they do in SQLite."""
    connection.row_factory = rows
    # One type for whole numbers: otherwise each size of a value makes another statement to be prepared.
    connection.adapters.register_dumper(int, Int8Dumper)
    connection.adapters.register_dumper(bool, _Flag)
    connection.adapters.register_loader("numeric", _WholeNumber)


class _Flag(Int8Dumper):
    """Columns for what is true or false are whole numbers."""

    def dump(self, obj: bool) -> Buffer | None:
        return super().dump(int(obj))


def without_nul(values: Sequence[Any]) -> list[Any]:
    """Texts there cannot hold U+0000, which nobody can see or type."""
    return [value.replace("\0", "\ufffd") if isinstance(value, str) else value for value in values]
