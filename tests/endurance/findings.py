"""What an audit finds."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass
class Findings:
    """`lost`, `doubled`: taps, messages to groups and admins, publications that are missing or there twice.
    `misplaced`: pupils whose place, or whose chat's last message, is not the right one, and groups whose
    sections are out of order. `unknown`: what the bot itself says may or may not have arrived. `refused`:
    what it says that Telegram did not take, and offers to post again. `unanswered`: taps whose button never
    stopped spinning."""

    lost: int = 0
    doubled: int = 0
    misplaced: int = 0
    unknown: int = 0
    refused: int = 0
    unanswered: int = 0

    @property
    def flawless(self) -> bool:
        return not (self.lost or self.doubled or self.misplaced)


def total(found: Iterable[Findings]) -> dict[str, int]:
    counts: Counter[str] = Counter(asdict(Findings()))
    for one in found:
        counts.update(asdict(one))
    return dict(counts)


@dataclass
class Records:
    """The bot's database, read only."""

    connection: sqlite3.Connection

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        return [dict(row) for row in self.connection.execute(query, values)]

    def has(self, table: str) -> bool:
        return bool(self.rows("SELECT 1 FROM sqlite_master WHERE name = ?", table))


@contextmanager
def records(database: Path) -> Iterator[Records]:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
        connection.row_factory = sqlite3.Row
        yield Records(connection)
