"""Where the courses' files lie: a folder each in CONTENT_DIR, replaced as a whole, with its earlier versions.

    tea/                                    what is served
    .versions/tea/20261124T070000Z-1f2e…/   every version that was served, the newest last
    .incoming/7/tea/                        what an admin sent and nobody has published yet

A folder takes another's place by two renames. In between, and after a crash in between, the file `.swap`
beside the versions tells what was meant; `mend` finishes it. What reads courses passes over both folders: a
course.yaml stands deeper in them than in a course's own folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

VERSIONS = ".versions"
INCOMING = ".incoming"
KEPT = 10
"""Versions kept of each course."""

_SWAP = ".swap"
_OLD = ".old"
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Version:
    """One version of a course that was served. `digest` tells two contents apart."""

    folder: str
    digest: str
    since: datetime
    path: Path


class Shelf:
    """All of it blocks: for a thread of its own. Raises OSError where the folder cannot be written."""

    def __init__(self, content_dir: Path) -> None:
        self.root = content_dir
        self._versions = content_dir / VERSIONS

    def digest(self, folder: str) -> str:
        """Of the files in a course's folder as they are now; "" where there is none."""
        return digest(self.root / folder)

    def incoming(self, number: int) -> Path:
        return self.root / INCOMING / str(number)

    def clear(self, number: int) -> None:
        shutil.rmtree(self.incoming(number), ignore_errors=True)

    def numbers(self) -> frozenset[int]:
        """The uploads that lie here."""
        with suppress(OSError):
            names = [path.name for path in (self.root / INCOMING).iterdir()]
            return frozenset(int(name) for name in names if name.isdecimal())
        return frozenset()

    def keep(self, folder: str, now: datetime) -> None:
        """Sees to it that what is served now is among the versions."""
        found = self.digest(folder)
        newest = next(iter(self.versions(folder)), None)
        if not found or (newest and newest.digest == found):
            return
        if newest and newest.since >= now:
            now = newest.since + timedelta(seconds=1)
        target = self._versions / folder / f"{now.astimezone(UTC).strftime(_STAMP)}-{found}"
        aside = target.with_name(f".{target.name}")
        copy(self.root / folder, aside)
        _flush(aside)
        aside.rename(target)
        for version in self.versions(folder)[KEPT:]:
            shutil.rmtree(version.path, ignore_errors=True)

    def versions(self, folder: str) -> tuple[Version, ...]:
        """The newest first."""
        with suppress(OSError):
            names = sorted((path.name for path in (self._versions / folder).iterdir()), reverse=True)
            return tuple(filter(None, (self._version(folder, name) for name in names)))
        return ()

    def put(self, made: Path, folder: str, now: datetime) -> None:
        """`made`, a folder within CONTENT_DIR, takes the place of the course's folder. What was there is kept
        as a version, and so is what is there now."""
        self.keep(folder, now)
        _flush(made)
        home = self._versions / folder
        home.mkdir(parents=True, exist_ok=True)
        note = home / _SWAP
        _write_note(note, str(made.relative_to(self.root)))
        self._swap(made, folder)
        note.unlink()
        shutil.rmtree(home / _OLD, ignore_errors=True)
        self.keep(folder, now)

    def mend(self) -> None:
        """Ends what a crash has left half done."""
        for note in self._versions.glob(f"*/{_SWAP}"):
            folder = note.parent.name
            made, old = self.root / note.read_text("utf-8"), note.parent / _OLD
            if made.is_dir():
                self._swap(made, folder)
            elif not (self.root / folder).exists() and old.exists():
                old.rename(self.root / folder)
            note.unlink()
            shutil.rmtree(old, ignore_errors=True)

    def _swap(self, made: Path, folder: str) -> None:
        target, old = self.root / folder, self._versions / folder / _OLD
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
            target.rename(old)
        try:
            made.rename(target)
        except OSError:
            with suppress(OSError):
                old.rename(target)
            raise
        _sync(self.root)

    def _version(self, folder: str, name: str) -> Version | None:
        stamp, _, found = name.partition("-")
        try:
            since = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        except ValueError:
            return None
        return Version(folder, found, since, self._versions / folder / name)


def digest(folder: Path) -> str:
    """Twelve characters for the names and bytes of all files below a folder; "" where there is none."""
    if not folder.is_dir():
        return ""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            total.update(path.relative_to(folder).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]


def copy(source: Path, target: Path) -> None:
    """A folder with all files in it, links as links."""
    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)


def _flush(folder: Path) -> None:
    """Its files are on the disk, not just on their way."""
    for path in (*folder.rglob("*"), folder):
        if not path.is_symlink():
            _sync(path)


def _sync(path: Path) -> None:
    if sys.platform == "win32":  # which opens no folder, and flushes renames by itself
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _write_note(note: Path, text: str) -> None:
    with note.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    _sync(note.parent)
