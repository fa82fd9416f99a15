"""Somebody's files -> the files of a course, read back as proof that the bot will teach just that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.course.formats import read
from bot.course.formats.fitting.fitted import Fitted, Wish, fitted
from bot.course.formats.material import Fate, Finding, FormatError, nothing_kept
from bot.course.formats.source_file import SourceFile
from bot.course.message import Message, say
from bot.course.model import Course, Lesson, Step
from bot.course.reading.loader import load_course
from bot.course.reading.mistakes import Mistake
from bot.course.schema import schema_files, with_schema
from bot.course.shelf.disk import remove
from bot.course.shelf.names import COURSE_FILE
from bot.course.writing.files import Comments, course_text, lesson_text
from bot.course.writing.stamp import stamped

InWords = Callable[[Message], str]
"""What is said, for the comments in the files. None: there are none."""


@dataclass(frozen=True)
class Imported:
    """`files`: path in the course's folder -> bytes."""

    course: Course
    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Importing:
    """What is asked for. `format`: its name, "" to find it out; `before`: the course as it was imported the
    last time."""

    wish: Wish = field(default_factory=Wish)
    format: str = ""
    before: Course | None = None


def imported(
    sources: Sequence[SourceFile], asked: Importing, made: Path, in_words: InWords | None
) -> Imported:
    """Writes the course into `made`, a folder that is not there yet. Raises FormatError, OSError."""
    found = [(source, read(source, asked.format)) for source in sources]
    whole = fitted(found, asked.wish, asked.before)
    while whole.course.lessons:
        files = files_of(whole, [source.name for source in sources], in_words)
        _write(files, made)
        loaded = load_course(made)
        if isinstance(loaded, Course):
            return Imported(loaded, files, whole.findings)
        remove(made)
        whole = _without(whole, loaded, files)
    raise nothing_kept(whole.findings)


def files_of(whole: Fitted, names: Sequence[str], in_words: InWords | None) -> dict[str, bytes]:
    """All that lies in the course's folder."""
    comments = _comments(whole, names, in_words) if in_words else Comments()
    lessons = lesson_names(whole.course)
    texts = {COURSE_FILE: course_text(whole.course, tuple(lessons), comments)}
    for name, lesson in lessons.items():
        texts[name] = lesson_text(lesson, comments)
    made = {name: stamped(with_schema(name, text)).encode() for name, text in texts.items()}
    return made | dict(whole.pictures) | schema_files()


def lesson_names(course: Course) -> dict[str, Lesson]:
    """File name -> lesson, in order: 01-water.yaml where there are ten lessons or more."""
    width = len(str(len(course.lessons)))
    return {f"{n:0{width}}-{lesson.id}.yaml": lesson for n, lesson in enumerate(course.lessons, 1)}


def _comments(whole: Fitted, names: Sequence[str], in_words: InWords) -> Comments:
    beside = {
        step_id: tuple(_comment(one, in_words) for one in findings)
        for step_id, findings in whole.beside().items()
    }
    head = (in_words(say("formats.imported_from", files=tuple(names))), *beside.pop("", ()))
    return Comments(head, beside)


def _comment(finding: Finding, in_words: InWords) -> str:
    return in_words(say("formats.left_out", why=finding.message, place=finding.origin.place))


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _without(whole: Fitted, mistakes: tuple[Mistake, ...], files: Mapping[str, bytes]) -> Fitted:
    """Without the steps that the reader of courses does not take: each is among the findings then."""
    lessons = lesson_names(whole.course)
    bad: dict[str, Message] = {}
    for mistake in mistakes:
        lesson = lessons.get(mistake.file.name)
        step = _step_at(lesson, files[mistake.file.name].decode(), mistake.line) if lesson else None
        if step is None:
            raise FormatError(mistake.message)
        bad.setdefault(step.id, mistake.message)
    titles = {
        step.id: step.title for lesson in lessons.values() for step in (*lesson.steps, *lesson.practice)
    }
    refused = tuple(
        Finding(Fate.LEFT_OUT, whole.origins[id_], say("formats.refused", title=titles[id_], why=why))
        for id_, why in bad.items()
    )
    kept = (_lesson_without(lesson, bad) for lesson in whole.course.lessons)
    course = replace(whole.course, lessons=tuple(lesson for lesson in kept if lesson.steps))
    return replace(whole, course=course, findings=(*whole.findings, *refused))


def _lesson_without(lesson: Lesson, bad: Mapping[str, Message]) -> Lesson:
    steps = tuple(step for step in lesson.steps if step.id not in bad)
    return replace(lesson, steps=steps, practice=tuple(one for one in lesson.practice if one.id not in bad))


def _step_at(lesson: Lesson, text: str, line: int) -> Step | None:
    """The step that stands in this line of what was written."""
    steps = (*lesson.steps, *lesson.practice)
    number = sum(one.startswith("  - ") for one in text.split("\n")[:line]) - 1
    return steps[number] if 0 <= number < len(steps) else None
