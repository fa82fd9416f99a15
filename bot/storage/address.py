"""Where a database is: a file for SQLite, an address for PostgreSQL."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

_POSTGRES = re.compile(
    r"postgres(?:ql)?://(?:(?P<user>[^:@/?#]*)(?::[^@/?#]*)?@)?(?P<hosts>[^@/?#]*)/(?P<name>[^@/?#]+)(?:\?.*)?"
)
"""What is special in a password is written %40 and so on: otherwise nobody could tell where it ends."""


@dataclass(frozen=True)
class PostgresAddress:
    """`url` as libpq takes it, `postgresql://user:password@host:port/database?sslmode=require`; it may hold a
    password, so what is shown of it is only `str()`."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        """Without the password and what else is told to the driver alone."""
        found = _POSTGRES.fullmatch(self.url)
        if found is None:
            return "postgresql://…"
        user = f"{found['user']}@" if found["user"] else ""
        return f"postgresql://{user}{found['hosts']}/{found['name']}"

    @property
    def name(self) -> str:
        """The database's."""
        found = _POSTGRES.fullmatch(self.url)
        return unquote(found["name"]) if found else ""


Address = Path | PostgresAddress

FORMS = "sqlite:///path/to.db or postgresql://user:password@host/database"
"""What an address looks like, to say it to whoever wrote another one."""


def read(text: str) -> Address | None:
    """None where it has neither of the FORMS."""
    path = text.removeprefix("sqlite:///")
    if path != text:
        return Path(path) if Path(path).name else None
    return PostgresAddress(text) if _POSTGRES.fullmatch(text) else None
