"""What all of `storage/` reads and writes with, whichever database it is. SQLite's is in `sqlite/`.

The SQL is what SQLite (3.35 and newer) and PostgreSQL (13 and newer) both understand, with `?` for values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from bot.storage.changes import StoredChange

T = TypeVar("T")


class Row(Protocol):
    """A row that was found: each value by its column's name or number, or all of them in order."""

    def __getitem__(self, column: str | int, /) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...
    def keys(self) -> Iterable[str]: ...


class Rows(Protocol):
    """What a statement found, as long as the transaction lasts. What `RETURNING` gives is fetched whole: only
    then the statement has come to its end."""

    @property
    def rowcount(self) -> int:
        """Rows that were written."""

    def fetchone(self) -> Any:
        """The next Row; None where there is none left."""

    def fetchall(self) -> list[Any]:
        """All that are left, each a Row."""

    def __iter__(self) -> Iterator[Any]:
        """Each a Row."""


class Tx(Protocol):
    """What a use case reads and writes with: the database, inside its transaction."""

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Rows:
        """Raises ConflictError, DatabaseError: perhaps only when the rows are looked at, or at the end. Then
        the use case is run again, where each raises its own."""

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Rows:
        """Once with the values of each row. Raises ConflictError, DatabaseError."""

    def changed(self, what: StoredChange, /) -> None:
        """Those who listen are told after the commit."""


Work = Callable[[Tx], T]
Listener = Callable[[frozenset[StoredChange]], None]


class Reader(Protocol):
    """Long looks at the database that keep nobody waiting."""

    async def read(self, work: Work[T], /) -> T:
        """Runs `work`, which writes nothing, beside all transactions, on the state of one moment: as the
        last commit before it left it. Raises DatabaseError."""


class Database(Reader, Protocol):
    """One that is open. All writing goes through `transaction`."""

    async def transaction(self, work: Work[T], /) -> T:
        """Runs `work`: all of it is kept, or nothing. It may be run again.

        What `work` raises is raised here and takes only its own writes back. Returns after the commit.
        Raises DatabaseError where it could not be kept."""

    def listen(self, listener: Listener, /) -> None:
        """It is called with what was changed after each commit that changed something, before anyone hears
        of a result."""

    async def begin_term(self, lost: Callable[[], None], /) -> int:
        """This process comes to work, and all that came before it are at an end: nothing that they do is kept
        from now on. The number of its term. `lost` is called when nothing of this one's is kept any more, as
        another has begun a term; its transactions raise LostLockError then. Raises DatabaseError."""

    def clear_log(self) -> None:
        """Takes what was deleted out of the database's log as well, beside the use cases."""

    async def check(self) -> None:
        """Whether it can be written to. Raises DatabaseError: where the disk is full, or it may not be
        written to, reading still works."""

    async def close(self) -> None:
        """Finishes what waits, then closes it."""
