"""A database full of learners, each at the script's question."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.learning import kinds
from bot.learning.learner.attempts import Answer, AttemptResult
from bot.learning.learner.learner import Person
from bot.learning.learner.place import Answering
from bot.learning.learner.standing import Standing
from bot.storage.address import Address, PostgresAddress
from bot.storage.database import Tx
from bot.storage.engine import filling, snapshot
from bot.storage.learner import answers, learners, lesson_visits, progress
from bot.storage.sqlite.migrate import migrate
from bot.storage.sqlite.tx import SqliteTx
from bot.storage.whole import copy
from tests import engine
from tests.benchmarks import due
from tests.benchmarks.script import FIRST_ID, MESSAGE_ID, VISIT, Script

EARLIER = 2
"""Answers to other questions that each learner has given before."""


def fill(path: Path, script: Script, count: int) -> None:
    """One learner is written by the bot's own storage; the others are copies of those rows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -500000")  # KiB: it is filled in no order
        migrate(connection)
        connection.execute("BEGIN")
        _first(SqliteTx(connection), script)
        for table, column in _tables(connection):
            _multiply(connection, table, column, count)
        due.spread(connection, datetime.now(UTC))
        connection.execute("COMMIT")


@contextmanager
def on_postgres(path: Path) -> Iterator[PostgresAddress]:
    """The same on a server, which keeps what it is told as safe as it does by default."""
    with engine.server("fsync=on", "synchronous_commit=on", "full_page_writes=on") as server:
        engine.make_template(server.url())
        address = PostgresAddress(server.url(engine.TEMPLATE))
        with snapshot(path) as source, filling(address) as target:
            copy(source, target, lambda line: None)
        yield address


def counted(where: Address, script: Script) -> int:
    """How many answers to the script's question the bot has recorded."""
    with snapshot(where) as whole:
        place = whole.tables["answers"].index("step_id")
        return sum(row[place] == script.question.id for row in whole.rows("answers"))


def _first(tx: Tx, script: Script) -> None:
    now, course = datetime.now(UTC), script.course
    learners.meet(tx, Person(FIRST_ID, "Ada"), now)
    learners.choose_course(tx, FIRST_ID, course.id)
    standing = Standing(FIRST_ID, course, run=1, visit=VISIT, place=Answering(script.question.id))
    progress.begin(tx, standing, now)
    progress.mark_sent(tx, standing, MESSAGE_ID, now)
    lesson_visits.finish(tx, FIRST_ID, course.id, 1, course.lessons[-1].id, now)
    others = [question for question in course.questions if question is not script.question]
    for question in others[:EARLIER]:
        answers.add(
            tx,
            FIRST_ID,
            course.id,
            1,
            Answer(question.id, 1, kinds.solution(question), AttemptResult.RIGHT),
            now,
        )
    due.add_cards_and_reminder(tx, course.id, now)


def _tables(tx: sqlite3.Connection) -> list[tuple[str, str]]:
    """(table, the column that names the learner) where the first learner has rows."""
    names = [row[0] for row in tx.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {name: [row["name"] for row in tx.execute(f"PRAGMA table_info({name})")] for name in names}
    found = [("learners", "id")]
    return found + [(name, "learner_id") for name in names if "learner_id" in columns[name]]


def _multiply(tx: sqlite3.Connection, table: str, column: str, count: int) -> None:
    names = [row["name"] for row in tx.execute(f"PRAGMA table_info({table})")]
    values = ", ".join("n.id" if name == column else f"first.{name}" for name in names)
    tx.execute(
        f"WITH RECURSIVE n (id) AS (VALUES (?) UNION ALL SELECT id + 1 FROM n WHERE id + 1 < ?)"
        f" INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM n, {table} AS first",
        (FIRST_ID + 1, FIRST_ID + count),
    )
