"""What is exported, and what the formats share of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from bot.course.exporting.losses import Losses
from bot.course.message import Message, say
from bot.course.model import Course, Lesson, Question, Section, Step


@dataclass(frozen=True)
class CourseExport:
    """A course on its way into a file. `folder`: where its files lie. `now`: programs that have it already
    take what is newer. `in_words`: for the few words that have to stand in the file."""

    course: Course
    folder: Path
    now: datetime
    in_words: Callable[[Message], str]
    lost: Losses = field(default_factory=Losses)

    def lessons(self) -> Iterator[tuple[str, tuple[Step, ...]]]:
        """A title that no other lesson has, and all steps, those for practice behind the others."""
        for title, lesson in _titled(self.course).items():
            for question in lesson.practice:
                self.lost.changed(question.title, say("export.practice"))
            for step in lesson.steps:
                if isinstance(step, Question) and step.check:
                    self.lost.changed(step.title, say("export.check"))
            yield title, (*lesson.steps, *lesson.practice)

    def around(self, *, held: frozenset[str] = frozenset()) -> None:
        """Says what has no place beside the lessons; `held`: what of it has one."""
        course = self.course
        there: Mapping[str, object] = {
            "title": course.title,
            "summary": course.summary,
            "about": course.about,
            "cover": course.cover,
            "links": course.resources.links or course.resources.note or course.resources.warning,
            "glossary": course.glossary,
            "certificate": course.certificate,
            "next": course.next,
            "lesson_summaries": any(lesson.summary for lesson in course.lessons),
        }
        lost = tuple(name for name, found in there.items() if found and name not in held)
        if lost:
            self.lost.beside(say("export.around", parts=lost))


@dataclass(frozen=True)
class Written:
    """`steps`: those that are in it. `beside`: name in a folder beside the file -> bytes, for a format whose
    pictures lie there."""

    data: bytes
    steps: tuple[Step, ...]
    beside: Mapping[str, bytes] = field(default_factory=dict)


def _titled(course: Course) -> dict[str, Lesson]:
    """Programs take two chapters of one title for the same."""
    found: dict[str, Lesson] = {}
    for lesson in course.lessons:
        titles = (lesson.title if n == 1 else f"{lesson.title} ({n})" for n in count(1))
        found[next(title for title in titles if title not in found)] = lesson
    return found


def text_of(section: Section) -> str:
    """All that a section says, one below the other, in Markdown."""
    return "\n\n".join(filter(None, (section.text, section.note, section.warning, section.more)))


def say_of_section(section: Section, lost: Losses) -> None:
    if section.note or section.warning or section.more:
        lost.changed(section.title, say("export.call_outs"))
