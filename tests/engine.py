"""The engine that the tests run on: SQLite, or with `--engine postgres` a PostgreSQL server of their own.

Tests name a database by a path, whichever engine it is: on the server, each path is a database that is empty
when it is first asked for, and given to a later test after this one.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.storage.address import Address, PostgresAddress
from bot.storage.database import Database, Tx
from bot.storage.engine import open_database
from bot.storage.errors import DatabaseError
from bot.storage.sqlite.migrate import migrate
from bot.storage.sqlite.tx import SqliteTx

SERVER = "TUTORBOT_TEST_SERVER"
"""The environment variable that tells the server's folder to the tests' processes."""

TEMPLATE = "tutorbot_template"

MOST_TRIES = 100
"""To reach the server, a tenth of a second apart."""


def on_postgres() -> bool:
    return SERVER in os.environ


@dataclass
class Databases:
    """Those of this process. Emptying one takes a fiftieth of the time that making one takes."""

    made: dict[Path, str] = field(default_factory=dict)
    free: list[str] = field(default_factory=list)
    count: int = 0

    def name_of(self, path: Path) -> str:
        if path not in self.made:
            self.made[path] = self.free.pop() if self.free else self._new()
        return self.made[path]

    def give_back(self, but: Set[Path]) -> None:
        """All that a test has used, but for these."""
        for path in self.made.keys() - but:
            name = self.made.pop(path)
            with closing(_connect(_url(name))) as database:
                if _emptied(database):
                    self.free.append(name)

    def _new(self) -> str:
        self.count += 1
        name = f"test_{os.getpid()}_{self.count}"
        with closing(_connect(_url("postgres"))) as server:
            server.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        if not _KNOWN:
            with closing(_connect(_url(name))) as database:
                _KNOWN.update(_tables(database))
        return name


def _emptied(database: Any) -> bool:
    """Whether it is as it was; not where a test has changed its tables."""
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid()"
    )
    if _tables(database) != _KNOWN:
        return False
    # In no order: what refers to what does not count meanwhile.
    emptied = [f"DELETE FROM {name}" for name in _KNOWN if name not in ("counters", "tutorbot_schema")]
    once = [
        "SET session_replication_role = replica",
        "DELETE FROM counters WHERE last > 1000000; UPDATE counters SET last = 0",
    ]
    database.execute("; ".join((*once, *emptied)).encode())
    return True


_KNOWN: dict[str, int] = {}
"""The tables of a new database, with how many columns each has."""


def _tables(database: Any) -> dict[str, int]:
    found = database.execute(
        "SELECT table_name, count(*) FROM information_schema.columns WHERE table_schema = 'public' GROUP BY 1"
    )
    return dict(found.fetchall())


DATABASES = Databases()


def address(path: Path) -> Address:
    """Where the database is that the tests call so."""
    return PostgresAddress(_url(DATABASES.name_of(path))) if on_postgres() else path


def url(path: Path) -> str:
    """The same as DATABASE_URL."""
    where = address(path)
    return where.url if isinstance(where, PostgresAddress) else f"sqlite:///{where}"


def dump(path: Path) -> Iterator[str]:
    """All that a database holds, row by row."""
    with connect(path) as connection:
        for table in sorted(_KNOWN or tables(connection)):
            if not table.startswith("tutorbot"):
                rows = connection.execute(f"SELECT * FROM {table}")
                yield from sorted(f"{table} {tuple(row)}" for row in rows.fetchall())


def tables(connection: Connection) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    if on_postgres():
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    return [name for (name,) in connection.execute(query)]


async def opened(path: Path) -> Database:
    return await open_database(address(path))


class Connection:
    """Looks into a database from outside, behind the bot's back; each statement is kept at once."""

    def __init__(self, path: Path) -> None:
        self._connection: Any
        self._path = path
        if on_postgres():
            self._connection = _connect(_url(DATABASES.name_of(path)))
        else:
            self._connection = sqlite3.connect(path, timeout=10, isolation_level=None)
            self._connection.row_factory = sqlite3.Row

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        if not on_postgres():
            return self._connection.execute(sql, values)
        import psycopg

        from bot.storage.postgres.dialect import statement

        try:
            return self._connection.execute(statement(sql).encode(), values or None)
        except psycopg.OperationalError:
            if not self._connection.closed:  # otherwise the server was started again
                raise
        self._connection = _connect(_url(DATABASES.name_of(self._path)))
        return self.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        for row in rows:
            self.execute(sql, row)

    def close(self) -> None:
        self._connection.close()


def empty_database(path: Path) -> PostgresAddress:
    """Without any table, on the server; gone after the test."""
    address = PostgresAddress(_url(DATABASES.name_of(path)))
    with closing(_connect(address.url)) as database:
        database.execute("DROP SCHEMA public CASCADE")
        database.execute("CREATE SCHEMA public")
    return address


@contextmanager
def transaction(path: Path) -> Iterator[Tx]:
    """What a use case reads and writes with; but each statement is kept at once."""
    if on_postgres():
        from bot.storage.postgres.pipeline import Pipeline
        from bot.storage.postgres.tx import PostgresTx

        with closing(_connect(_url(DATABASES.name_of(path)))) as there:
            yield PostgresTx(Pipeline(there), at_once=True)
    else:
        with closing(sqlite3.connect(path, isolation_level=None)) as here:
            here.row_factory = sqlite3.Row
            here.execute("PRAGMA foreign_keys = ON")
            migrate(here)
            yield SqliteTx(here)


@contextmanager
def writing(path: Path) -> Iterator[Connection]:
    """Kept together at the end."""
    with connect(path) as connection:
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")


def exists(path: Path) -> bool:
    """Whether anybody has made the database; a server's has its tables from the beginning."""
    return on_postgres() or path.exists()


def connect(path: Path) -> closing[Connection]:
    return closing(Connection(path))


def _connect(url: str) -> Any:
    """A server that is just being started again is waited for."""
    from bot.storage.postgres.connection import connect

    for left in reversed(range(MOST_TRIES)):
        try:
            return connect(PostgresAddress(url))
        except DatabaseError:
            if not left or SERVER not in os.environ:
                raise
            time.sleep(0.1)
    raise AssertionError


def _url(database: str, folder: str | None = None) -> str:
    return f"postgresql://tutorbot@/{database}?host={folder or os.environ[SERVER]}"


class Server:
    """A PostgreSQL server in a folder, reached by a socket there alone, and not safe from power cuts."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self._options = options
        self._as: list[str] = []
        if os.geteuid() == 0:  # it refuses to run as root
            shutil.chown(folder, "nobody", "nogroup")
            self._as = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]

    def make(self) -> None:
        self._run("initdb", "-U", "tutorbot", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")

    def start(self) -> None:
        options = [f"unix_socket_directories={self.folder}", "listen_addresses=", "fsync=off"]
        options += ["synchronous_commit=off", "full_page_writes=off", "max_connections=200", *self._options]
        told = " ".join(f"-c {option!r}" for option in options)
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", told, "start")

    def stop(self, how: str = "immediate") -> None:
        self._run("pg_ctl", "-w", "-m", how, "stop")

    def runs(self) -> bool:
        return (self.folder / "data" / "postmaster.pid").exists()

    def url(self, database: str = "postgres") -> str:
        return _url(database, str(self.folder))

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as, found(program), "-D", str(self.folder / "data"), *arguments]
        environment = os.environ | {"LC_ALL": "C", "HOME": str(self.folder)}
        done = subprocess.run(command, env=environment, cwd=self.folder, capture_output=True, check=False)
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(f"{program}: {done.stderr.decode()}{log.read_text() if log.exists() else ''}")


def found(program: str) -> str:
    """Debian keeps the server's programs out of PATH."""
    elsewhere = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)
    where = shutil.which(program) or next(map(str, elsewhere), None)
    if where is None:
        raise RuntimeError(f"there is no {program} on this machine: install postgresql")
    return where


@contextmanager
def server(*options: str) -> Iterator[Server]:
    """One at work, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="tutorbot-pg-", ignore_cleanup_errors=True) as folder:
        made = Server(Path(folder), *options)
        Path(folder).chmod(0o755)
        made.make()
        made.start()
        try:
            yield made
        finally:
            if made.runs():
                made.stop()


def make_template(url: str) -> None:
    """A database with all tables, of which the tests' are copies."""
    with closing(_connect(url)) as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE}")
    where = PostgresAddress(url.replace("/postgres?", f"/{TEMPLATE}?"))

    async def fill() -> None:
        await (await open_database(where)).close()

    asyncio.run(fill())


@contextmanager
def at_work(*options: str) -> Iterator[Server]:
    """From now on all databases of tests, of this process and of those that it starts, are on a server."""
    with server(*options) as started:
        make_template(started.url())
        os.environ[SERVER] = str(started.folder)
        try:
            yield started
        finally:
            del os.environ[SERVER]
