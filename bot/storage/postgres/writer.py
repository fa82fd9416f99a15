"""Use cases on the connection that writes, committed together, and repeated where nothing of them was kept.

Four things may be in their way. One of them fails: all are done again, each in a savepoint. Another
transaction (a deadlock): all are done again. The server is gone, or ends, or may not be written to any more:
they wait for one that can be, and are done again there. The connection broke while they were being committed:
it is asked whether they were, and only what was not is done again.

So a use case may run more than once, and is kept once.
"""

from __future__ import annotations

import logging
from itertools import count
from threading import Event
from typing import Any

import psycopg

from bot.storage.address import PostgresAddress
from bot.storage.database import Work
from bot.storage.errors import DatabaseError, LostLockError, OperationalError
from bot.storage.postgres.connection import is_lost, may_be_repeated, means_another_server, ours
from bot.storage.postgres.session import WritingSession, begin
from bot.storage.postgres.term import begin_term
from bot.storage.postgres.tx import PostgresTx
from bot.storage.use_case_queue import Committed, FailedWork

REPEATS = 20
"""How often the same use cases are done again: one of them may be what breaks the connection."""

SHORTEST, LONGEST = 0.1, 2.0
"""Seconds between two tries to reach a server; each wait is twice the one before."""

log = logging.getLogger(__name__)


class Writer:
    """All of it blocks, and is for one thread at a time; only `give_up` may be called from another."""

    def __init__(self, address: PostgresAddress, session: WritingSession) -> None:
        self._address = address
        self._session = session
        self._commits = 0
        self._ending = Event()
        self._term: int | None = None

    @classmethod
    def open(cls, address: PostgresAddress) -> Writer:
        """Brings the tables up to date. Raises SchemaTooNewError, DatabaseError."""
        try:
            return cls(address, begin(address, None, None))
        except psycopg.Error as error:
            raise ours(error, address) from error

    def begin_term(self) -> int:
        """As a Database's. Raises DatabaseError."""
        try:
            self._term = begin_term(self._address)
            before, self._session = self._session, begin(self._address, self._session.writer, self._term)
        except psycopg.Error as error:
            raise ours(error, self._address) from error
        before.connection.close()
        return self._term

    @property
    def away(self) -> bool:
        """Whether the server cannot be reached, as far as that is known."""
        return is_lost(self._session.connection)

    def give_up(self) -> None:
        """From now on nobody waits for a server that cannot be reached."""
        self._ending.set()

    def commit_together(self, works: list[Work[Any]]) -> Committed:
        """Raises OperationalError where there was no server before `give_up`; DatabaseError; what a use case
        raises that is alone."""
        apart = False
        for repeats in count(1):
            session = self._reached()
            group = _Group(session, works, apart)
            try:
                group.run(self._commits + 1)
                self._commits += group.tx.wrote
                return group.committed
            except Exception as error:
                lost = self._take_back(session, error)
                if lost and group.unconfirmed and self._was_committed(session):
                    self._commits += 1
                    return group.committed
                again = lost or may_be_repeated(error)
                if repeats > REPEATS or (not again and apart):
                    raise ours(error) from error.__cause__
                apart = apart or not again
        raise AssertionError  # the count has no end

    def close(self) -> None:
        """Where no server can be reached, the process's row stays there."""
        try:
            if not self.away:
                self._session.end()
        except DatabaseError as error:
            log.warning("the database cannot be told that this process ends: %s", error)

    def _take_back(self, session: WritingSession, error: Exception) -> bool:
        """Whether the server is to be looked for anew."""
        try:
            if means_another_server(error):
                session.connection.close()
            elif not is_lost(session.connection):
                session.pipeline.take_back()
        except DatabaseError:
            session.connection.close()
        return is_lost(session.connection)

    def _was_committed(self, before: WritingSession) -> bool:
        """Whether the last group was, although that was not confirmed before the connection broke."""
        while True:
            session = self._reached()
            try:
                return session.was_committed(self._commits + 1, before)
            except DatabaseError as error:
                if not self._take_back(session, error):
                    raise

    def _reached(self) -> WritingSession:
        """A session whose connection works, as far as is known. Raises OperationalError."""
        seconds, before = SHORTEST, self._session
        while is_lost(self._session.connection):
            try:
                self._session = begin(self._address, before.writer, self._term)
                log.warning("the database is there again: what waited for it is done now")
            except LostLockError:
                raise
            except (psycopg.Error, DatabaseError) as error:
                why = ours(error, self._address)
                log.warning("DATABASE_URL: %s; next try in %.1f s", why, seconds)
                if self._ending.wait(seconds):
                    raise OperationalError(str(why)) from error
                seconds = min(2 * seconds, LONGEST)
        return self._session


class _Group:
    """Use cases in one transaction. With `apart`, one that fails takes back its own writes only; otherwise
    what it raises is raised, as is what may go well when it is done again: nothing of the group is kept."""

    def __init__(self, session: WritingSession, works: list[Work[Any]], apart: bool) -> None:
        self.tx = PostgresTx(session.pipeline, at_once=apart)
        self.unconfirmed = False
        """Whether it was asked to be committed, after something was written."""
        self.committed = Committed([], frozenset())
        self._session = session
        self._works = works
        self._apart = apart

    def run(self, number: int) -> None:
        """`number`: of this one among those that the process commits."""
        pipeline = self._session.pipeline
        pipeline.ask(_BEGIN)
        results = self._each_in_a_savepoint() if self._apart else [work(self.tx) for work in self._works]
        self.committed = Committed(results, frozenset(self.tx.changes))
        if self.tx.wrote:
            self._session.mark(number)
        pipeline.wait()
        self._look_whether_it_goes_on()
        self.unconfirmed = self.tx.wrote
        pipeline.ask("COMMIT")
        pipeline.wait()
        self.unconfirmed = False

    def _each_in_a_savepoint(self) -> list[Any]:
        results: list[Any] = []
        ask, wait = self._session.pipeline.ask, self._session.pipeline.wait
        for work in self._works:
            ask("SAVEPOINT use_case")
            try:
                result = work(self.tx)
                wait()
                self._look_whether_it_goes_on()
            except Exception as error:
                if is_lost(self._session.connection) or may_be_repeated(error) or means_another_server(error):
                    raise
                ask("ROLLBACK TO use_case")
                result = FailedWork(error)
            results.append(result)
            ask("RELEASE use_case")
        return results

    def _look_whether_it_goes_on(self) -> None:
        """One that caught what the database raised may not have noticed that nothing of it can be kept."""
        if not self._session.pipeline.in_transaction:
            raise DatabaseError("a statement failed, so that nothing of this can be kept")


_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
