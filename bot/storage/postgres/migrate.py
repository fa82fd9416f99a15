"""Brings PostgreSQL's tables up to date: each step once and as a whole."""

from __future__ import annotations

from bot.storage.postgres import dialect
from bot.storage.postgres.connection import PostgresConnection
from bot.storage.schema import SchemaTooNewError, migrations

OWN_TABLES = ("tutorbot_schema", "tutorbot_writers")
"""What this engine keeps for itself, beside the tables of the steps."""

_ONE_AT_A_TIME = 8_390_322_045_806_929_006
"""The key of the lock under which the schema is changed: other programs in the database have other keys."""


def migrate(connection: PostgresConnection, upto: int | None = None) -> None:
    """Brings the schema up to the newest, or to `upto`. Raises SchemaTooNewError, psycopg.Error."""
    steps = migrations()
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock($1)", (_ONE_AT_A_TIME,))
        version = schema_of(connection)
        if version > len(steps):
            raise SchemaTooNewError(version, len(steps))
        for number, sql in steps[version:upto]:
            connection.execute(dialect.schema(sql).encode())
            connection.execute("UPDATE tutorbot_schema SET version = $1", (number,))


def schema_of(connection: PostgresConnection) -> int:
    """The number of the last step that was applied; 0 for a new database."""
    (known,) = connection.execute("SELECT to_regclass('tutorbot_schema') IS NOT NULL").fetchall()[0]
    if not known:
        connection.execute(_OWN)
    version: int = connection.execute("SELECT version FROM tutorbot_schema").fetchall()[0][0]
    return version


_OWN = b"""
CREATE TABLE tutorbot_schema (version BIGINT NOT NULL);
INSERT INTO tutorbot_schema (version) VALUES (0);
-- A row for each process at work: how many groups of use cases it has committed, told in each of them.
CREATE TABLE tutorbot_writers (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    commits BIGINT NOT NULL DEFAULT 0,
    seen_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
"""
