"""What admins publish, in the database: another machine, or a disk that is emptied at each restart, gets it
back.

The shelf is where it is put out. At a start the newer wins of what lies there and what the database has: the
operator's folder where it is not what it was when the database's version was published.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from pathlib import Path

from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.shelf.disk import digest, files_of
from bot.course.shelf.shelf import KEPT, Shelf
from bot.course.shelf.version import Version
from bot.storage.database import Database
from bot.storage.school import published_courses as published
from bot.storage.school.published_courses import PublishedCourse

LARGEST = 64 * 2**20
"""Bytes of a version that the database still takes."""

Files = dict[str, tuple[str, bytes]]

log = logging.getLogger(__name__)


class CourseStore:
    """Whoever calls it has claimed the shelf."""

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._database = database
        self._shelf = shelf

    async def save(self, folders: Mapping[str, str], *courses: Course) -> None:
        """The versions of these courses that the database does not have yet; of those whose folder is gone,
        none. `folders`: course id -> folder. Raises DatabaseError."""
        for course in courses:
            folder = folders[course.id]
            try:
                await self._save(folder, await asyncio.to_thread(self._shelf.versions, folder))
            except OSError as error:  # it is taught; the next publication, or a start, does it
                log.warning("%s is not in the database as it is taught (%s)", folder, error.strerror)

    async def put_out(self, now: datetime) -> None:
        """Before courses are read at a start. What cannot be done is said, and stops nothing."""
        newest_first = await self._database.transaction(published.all_newest_first)
        lost = await asyncio.to_thread(self._shelf.elsewhere)
        for folder, group in groupby(newest_first, key=lambda one: one.folder):
            if folder in lost:
                continue  # that is no change of the operator's, and its last good version is taught
            try:
                await self._settle(folder, tuple(group), now)
            except OSError as error:
                log.warning("CONTENT_DIR: %s is not what was published last (%s)", folder, error.strerror)

    async def _save(self, folder: str, versions: tuple[Version, ...], deployed: str | None = None) -> None:
        known = await self._database.transaction(lambda tx: published.of_folder(tx, folder))
        names = {one.name for one in known}
        if deployed is None:
            deployed = _deployed(versions, known)
        new = [one for one in versions if one.path.name not in names]
        for version in reversed(new):  # the oldest first
            files = await asyncio.to_thread(_read, version.path)
            if files is None:
                log.warning("%s is too large for the database: only this disk has it", folder)
                continue
            course = PublishedCourse(folder, version.path.name, deployed)
            await self._database.transaction(lambda tx, c=course, f=files: published.add(tx, c, f))  # type: ignore[misc]
        there = await asyncio.to_thread(self._shelf.digest, folder)
        await self._database.transaction(lambda tx: published.keep(tx, folder, KEPT if there else 0))

    async def _settle(self, folder: str, courses: tuple[PublishedCourse, ...], now: datetime) -> None:
        versions = await asyncio.to_thread(self._shelf.versions, folder)
        there = await asyncio.to_thread(self._shelf.digest, folder)
        newest, was_here = courses[0], courses[0].name in {one.path.name for one in versions}
        won = there != _digest_in(newest.name) and (was_here or _is_new(there, newest, versions))
        if won and there:
            await asyncio.to_thread(self._shelf.keep, folder, now)
        await self._fetch(folder, courses)
        if won:
            log.info(
                "CONTENT_DIR: %s was changed since it was published, and is taught as it is there", folder
            )
            await self._save(
                folder,
                await asyncio.to_thread(self._shelf.versions, folder),
                newest.deployed if was_here else there,
            )
        elif there != _digest_in(newest.name):
            await asyncio.to_thread(self._serve, folder, courses)

    async def _fetch(self, folder: str, courses: tuple[PublishedCourse, ...]) -> None:
        """All versions lie on the shelf, to be taught or restored."""
        known = {one.path.name for one in await asyncio.to_thread(self._shelf.versions, folder)}
        for course in courses:
            if course.name in known:
                continue
            files = await self._database.transaction(lambda tx, c=course: published.files(tx, c))  # type: ignore[misc]
            whole = _whole(files)
            if whole is None:
                log.error(
                    "DATABASE_URL: the version %s of %s is broken, and passed over", course.name, folder
                )
            else:
                await asyncio.to_thread(self._shelf.bring, folder, course.name, whole)

    def _serve(self, folder: str, courses: tuple[PublishedCourse, ...]) -> None:
        """The newest that is whole, and that this program can teach."""
        names = [one.name for one in courses]
        for version in self._shelf.versions(folder):
            if version.path.name not in names:
                continue
            if digest(version.path) == version.digest and isinstance(load_course(version.path), Course):
                self._shelf.serve(version)
                log.info("CONTENT_DIR: %s is taught as it was published last", folder)
                return
            log.error("CONTENT_DIR: the version %s of %s cannot be taught", version.path.name, folder)


def _is_new(there: str, newest: PublishedCourse, versions: tuple[Version, ...]) -> bool:
    """Whether neither the bot left it so on this disk, with these versions beside it, nor the operator before
    the newest was published. `there`: the digest of the course's folder."""
    as_it_was_left = bool(versions) and there == versions[0].digest
    return there != newest.deployed and not as_it_was_left


def _deployed(versions: tuple[Version, ...], known: tuple[PublishedCourse, ...]) -> str:
    """What the operator had put there before the newest version was published."""
    before = versions[1] if len(versions) > 1 else None
    if before is None:
        return ""
    same = (one.deployed for one in known if one.name == before.path.name)
    return next(same, before.digest)


def _digest_in(name: str) -> str:
    return name.partition("-")[2]


def _read(folder: Path) -> Files | None:
    """None where they are too many bytes."""
    found, total = {}, 0
    for path in files_of(folder):
        content = path.read_bytes()
        total += len(content)
        if total > LARGEST:
            return None
        found[path.relative_to(folder).as_posix()] = (hashlib.sha256(content).hexdigest(), content)
    return found


def _whole(files: dict[str, tuple[str, bytes | None]]) -> dict[str, bytes] | None:
    """None where a content is missing, or is not what it was."""
    found = {}
    for path, (known, content) in files.items():
        if content is None or hashlib.sha256(content).hexdigest() != known:
            return None
        found[path] = bytes(content)
    return found or None
