"""What admins sent, applied to the course that it is for: looked at first, then put in its place.

All of it blocks: the verbs of `publishing` call it in a thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.course.formats.source_file import SourceFile
from bot.course.message import Message, say
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.reading.mistakes import Note
from bot.course.reading.notes import notes_on_course
from bot.course.shelf import uploads
from bot.course.shelf.disk import digest, remove
from bot.course.shelf.shelf import MAKING
from bot.course.shelf.uploads import UploadContent
from bot.course.shelf.zip_file import ZipFileError
from bot.learning.school.publication import (
    AlreadySettled,
    BaseChanged,
    HasMistakes,
    Upload,
    UploadRefused,
    WhichCourse,
)
from bot.tutor.school.catalogue import Catalogue, PublishedVersion
from bot.tutor.school.imports import import_upload, is_to_import
from bot.tutor.school.placement import candidates, folder_for, replaced

_RAW = ".raw"


@dataclass(frozen=True)
class AppliedUpload:
    """The upload with its folder and base, the course as it would be, the ids of the lessons that came, and
    what is worth a look in it. `report`: what an import says at its end, a line each."""

    upload: Upload
    course: Course
    lesson_ids: tuple[str, ...]
    notes: tuple[Note, ...]
    report: tuple[Message, ...] = ()


Application = AppliedUpload | HasMistakes | UploadRefused | WhichCourse | AlreadySettled
"""What comes of applying an upload to its course."""


class UploadFiles:
    """The files of uploads, in folders of their own beside the courses. Whoever calls it holds the
    catalogue's lock."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._shelf = catalogue.shelf

    def receive(self, upload: Upload, data: bytes) -> Application:
        """Keeps what was sent, and applies it to the course it is for."""
        self._catalogue.mend()
        self._shelf.clear(upload.id)
        try:
            if is_to_import(upload.name, data):
                return self._bring(upload, SourceFile(upload.name, data))
            content = uploads.receive(upload.name, data, self._raw(upload))
        except ZipFileError as error:
            return UploadRefused(error.why)
        return HasMistakes(content) if isinstance(content, tuple) else self._apply(upload, content)

    def apply(self, upload: Upload) -> Application:
        """The same with what was kept, and the course as it is now."""
        self._catalogue.mend()
        if not self._raw(upload).is_dir():
            return AlreadySettled()
        try:
            content = uploads.look(self._raw(upload), upload.name)
        except ZipFileError as error:
            return UploadRefused(error.why)
        return HasMistakes(content) if isinstance(content, tuple) else self._apply(upload, content)

    def course(self, upload: Upload) -> Course | None:
        """The course as it would be, to be looked at."""
        made = self._made(upload)
        loaded = load_course(made) if upload.folder and made.is_dir() else ()
        return loaded if isinstance(loaded, Course) else None

    def publish(
        self, upload: Upload, now: datetime
    ) -> PublishedVersion | BaseChanged | AlreadySettled | HasMistakes:
        """Puts the course in place of what was there."""
        self._catalogue.mend()
        made, folder = self._made(upload), upload.folder
        if not folder:
            return AlreadySettled()
        if not made.is_dir():
            return self._published_before(upload)
        if self._shelf.digest(folder) != upload.base:
            return BaseChanged(upload.draft)
        return self._catalogue.put(made, folder, upload.base, now)

    def only_lesson(self, upload: Upload) -> str | None:
        """The id of the one lesson that was sent; None where it was several, or a course."""
        applied = uploads.look(self._raw(upload), "") if self._raw(upload).is_dir() else ()
        found = applied.lesson_ids if isinstance(applied, UploadContent) else ()
        return found[0] if len(found) == 1 else None

    def _bring(self, upload: Upload, source: SourceFile) -> Application:
        """A file of another program. Raises ZipFileError."""
        made = import_upload(source, self._raw(upload), self._catalogue.library, self._shelf.root)
        applied = self._apply(upload, made.content)
        return replace(applied, report=made.report) if isinstance(applied, AppliedUpload) else applied

    def _apply(self, upload: Upload, content: UploadContent) -> Application:
        folder = upload.folder or folder_for(content, self._catalogue.library, self._shelf.root)
        if folder is None:
            return WhichCourse(upload.draft, content.title, candidates(content, self._catalogue.library))
        applied = replace(upload, folder=folder, base=self._shelf.digest(folder))
        called = self._make(applied, content)
        loaded = load_course(self._made(applied), called, thorough=True)
        if not isinstance(loaded, Course):
            return HasMistakes(loaded)
        if self._catalogue.library.folders.get(loaded.id, folder) != folder:
            return UploadRefused(say("zip.id_taken", id=loaded.id))
        if content.course_id is not None and (before := replaced(folder, loaded, self._catalogue.library)):
            return UploadRefused(say("zip.looks_like", title=before.title, id=before.id))
        return AppliedUpload(
            applied, loaded, content.lesson_ids, notes_on_course(self._made(applied), called=called)
        )

    def _make(self, upload: Upload, content: UploadContent) -> dict[str, str]:
        """The course as it would be, in a folder that is there as a whole or not at all: what lies under this
        name is what Publish publishes. Gives the names of files there -> what their sender calls them."""
        made, present = self._made(upload), self._shelf.root / upload.folder
        making = self._shelf.incoming(upload.id) / MAKING / upload.folder
        remove(making.parent)
        try:
            before = present if present.is_dir() else None
            called = uploads.build(self._raw(upload), content, before, making)
            if made.exists():
                made.rename(making.with_name(".before"))
            making.rename(made)
        finally:
            remove(making.parent)
        return called

    def _published_before(
        self, upload: Upload
    ) -> PublishedVersion | BaseChanged | AlreadySettled | HasMistakes:
        """A crash came between Publish and its answer, or while the upload was applied once more."""
        applied = self.apply(upload)
        if isinstance(applied, AppliedUpload) and digest(self._made(upload)) == applied.upload.base:
            return self._catalogue.teach(upload.folder, upload.base)
        return applied if isinstance(applied, AlreadySettled) else BaseChanged(upload.draft)

    def _raw(self, upload: Upload) -> Path:
        return self._shelf.incoming(upload.id) / _RAW

    def _made(self, upload: Upload) -> Path:
        return self._shelf.incoming(upload.id) / upload.folder
