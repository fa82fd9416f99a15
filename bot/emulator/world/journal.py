"""A folder that remembers a world: one line of JSON a change, replayed at the next start.

A line is a list of [table, key, value]; a value of null takes the key away. Whatever belongs together is one
line, so that a process killed in the middle of it leaves all of it or nothing. Without fsync: it outlives the
process, not a power cut.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import orjson

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

Record = tuple[str, str, Any]
Tables = dict[str, dict[str, Any]]
_log = logging.getLogger(__name__)


class FolderInUseError(Exception):
    """Another process has this folder open; two writers would lose each other's lines."""


class Journal:
    """The open folder. Its `files` are the uploads, named by their content's hash."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        self._path = folder / "journal.jsonl"
        self._lock = _lock(folder)
        self._out = self._path.open("ab")

    def load(self) -> Tables:
        """The tables as the last whole line left them; a torn line is passed over."""
        tables: Tables = {}
        with self._path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    _apply(tables, orjson.loads(line))
                except orjson.JSONDecodeError:
                    _log.warning("line %d of %s is not whole and is passed over", number, self._path.name)
        return tables

    def compact(self, tables: Tables) -> None:
        """Replace the file by one that holds these tables only."""
        fresh = self._path.with_suffix(".new")
        with fresh.open("wb") as out:
            for table, rows in tables.items():
                out.writelines(orjson.dumps([(table, key, value)]) + b"\n" for key, value in rows.items())
        self._out.close()
        fresh.replace(self._path)
        self._out = self._path.open("ab")

    def write(self, records: Iterable[Record]) -> None:
        self._out.write(orjson.dumps(list(records)) + b"\n")
        self._out.flush()

    def close(self) -> None:
        self._out.close()
        self._lock.close()


class Changes:
    """Gathers what one verb changes and writes it as one line; without a journal it keeps nothing."""

    def __init__(self, journal: Journal | None, on_commit: Callable[[], None]) -> None:
        self._journal = journal
        self._on_commit = on_commit
        self._records: list[Record] = []

    def put(self, table: str, key: object, value: Any) -> None:
        if self._journal:
            self._records.append((table, str(key), value))

    def drop(self, table: str, key: object) -> None:
        self.put(table, key, None)

    def commit(self) -> None:
        if self._journal and self._records:
            self._journal.write(self._records)
            self._records.clear()
        self._on_commit()


def _lock(folder: Path) -> Any:
    handle = (folder / "lock").open("ab")
    if fcntl is None:
        return handle
    try:
        # Held by the process, and given back by the system however the process ends.
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        handle.close()
        raise FolderInUseError(f"{folder} is in use by another process") from error
    return handle


def _apply(tables: Tables, records: list[Record]) -> None:
    for table, key, value in records:
        if value is None:
            tables.get(table, {}).pop(key, None)
        else:
            tables.setdefault(table, {})[key] = value
