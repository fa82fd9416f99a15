"""A course -> its files as a person would write them. What is written is read again as the same course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as field_of

from bot.course.kinds.card import Flashcard
from bot.course.model import CertificateTerms, Course, Lesson, Picture, Question, Section, Step
from bot.course.reading.todo import TODO
from bot.course.writing.tasks import task_lines
from bot.course.writing.yaml_text import comment, field, scalar

_STEP = "    "
"""Before the fields of a step."""


@dataclass(frozen=True)
class Comments:
    """What the teacher is told in the files. `on`: step id -> lines above it; `head`: above all."""

    head: tuple[str, ...] = ()
    on: Mapping[str, tuple[str, ...]] = field_of(default_factory=dict)


def course_text(course: Course, lesson_files: tuple[str, ...], comments: Comments = Comments()) -> str:
    """course.yaml. `lesson_files`: their names, in order."""
    return _joined(_course(course, lesson_files, comments))


def lesson_text(lesson: Lesson, comments: Comments = Comments()) -> str:
    return _joined(_lesson(lesson, comments))


def _joined(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _course(course: Course, lesson_files: tuple[str, ...], comments: Comments) -> Iterator[str]:
    for text in comments.head:
        yield from comment(text, "")
    yield f"id: {scalar(course.id)}"
    yield from field("title", course.title, "")
    yield from field("summary", course.summary or TODO, "")
    yield f"language: {scalar(course.language)}"
    if course.about:
        yield ""
        yield from field("about", course.about, "", below=True)
    if course.cover:
        yield ""
        yield from _picture("cover", course.cover, "")
    yield ""
    yield "lessons:"
    yield from (f"  - {scalar(name)}" for name in lesson_files)
    yield from ("", f"next: {course.next.id}") if course.next else ()
    yield from _certificate(course)
    yield from _resources(course)
    if course.glossary:
        yield ""
        yield "glossary:"
        for term in course.glossary:
            first, *others = field("term", term.term, _STEP)
            yield f"  - {first.strip()}"
            yield from (*others, *field("meaning", term.meaning, _STEP))


def _certificate(course: Course) -> Iterator[str]:
    terms = course.certificate
    if terms is None:
        return
    yield ""
    if terms == CertificateTerms():
        yield "certificate: true"
        return
    yield "certificate:"
    yield from (f"  first_tries: {terms.first_tries}",) if terms.first_tries else ()
    yield from (f"  right: {terms.right}",) if terms.right else ()


def _resources(course: Course) -> Iterator[str]:
    resources = course.resources
    if not (resources.links or resources.note or resources.warning):
        return
    yield ""
    yield "resources:"
    yield from ("  links:",) if resources.links else ()
    for link in resources.links:
        first, *others = field("title", link.title, "      ")
        yield f"    - {first.strip()}"
        yield from (*others, *field("url", link.url, "      "))
        yield from field("about", link.about, "      ") if link.about else ()
    yield from field("note", resources.note, "  ") if resources.note else ()
    yield from field("warning", resources.warning, "  ") if resources.warning else ()


def _lesson(lesson: Lesson, comments: Comments) -> Iterator[str]:
    yield f"id: {scalar(lesson.id)}"
    yield from field("title", lesson.title, "")
    yield from field("summary", lesson.summary or TODO, "")
    yield ""
    yield "steps:"
    yield from _steps(lesson.steps, comments)
    if lesson.practice:
        yield ""
        yield "practice:"
        yield from _steps(lesson.practice, comments)


def _steps(steps: tuple[Step, ...], comments: Comments) -> Iterator[str]:
    for number, step in enumerate(steps):
        if number:
            yield ""
        for text in comments.on.get(step.id, ()):
            yield from comment(text, "  ")
        lines = _section(step) if isinstance(step, Section) else _question(step)
        yield f"  - {next(lines).strip()}"
        yield from lines


def _section(section: Section) -> Iterator[str]:
    yield from field("section", section.title, _STEP)
    yield f"{_STEP}id: {scalar(section.id)}"
    yield from field("text", section.text, _STEP, below=True)
    yield from _picture("picture", section.picture, _STEP)
    yield from field("note", section.note, _STEP) if section.note else ()
    yield from field("warning", section.warning, _STEP) if section.warning else ()
    yield from field("more", section.more, _STEP, below=True) if section.more else ()


def _question(question: Question) -> Iterator[str]:
    yield from field("check" if question.check else "question", question.title, _STEP)
    yield f"{_STEP}id: {scalar(question.id)}"
    yield from field("prompt", question.prompt, _STEP)
    yield from _picture("picture", question.picture, _STEP)
    yield from task_lines(question.task, _STEP)
    if question.feedback or not isinstance(question.task, Flashcard):
        yield from field("feedback", question.feedback or TODO, _STEP)
    yield from field("hint", question.hint, _STEP) if question.hint else ()
    yield from field("more", question.more, _STEP, below=True) if question.more else ()


def _picture(name: str, picture: Picture | None, indent: str) -> Iterator[str]:
    if picture:
        yield f"{indent}{name}:"
        yield from field("file", picture.path.as_posix(), f"{indent}  ")
        yield from field("description", picture.description or TODO, f"{indent}  ")
