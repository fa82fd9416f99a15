"""A transaction on a connection to PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.storage.changes import StoredChange
from bot.storage.database import Rows
from bot.storage.postgres.pipeline import Pipeline


class PostgresTx:
    """A Tx; nothing begins or commits here. What a statement raises is raised at once if `at_once`; otherwise
    when an answer is looked at, or at the end: then all must be done again at once, or nothing of it kept."""

    def __init__(self, pipeline: Pipeline, at_once: bool) -> None:
        self._pipeline = pipeline
        self._at_once = at_once
        self.changes: set[StoredChange] = set()
        self.wrote = False
        """Whether anything was asked but to read."""

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Rows:
        if not sql.startswith("SELECT"):
            self.wrote = True
        answer = self._pipeline.ask(sql, values)
        if self._at_once:
            self._pipeline.wait()
        return answer

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Rows:
        self.wrote = True
        answers = [self._pipeline.ask(sql, row) for row in rows]
        if self._at_once:
            self._pipeline.wait()
        return _Many(answers)

    def changed(self, what: StoredChange, /) -> None:
        self.changes.add(what)


class _Many:
    """The answers to one statement with many values."""

    def __init__(self, answers: Sequence[Rows]) -> None:
        self._answers = answers

    @property
    def rowcount(self) -> int:
        return sum(answer.rowcount for answer in self._answers)

    def fetchone(self) -> None:
        return None

    def fetchall(self) -> list[Any]:
        return []

    def __iter__(self) -> Any:
        return iter(())
