"""Values of publishing: drafts, and what becomes of an upload, or an edited folder, until it is taught."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.course.message import Message
from bot.course.model import Course, Step
from bot.course.reading.mistakes import Mistake, Note
from bot.learning.school.course_changes import Changes


@dataclass(frozen=True)
class UploadDraft:
    """The upload of this number, waiting for Publish."""

    id: int


@dataclass(frozen=True)
class FolderDraft:
    """CONTENT_DIR as it is when it has this digest, waiting for Publish."""

    digest: str


Draft = UploadDraft | FolderDraft
"""What may be published. Both survive a restart."""


@dataclass(frozen=True)
class Upload:
    """A file that an admin sent, called `name`. `folder`: of the course it is for, '' while that is not
    clear; `base`: the digest of that folder when the upload was laid over it."""

    id: int
    admin_id: int
    folder: str
    base: str
    name: str

    @property
    def draft(self) -> UploadDraft:
        return UploadDraft(self.id)


@dataclass(frozen=True)
class Impact:
    """Changes to a course, and whom they meet. `learners` are under way in it, `at_removed` of them at a step
    that goes. `cards_renewed` begin anew, `cards_removed` leave the review."""

    changes: Changes
    learners: int
    at_removed: int
    cards_renewed: int = 0
    cards_removed: int = 0


@dataclass(frozen=True)
class ReadyToPublish:
    """Without a mistake, and waiting for Publish. `removed`: courses that go;
    `notes`: what is worth a look before; `report`: what an import says, a line each."""

    draft: Draft
    impacts: tuple[Impact, ...]
    removed: tuple[Course, ...] = ()
    lesson_ids: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    report: tuple[Message, ...] = ()


@dataclass(frozen=True)
class HasMistakes:
    """Not to be published like this. `in_folder`: they are in CONTENT_DIR, and were not sent."""

    mistakes: tuple[Mistake, ...]
    in_folder: bool = False


@dataclass(frozen=True)
class UploadRefused:
    """Not even looked into; `why` is one sentence, or one a line."""

    why: Message


@dataclass(frozen=True)
class NotWritten:
    """The disk did not do as it was told; `why` is the reason, as the system says it. What is taught is what
    was taught before. `draft` (None where there is none) is still there, and may be published later."""

    why: Message
    draft: Draft | None = None


@dataclass(frozen=True)
class WhichCourse:
    """Lessons that may belong to any of these courses."""

    draft: UploadDraft
    title: str
    courses: tuple[Course, ...]


@dataclass(frozen=True)
class NothingChanged:
    """It is what is taught already: nothing to publish."""


@dataclass(frozen=True)
class AlreadySettled:
    """The upload was published or thrown away before."""


@dataclass(frozen=True)
class BaseChanged:
    """Somebody else published in between: this was made for an earlier version. `draft`: what may be looked
    at again, if it was a draft."""

    draft: Draft | None


@dataclass(frozen=True)
class UndoPublishing:
    """The digests of the version that was taught before, and of the present one."""

    before: str
    present: str


@dataclass(frozen=True)
class Published:
    """It is taught now. `undo`: of one course, where there was a version before. `lesson_id`: the one lesson
    that came, if it was one. `restored`: since when the version was taught that has been brought back, then
    the same of those that it is to be told apart from; empty where what came was new."""

    courses: tuple[Course, ...]
    undo: UndoPublishing | None = None
    lesson_id: str | None = None
    restored: tuple[datetime, ...] = ()

    @property
    def changed(self) -> str:
        """The ids of the courses, for the log."""
        return ", ".join(course.id for course in self.courses) or "courses were taken out"


@dataclass(frozen=True)
class PreviewPage:
    """One step of a draft as learners will see it: `number` of `total`, from 0."""

    draft: Draft
    course: Course
    number: int

    @property
    def total(self) -> int:
        return len(self.course.spots)

    @property
    def step(self) -> Step:
        found = self.course.step(list(self.course.spots)[self.number])
        assert found  # noqa: S101 - the number is one of its steps'
        return found


@dataclass(frozen=True)
class RestorableVersion:
    """A version of a course that can be restored. `key` names it on buttons."""

    key: str
    since: datetime
    present: bool


@dataclass(frozen=True)
class CourseVersions:
    """A course with its versions, the newest first. `present` stands for what is in its folder now, also
    where that is none of them. `hidden`: from whoever has not begun it."""

    course: Course
    editions: tuple[RestorableVersion, ...]
    present: str
    hidden: bool = False


DraftCheck = (
    ReadyToPublish | HasMistakes | UploadRefused | NotWritten | WhichCourse | NothingChanged | AlreadySettled
)
PublishResult = (
    Published | BaseChanged | HasMistakes | UploadRefused | NotWritten | AlreadySettled | NothingChanged
)
