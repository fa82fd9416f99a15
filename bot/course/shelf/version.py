"""What a version of a course is called on the shelf: since when it is served, and what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Version:
    """One version of a course that was served. `digest` tells two contents apart."""

    folder: str
    digest: str
    since: datetime
    path: Path


def name_of(since: datetime, digest: str) -> str:
    """The newest has the greatest."""
    return f"{since.astimezone(UTC).strftime(_STAMP)}-{digest}"


def version_at(path: Path, folder: str) -> Version | None:
    """None where no version is called so."""
    stamp, _, digest = path.name.partition("-")
    try:
        since = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Version(folder, digest, since, path)
