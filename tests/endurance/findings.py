"""What an audit finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests import engine


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
    """The bot's database, to be looked at."""

    connection: engine.Connection

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        return [dict(row) for row in self.connection.execute(query, values)]

    def has(self, table: str) -> bool:
        return table in engine.tables(self.connection)


@contextmanager
def records(database: Path) -> Iterator[Records]:
    with engine.connect(database) as connection:
        yield Records(connection)
