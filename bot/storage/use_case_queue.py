"""Use cases that queue and are committed in groups, whichever database it is.

Two tasks on one connection would mix their transactions, and a commit for each tap costs more than all the
rest of its work. So use cases queue here; all that wait go to the database's thread together, and are
committed by one COMMIT. Nobody gets a result before that. Where one fails, they are run again, each inside a
savepoint of its own.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from bot.storage.changes import StoredChange
from bot.storage.database import Listener, Work
from bot.storage.errors import DatabaseError

T = TypeVar("T")


@dataclass(frozen=True)
class FailedWork:
    """In the place of a result: what the use case raised, with none of its writes kept."""

    error: Exception


class Committed(NamedTuple):
    """The result of each use case, or FailedWork, and what they changed."""

    results: list[Any]
    changes: frozenset[StoredChange]


Commit = Callable[[list[Work[Any]]], Awaitable[Committed]]
"""Runs them and commits them; what it raises, all of them are told, and nothing of theirs is kept."""


class UseCaseQueue:
    """`most` use cases are committed together at the most: that bounds how long the first of them waits."""

    def __init__(self, commit: Commit, most: int) -> None:
        self._commit = commit
        self._most = most
        self._waiting: deque[tuple[Work[Any], asyncio.Future[Any]]] = deque()
        self._writer: asyncio.Task[None] | None = None
        self._listeners: list[Listener] = []
        self._closed = False
        self._loop = asyncio.get_running_loop()

    async def transaction(self, work: Work[T], /) -> T:
        """As a Database's."""
        if self._closed:
            raise DatabaseError("the database is closed")
        done: asyncio.Future[T] = self._loop.create_future()
        self._waiting.append((work, done))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        return await done

    def listen(self, listener: Listener, /) -> None:
        """As a Database's."""
        self._listeners.append(listener)

    async def close(self) -> None:
        """Takes no more, and finishes what waits."""
        self._closed = True
        if self._writer is not None:
            await self._writer

    async def _write(self) -> None:
        while self._waiting:
            group = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
            try:
                results, changes = await self._commit([work for work, _ in group])
            except Exception as error:  # whatever it was, nobody may be left waiting
                results, changes = [FailedWork(error)] * len(group), frozenset()
            for (_, done), result in zip(group, results, strict=True):
                _settle(done, result)
            if changes:
                self._tell(changes)

    def _tell(self, changes: frozenset[StoredChange]) -> None:
        for listener in self._listeners:
            listener(changes)


def _settle(done: asyncio.Future[Any], result: Any) -> None:
    if done.done():  # whoever waited was cancelled; the work is saved all the same
        return
    if isinstance(result, FailedWork):
        done.set_exception(result.error)
    else:
        done.set_result(result)
