"""What a writing connection knows of itself: which process it works for, and what that has committed.

Whether a COMMIT was done that nobody has confirmed, because the connection broke, is seen afterwards in the
process's row of `tutorbot_writers`: the number in it is written by the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.storage.address import PostgresAddress
from bot.storage.errors import OperationalError
from bot.storage.postgres.connection import PostgresConnection, connect
from bot.storage.postgres.migrate import migrate
from bot.storage.postgres.pipeline import Pipeline
from bot.storage.postgres.term import enter

_FORGOTTEN = "30 days"
"""After which the row of a process that died is swept away."""


@dataclass(frozen=True)
class WritingSession:
    """A connection and what goes through it, the id of this process's row, and the server's process."""

    connection: PostgresConnection
    pipeline: Pipeline
    writer: str
    server_process: tuple[int, str]

    def mark(self, commits: int) -> None:
        """Says, in the transaction under way, that it is this one. Raises DatabaseError."""
        done = self.pipeline.ask(
            "UPDATE tutorbot_writers SET commits = ?, seen_at = now() WHERE id = ?", (commits, self.writer)
        )
        if done.rowcount != 1:
            self.connection.close()
            raise OperationalError("the row of this process is gone")

    def was_committed(self, commits: int, before: WritingSession) -> bool:
        """Whether the transaction with this number was, on the connection before that broke. Raises
        DatabaseError."""
        # It may hang there, with what it holds, for as long as nobody tells the server that nobody is there.
        self.pipeline.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid = ? AND backend_start::text = ? AND usename = current_user",
            before.server_process,
        ).fetchall()
        # Where it is still at it, this waits for the row until it has come to its end.
        found = self.pipeline.ask(
            "SELECT commits FROM tutorbot_writers WHERE id = ? FOR UPDATE", (self.writer,)
        ).fetchone()
        return found is not None and found["commits"] == commits

    def end(self) -> None:
        """Raises DatabaseError."""
        self.pipeline.ask("DELETE FROM tutorbot_writers WHERE id = ?", (self.writer,))
        self.pipeline.wait()
        self.connection.close()


def begin(address: PostgresAddress, writer: str | None, term: int | None) -> WritingSession:
    """A new connection for this process's row, or for a new one; `term`: in which it writes, if it has one.
    Raises LostLockError where that is over, DatabaseError, psycopg.Error."""
    connection = connect(address)
    try:
        if writer is None:
            migrate(connection)
            connection.execute(
                f"DELETE FROM tutorbot_writers WHERE seen_at < now() - INTERVAL '{_FORGOTTEN}'"  # noqa: S608
            )
        if term is not None:
            enter(connection, term)
        row = connection.execute(
            "INSERT INTO tutorbot_writers (id) VALUES (COALESCE($1, gen_random_uuid()))"
            " ON CONFLICT (id) DO UPDATE SET seen_at = now() RETURNING id::text",
            (writer,),
        ).fetchall()[0]
        process = connection.execute(
            "SELECT pid, backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()"
        ).fetchall()[0]
    except BaseException:
        connection.close()
        raise
    return WritingSession(connection, Pipeline(connection), row["id"], tuple(process))
