"""Where the courses' files lie: a folder each in CONTENT_DIR, replaced as a whole, with its earlier versions.

    tea/                                    what is served
    .versions/tea/20261124T070000Z-1f2e…/   every version that was served, the newest last
    .versions/tea/.old/                     what was served, while another takes its place
    .incoming/7/tea/                        what an admin sent and nobody has published yet

A folder takes another's place by two renames. All that needs room on the disk is done before them; what is
left after them can be done later. No note tells of what was meant: where a course's folder is not there, but
its `.old` is, a crash came in between, and `mend` takes the old one back. So only renames bring a folder to a
name that counts, or take it from there: there is never half of one. What reads courses passes over both
folders: a course.yaml stands deeper in them than in a course's own folder.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from bot.course.message import say
from bot.course.shelf.disk import FolderError, Owner, copy, digest, flush, is_there, readable, remove, sync
from bot.course.shelf.version import Version, name_of, version_at

VERSIONS = ".versions"
INCOMING = ".incoming"
MAKING = ".making"
"""In a folder of INCOMING: what is not ready there."""
KEPT = 10
"""Versions kept of each course."""

_OLD = ".old"
_NEW = ".new"
_GONE = ".gone"

log = logging.getLogger(__name__)


class Shelf:
    """All of it blocks: for a thread of its own. Raises OSError where the folder cannot be written; then what
    is served is what was served before. Whoever changes anything claims it before."""

    def __init__(self, content_dir: Path) -> None:
        self.root = content_dir
        self._versions = content_dir / VERSIONS
        self._owner = Owner(content_dir)
        self.claim = self._owner.claim
        self.close = self._owner.close

    def digest(self, folder: str) -> str:
        """Of the files in a course's folder as they are now; "" where there is none."""
        return digest(self.root / folder)

    def incoming(self, number: int) -> Path:
        return self.root / INCOMING / str(number)

    def clear(self, number: int) -> None:
        remove(self.incoming(number))

    def numbers(self) -> frozenset[int]:
        """The uploads that lie here."""
        with suppress(OSError):
            names = [path.name for path in (self.root / INCOMING).iterdir()]
            return frozenset(int(name) for name in names if name.isdecimal())
        return frozenset()

    def keep(self, folder: str, now: datetime) -> None:
        """Sees to it that what is served now is among the versions, and nothing half done beside them."""
        self._recover(folder)
        found = self.digest(folder)
        if found and found != self._newest(folder):
            self._keep(folder, self._copied(self.root / folder, folder, found), found, now)

    def versions(self, folder: str) -> tuple[Version, ...]:
        """The newest first."""
        with suppress(OSError):
            names = sorted((path.name for path in (self._versions / folder).iterdir()), reverse=True)
            return tuple(filter(None, (version_at(self._versions / folder / name, folder) for name in names)))
        return ()

    def put(self, made: Path, folder: str, now: datetime) -> None:
        """`made`, a folder within CONTENT_DIR, takes the place of the course's folder. What was there is kept
        as a version, and so is what is there now. What a kill has left there is put in order before."""
        self.keep(folder, now)
        found = digest(made)
        new = self._copied(made, folder, found) if found != self._newest(folder) else None
        try:
            flush(made)
            self._swap(made, folder)
        except OSError:
            if new:
                remove(new)
            raise
        try:
            self._settle(folder)
            if new:
                self._keep(folder, new, found, now)
        except OSError as error:
            # It is served. What is left to do, a start or the next publication does.
            log.warning("CONTENT_DIR: %s is not in order yet (%s)", folder, error.strerror)

    def take_away(self, folder: str, now: datetime) -> None:
        """The course's folder goes; what was in it is kept as its newest version."""
        self.keep(folder, now)
        gone = self._versions / folder / _GONE
        remove(gone)
        if is_there(self.root / folder):
            (self.root / folder).rename(gone)
            sync(self.root)
        try:
            remove(gone)
        except OSError as error:  # `mend` takes it away
            log.warning("CONTENT_DIR: %s is not in order yet (%s)", folder, error.strerror)

    def taken_away(self) -> tuple[Version, ...]:
        """The newest version of each course that is not here any more, by the folders' names."""
        homes = (home.name for home in self._homes() if not is_there(self.root / home.name))
        newest = (next(iter(self.versions(name)), None) for name in homes if not self._is_lost(name))
        return tuple(filter(None, newest))

    def bring(self, folder: str, name: str, files: Mapping[str, bytes]) -> None:
        """A version from elsewhere, under the name that it has there."""
        aside = self._versions / folder / f"{_NEW}-{name}"
        remove(aside)
        for path, content in files.items():
            (aside / path).parent.mkdir(parents=True, exist_ok=True)
            (aside / path).write_bytes(content)
        flush(aside)
        aside.rename(aside.with_name(name))
        sync(aside.parent)

    def serve(self, version: Version) -> None:
        """One of the versions takes the place of what is served, which is not kept."""
        made = self._versions / version.folder / f"{_NEW}-{version.digest}"
        self._recover(version.folder)
        copy(version.path, made)
        flush(made)
        self._swap(made, version.folder)
        self._settle(version.folder)

    def mend(self) -> dict[str, OSError]:
        """Ends what a crash, or a disk that failed, has left half done. What cannot be ended is told by the
        names of the courses' folders."""
        failed: dict[str, OSError] = {}
        for home in self._homes():
            try:
                self._recover(home.name)
            except OSError as error:
                failed[home.name] = error
        try:
            for path in (self.root / INCOMING).glob(f"*/{MAKING}"):
                remove(path)
        except OSError as error:
            failed[INCOMING] = error
        return failed

    def elsewhere(self) -> dict[str, Path]:
        """The courses' folders that are not to be had just now, and where their last good version lies."""
        found: dict[str, Path] = {}
        for home in self._homes():
            if not self._is_lost(home.name):
                continue
            old = (home / _OLD,) if readable(home / _OLD) and digest(home / _OLD) else ()
            kept = (one.path for one in self.versions(home.name) if readable(one.path, one.digest))
            if good := next(chain(old, kept), None):
                found[home.name] = good
        return found

    def _is_lost(self, folder: str) -> bool:
        """Whether the course's folder ought to be there and is not, or cannot be read."""
        target = self.root / folder
        return not readable(target) if is_there(target) else is_there(self._versions / folder / _OLD)

    def _recover(self, folder: str) -> None:
        """What is not done is undone: of a course's two folders, the one that is served stays."""
        target, home = self.root / folder, self._versions / folder
        if is_there(home / _OLD) and not is_there(target):
            (home / _OLD).rename(target)
            sync(self.root)
        _put_away(home / _OLD)
        for path in home.iterdir() if home.is_dir() else ():
            if path.name.startswith("."):
                remove(path)

    def _swap(self, made: Path, folder: str) -> None:
        target, old = self.root / folder, self._versions / folder / _OLD
        if is_there(target):
            target.rename(old)
        try:
            made.rename(target)
        except OSError:
            with suppress(OSError):  # where even this fails, `mend` does it
                if is_there(old):
                    old.rename(target)
            raise

    def _settle(self, folder: str) -> None:
        """What has just come to this folder stays there."""
        sync(self.root)
        _put_away(self._versions / folder / _OLD)

    def _copied(self, source: Path, folder: str, found: str) -> Path:
        """A copy that becomes a version as soon as it is named so. `found`: the digest of what is copied."""
        aside = self._versions / folder / f"{_NEW}-{found}"
        remove(aside)
        copy(source, aside)
        try:
            flush(aside)
            if digest(aside) != found:
                why = say("disk.being_written")
                raise FolderError(errno.EBUSY, "somebody is writing there just now", source, why)
        except OSError:
            remove(aside)
            raise
        return aside

    def _keep(self, folder: str, aside: Path, found: str, now: datetime) -> None:
        newest = next(iter(self.versions(folder)), None)
        if newest and newest.since >= now:
            now = newest.since + timedelta(seconds=1)
        aside.rename(aside.with_name(name_of(now, found)))
        sync(aside.parent)
        for version in self.versions(folder)[KEPT:]:
            _put_away(version.path)

    def _newest(self, folder: str) -> str:
        return next((version.digest for version in self.versions(folder)), "")

    def _homes(self) -> Iterator[Path]:
        """The folders with the versions, one for each course that was ever served."""
        with suppress(OSError):
            yield from sorted(path for path in self._versions.iterdir() if path.is_dir())


def _put_away(path: Path) -> None:
    """Takes away what may not be there in part."""
    going = path.with_name(_GONE)
    remove(going)
    if is_there(path):
        path.rename(going)
        remove(going)
