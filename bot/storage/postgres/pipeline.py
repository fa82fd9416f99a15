"""Statements on their way to PostgreSQL: sent together, and waited for only when somebody wants an answer.

Each time that this thread waits for the server, it hands the interpreter to the event loop's and has to get
it back, which takes longer than most statements do. So what is only written waits until something is read.
Source: https://www.postgresql.org/docs/current/libpq-pipeline-mode.html
"""

from __future__ import annotations

import select
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import psycopg
from psycopg import pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

from bot.storage.errors import DatabaseError
from bot.storage.postgres.connection import PostgresConnection, as_ours
from bot.storage.postgres.dialect import PostgresRow, row_of, statement, without_nul

_PREPARED = 500
"""Statements at the most that the server has prepared; others are prepared each time."""

_UNREAD = 500
"""Statements at the most that nobody has waited for."""


_Key = tuple[str, tuple[int, ...]]
"""A statement, and the types of its values."""


class StatementAnswer:
    """Rows of a statement that may be under way."""

    __slots__ = ("_pipeline", "_result", "_rows")

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._result: PGresult | None = None
        self._rows: Iterator[PostgresRow] | None = None

    @property
    def rowcount(self) -> int:
        return self._read().command_tuples or 0

    def fetchone(self) -> PostgresRow | None:
        return next(iter(self), None)

    def fetchall(self) -> list[PostgresRow]:
        return list(self)

    def __iter__(self) -> Iterator[PostgresRow]:
        if self._rows is None:
            self._rows = iter(self._pipeline.rows(self._read()))
        return self._rows

    def arrived(self, result: PGresult) -> None:
        self._result = result

    def _read(self) -> PGresult:
        if self._result is None:
            self._pipeline.wait()
        if self._result is None:  # it was not carried out, as one before it failed
            raise as_ours(psycopg.OperationalError("a statement before it failed"))
        return self._result


class _Preparation:
    """In the place of an answer: the server is told a statement, and its name from then on."""

    def __init__(self, key: _Key) -> None:
        self.key = key

    def arrived(self, _: PGresult) -> None:
        """It is as was expected."""


class Pipeline:
    """To a connection that nobody else uses from now on; all of it raises DatabaseError."""

    def __init__(self, connection: PostgresConnection) -> None:
        self._server = connection.pgconn
        self._server.enter_pipeline_mode()
        self._values = Transformer(connection)
        self._names: dict[_Key, bytes] = {}
        self._prepared: set[_Key] = set()
        self._asked: deque[StatementAnswer | _Preparation] = deque()
        self._socket = select.poll()
        self._socket.register(self._server.socket, select.POLLIN)

    @property
    def in_transaction(self) -> bool:
        """Whether one is open in which nothing has failed, as far as answers came."""
        return self._server.transaction_status == TransactionStatus.INTRANS

    def ask(self, sql: str, values: Sequence[Any] = ()) -> StatementAnswer:
        """Sends a statement, or lets it wait for the next one that is."""
        answer = StatementAnswer(self)
        try:
            self._send(sql, values)
        except psycopg.Error as error:
            raise as_ours(error) from error
        self._asked.append(answer)
        if len(self._asked) >= _UNREAD:
            self.wait()
        return answer

    def wait(self) -> None:
        """Until all that was sent is answered; what failed first is raised."""
        if not self._asked:
            return
        try:
            self._server.pipeline_sync()
            self._flush()
            failed = self._receive()
        except psycopg.Error as error:
            self._asked.clear()
            raise as_ours(error) from error
        if failed is not None:
            raise as_ours(error_from_result(failed))

    def take_back(self) -> None:
        """Ends the transaction, whatever becomes of what was not waited for."""
        with suppress(DatabaseError):
            self.wait()
        self.ask("ROLLBACK")
        self.wait()

    def rows(self, result: PGresult) -> list[PostgresRow]:
        names = tuple(result.fname(i) or b"" for i in range(result.nfields))
        self._values.set_pgresult(result)
        return self._values.load_rows(0, result.ntuples, row_of(names)) if names else []

    def _send(self, sql: str, values: Sequence[Any]) -> None:
        try:
            sent = self._values.dump_sequence(values, [PyFormat.AUTO] * len(values))
        except psycopg.DataError:
            values = without_nul(values)
            sent = self._values.dump_sequence(values, [PyFormat.AUTO] * len(values))
        types, formats = tuple(self._values.types or ()), self._values.formats
        key = sql, types
        name = self._names.get(key)
        if name is None and len(self._names) < _PREPARED:
            name = self._names[key] = b"s%d" % len(self._names)
        text = statement(sql).encode()
        if name is None:
            self._server.send_query_params(text, sent, types, formats)
            return
        if key not in self._prepared:
            self._server.send_prepare(name, text, types)
            self._asked.append(_Preparation(key))
            self._prepared.add(key)
        self._server.send_query_prepared(name, sent, formats)

    def _flush(self) -> None:
        while self._server.flush():
            self._socket.modify(self._server.socket, select.POLLIN | select.POLLOUT)
            self._socket.poll()
            self._socket.modify(self._server.socket, select.POLLIN)
            self._server.consume_input()

    def _receive(self) -> PGresult | None:
        """Gives each its answer; the first that is an error."""
        failed = None
        while self._asked:
            result = self._next()
            if result is None:  # the end of the answers to one statement
                continue
            asked = self._asked.popleft()
            if result.status in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
                asked.arrived(result)
                continue
            if isinstance(asked, _Preparation):
                self._prepared.discard(asked.key)
            if result.status != ExecStatus.PIPELINE_ABORTED:
                failed = failed or result
        while (result := self._next()) is None or result.status != ExecStatus.PIPELINE_SYNC:
            continue
        return failed

    def _next(self) -> PGresult | None:
        while self._server.is_busy():
            self._socket.poll()
            self._server.consume_input()
        result = self._server.get_result()
        if result is None and self._server.status != pq.ConnStatus.OK:
            raise psycopg.OperationalError(self._server.get_error_message())
        return result
