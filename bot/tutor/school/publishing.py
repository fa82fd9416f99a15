"""Publishing: what admins send, or write into CONTENT_DIR, is checked, looked at, and taught from then on.

A draft is an upload, or CONTENT_DIR in a certain state. Both survive a restart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.course.model import Course
from bot.learning.school.course_changes import changed_courses, compare
from bot.learning.school.publication import (
    AlreadySettled,
    BaseChanged,
    CourseVersions,
    Draft,
    DraftCheck,
    FolderDraft,
    HasMistakes,
    NothingChanged,
    NotWritten,
    PreviewPage,
    Published,
    PublishResult,
    ReadyToPublish,
    UndoPublishing,
    Upload,
    UploadDraft,
    WhichCourse,
)
from bot.storage.database import Database
from bot.storage.school import uploads
from bot.tutor.admins import Admins
from bot.tutor.school.catalogue import Catalogue, PublishedVersion
from bot.tutor.school.content_dir import read, written
from bot.tutor.school.course_store import CourseStore
from bot.tutor.school.housekeeping import Housekeeping
from bot.tutor.school.impact import impact_of
from bot.tutor.school.upload_files import Application, AppliedUpload, UploadFiles
from bot.tutor.tap import Tap


class Publishing:
    def __init__(self, database: Database, catalogue: Catalogue, admins: Admins) -> None:
        self._database = database
        self._catalogue = catalogue
        self._shelf = catalogue.shelf
        self._store = CourseStore(database, catalogue.shelf)
        self._admins = admins
        self._house = Housekeeping(database, catalogue, admins)
        self._uploads = UploadFiles(catalogue)
        self._lock = catalogue.lock
        self._looked_at: dict[Draft, dict[str, Course]] = {}

    async def receive(self, tap: Tap, name: str, data: bytes) -> DraftCheck:
        """A file that an admin sent."""
        upload = await self._admins.serve(tap, lambda tx: uploads.add(tx, tap.person.id, tap.at))
        with suppress(OSError):  # of those that nobody published in time; the disk is heard of below
            await self._house.sweep()
        named = replace(upload, name=name[-100:])
        checked = await self._checked(named, lambda: self._uploads.receive(named, data))
        if isinstance(checked, NotWritten):
            await self._forget(upload)  # it did not arrive as a whole
            return replace(checked, draft=None)
        return checked

    async def choose(self, tap: Tap, draft: UploadDraft, course_key: str) -> DraftCheck:
        """The lessons of this draft belong to that course."""
        course = self._catalogue.library.course_by_key(course_key)
        folder = self._catalogue.library.folders.get(course.id) if course else None
        upload = await self._upload(tap, draft)
        if not isinstance(upload, Upload) or folder is None:
            return AlreadySettled()
        meant = replace(upload, folder=folder)
        return await self._checked(meant, lambda: self._uploads.apply(meant))

    async def look(self, tap: Tap, draft: Draft) -> DraftCheck:
        """What is new in a draft, against what is taught now."""
        if isinstance(draft, FolderDraft):
            return await self.reload(tap)
        upload = await self._upload(tap, draft)
        if not isinstance(upload, Upload):
            return upload
        return await self._checked(upload, lambda: self._uploads.apply(upload))

    async def reload(self, tap: Tap) -> DraftCheck:
        """What is new in CONTENT_DIR."""
        await self._admins.check(tap)
        async with self._lock:
            found = await read(self._shelf)
            if isinstance(found, NotWritten | HasMistakes):
                return found
            library = found.library.hiding(self._catalogue.library.hidden)
            changed, removed = changed_courses(self._catalogue.library, library)
            if not changed and not removed:
                self._catalogue.library = library  # folders may have other names now, and pictures lie there
                return NothingChanged()
        uploads = {draft: seen for draft, seen in self._looked_at.items() if isinstance(draft, UploadDraft)}
        self._looked_at = uploads | {found.draft: {course.key: course for course in library.courses}}
        notes = await asyncio.to_thread(self._catalogue.notes)
        impacts = [await impact_of(self._database, one) for one in changed]
        return ReadyToPublish(found.draft, tuple(impacts), removed, notes=notes)

    async def page(
        self, tap: Tap, draft: Draft, course_key: str, number: int
    ) -> PreviewPage | AlreadySettled:
        """One step of a draft."""
        await self._admins.check(tap)
        course = (await self._courses(tap, draft)).get(course_key)
        if course is None:
            return AlreadySettled()
        return PreviewPage(draft, course, max(0, min(number, len(course.spots) - 1)))

    async def publish(self, tap: Tap, draft: Draft) -> PublishResult:
        await self._admins.check(tap)
        async with self._lock:
            if isinstance(draft, FolderDraft):
                return await self._publish_folder(tap.at, draft)
            upload = await self._upload(tap, draft)
            if not isinstance(upload, Upload):
                return upload
            done = await written(self._shelf, lambda: self._uploads.publish(upload, tap.at), draft)
            if isinstance(done, PublishedVersion):
                await self._store.save(self._catalogue.library.folders, done.course)
                lesson_id = await written(self._shelf, lambda: self._uploads.only_lesson(upload))
                await self._forget(upload)
                return _published(done, lesson_id if isinstance(lesson_id, str) else None)
            return done

    async def discard(self, tap: Tap, draft: Draft) -> bool:
        """Whether there was something to throw away."""
        await self._admins.check(tap)
        self._looked_at.pop(draft, None)
        if isinstance(draft, FolderDraft):
            return True
        upload = await self._upload(tap, draft)
        if isinstance(upload, Upload):
            await self._forget(upload)
        return isinstance(upload, Upload)

    async def restore(self, tap: Tap, course_key: str, key: str, present: str) -> PublishResult:
        """An earlier version of a course, in place of the version `present`."""
        await self._admins.check(tap)
        async with self._lock:
            course = self._catalogue.library.course_by_key(course_key)
            if course is None:
                return AlreadySettled()
            done = await written(self._shelf, lambda: self._catalogue.restore(course, key, present, tap.at))
            if isinstance(done, PublishedVersion):
                await self._store.save(self._catalogue.library.folders, done.course)
        return _published(done) if isinstance(done, PublishedVersion) else done

    async def course(self, tap: Tap, course_key: str) -> CourseVersions | AlreadySettled:
        """A course with the versions that can be restored."""
        await self._admins.check(tap)
        course = self._catalogue.library.course_by_key(course_key)
        return await asyncio.to_thread(self._catalogue.shelved, course) if course else AlreadySettled()

    def is_hidden(self, published: Published) -> bool:
        """Whether nobody finds it who has not begun it."""
        ids = {course.id for course in published.courses}
        return bool(ids) and ids <= self._catalogue.library.hidden

    async def reload_now(self, now: datetime) -> PublishResult:
        """CONTENT_DIR as it is, at once: whoever may send the process a signal needs no button."""
        async with self._lock:
            return await self._publish_folder(now, None)

    async def _checked(self, upload: Upload, apply: Callable[[], Application]) -> DraftCheck:
        """What came of applying an upload to its course; what cannot be published is thrown away."""
        async with self._lock:
            applied = await written(self._shelf, apply, upload.draft)
            if isinstance(applied, AppliedUpload):
                return await self._compared(applied)
            if isinstance(applied, WhichCourse):
                await self._database.transaction(lambda tx: uploads.save(tx, upload))
            elif not isinstance(applied, NotWritten):
                await self._forget(upload)
            return applied

    async def _compared(self, applied: AppliedUpload) -> ReadyToPublish | NothingChanged:
        upload, course = applied.upload, applied.course
        changes = compare(self._catalogue.library.course(course.id), course)
        if not changes.any:
            await self._forget(upload)
            return NothingChanged()
        await self._database.transaction(lambda tx: uploads.save(tx, upload))
        self._looked_at[upload.draft] = {course.key: course}
        impacts = (await impact_of(self._database, changes),)
        told = (applied.lesson_ids, applied.notes, applied.report)
        return ReadyToPublish(upload.draft, impacts, (), *told)

    async def _publish_folder(self, now: datetime, draft: FolderDraft | None) -> PublishResult:
        found = await read(self._shelf)
        if isinstance(found, NotWritten | HasMistakes):
            return found
        library = found.library.hiding(self._catalogue.library.hidden)
        if draft is not None and draft != found.draft:
            return BaseChanged(draft)
        changed, removed = changed_courses(self._catalogue.library, library)
        before, self._catalogue.library = self._catalogue.library, library
        if not changed and not removed:
            return NothingChanged()
        new = tuple(one.course for one in changed)
        self._looked_at.pop(found.draft, None)
        if isinstance(await written(self._shelf, lambda: self._catalogue.keep(now)), NotWritten):
            return Published(new)
        await self._store.save({**before.folders, **library.folders}, *new, *removed)
        versions = await asyncio.to_thread(self._catalogue.versions, new[0]) if len(new) == 1 else ()
        if len(versions) < 2:
            return Published(new)
        return Published(new, UndoPublishing(before=versions[1].digest, present=versions[0].digest))

    async def _courses(self, tap: Tap, draft: Draft) -> dict[str, Course]:
        """The courses of a draft, by key; read again after a restart."""
        if isinstance(draft, UploadDraft):
            await self._look_into(draft, await self._upload(tap, draft))
        elif draft not in self._looked_at:
            await self.reload(tap)
        return self._looked_at.get(draft, {})

    async def _look_into(self, draft: UploadDraft, upload: Upload | AlreadySettled) -> None:
        if not isinstance(upload, Upload):
            self._looked_at.pop(draft, None)
        elif draft in self._looked_at:
            return
        elif course := await asyncio.to_thread(self._uploads.course, upload):
            self._looked_at[draft] = {course.key: course}
        else:  # a crash, or a full disk, came while it was applied to its course
            await self._checked(upload, lambda: self._uploads.apply(upload))

    async def _upload(self, tap: Tap, draft: UploadDraft) -> Upload | AlreadySettled:
        found = await self._admins.serve(tap, lambda tx: uploads.find(tx, draft.id))
        return found if found is not None else AlreadySettled()

    async def _forget(self, upload: Upload) -> None:
        """What cannot be taken away now is taken away by `sweep`, as nothing refers to it any more."""
        self._looked_at.pop(upload.draft, None)
        await self._database.transaction(lambda tx: uploads.drop(tx, upload.id))
        await written(self._shelf, lambda: self._shelf.clear(upload.id))


def _published(served: PublishedVersion, lesson_id: str | None = None) -> Published:
    undo = UndoPublishing(served.before, served.present) if served.before else None
    return Published((served.course,), undo, lesson_id, served.restored)
