"""What is taught: immutable values, in the order in which a learner meets them.

Ids are slugs that stay the same while texts change, so that progress can refer to them for good. A button
has room for 64 bytes only; `key` is a short stand-in for a pair of ids, derived from them and nothing else.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from bot.course.keys import key
from bot.course.kinds import Task
from bot.course.languages import Codes, read_in


@dataclass(frozen=True)
class Picture:
    path: Path
    description: str
    digest: str
    """SHA-256 of the file's bytes, in hex: a picture that was edited is another picture."""

    def moved(self, here: Path, there: Path) -> Picture:
        return replace(self, path=there / self.path.relative_to(here))


@dataclass(frozen=True)
class Section:
    """One message of text. `text`, `note`, `warning` and `more`, a longer explanation, are Markdown."""

    id: str
    title: str
    text: str
    picture: Picture | None = None
    note: str | None = None
    warning: str | None = None
    more: str | None = None
    untranslated: bool = False
    """Some of it, or all, is in the course's own language, in a translation of the course."""

    def __hash__(self) -> int:
        """By its id alone: a step is the key of what was drawn for it, and hashing all its texts is dear."""
        return hash(self.id)


@dataclass(frozen=True)
class Question:
    """`task` is what its kind asks for. `feedback` is what the course says once the question is answered,
    `more` a longer explanation for those who wish it then. A `check` comes between sections and is no part of
    the quiz's score. `untranslated`: as a section's; `original`: in a translation, the same question in the
    course's own language."""

    id: str
    title: str
    prompt: str
    task: Task
    feedback: str
    hint: str | None = None
    picture: Picture | None = None
    more: str | None = None
    check: bool = False
    untranslated: bool = False
    original: Question | None = None

    def __hash__(self) -> int:
        return hash(self.id)

    @cached_property
    def wording(self) -> str:
        """Stands for what is asked: another prompt, other options or other right ones make another. The same
        in all languages."""
        if self.original:
            return self.original.wording
        return hashlib.blake2b(repr((self.prompt, self.task.asked)).encode(), digest_size=8).hexdigest()


Step = Section | Question
AStep = TypeVar("AStep", bound=Step)


@dataclass(frozen=True)
class Lesson:
    id: str
    title: str
    summary: str
    steps: tuple[Step, ...]
    practice: tuple[Question, ...] = ()
    """Never in the way of the lesson: they are there for review."""
    untranslated: bool = False
    """None of it is translated, in a translation of the course."""

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All that are asked in the lesson, checks among them."""
        return tuple(step for step in self.steps if isinstance(step, Question))


class Taught(NamedTuple):
    """A question, and the lesson that it belongs to."""

    lesson: Lesson
    question: Question


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class Term:
    """`original`: in a translation, the term in the course's own language."""

    term: str
    meaning: str
    original: str = ""


@dataclass(frozen=True)
class Resources:
    """`note` and `warning` explain what the two call-outs mean in this course."""

    links: tuple[Link, ...] = ()
    note: str = ""
    warning: str = ""


@dataclass(frozen=True)
class NextCourse:
    """The course that goes on where another one ends. `title` and `summary` are the library's to fill in; ""
    while it has no course with this id."""

    id: str
    title: str = ""
    summary: str = ""

    @cached_property
    def key(self) -> str:
        return key(self.id)


@dataclass(frozen=True)
class Spot:
    """Where a step is in its course, both counted from 0."""

    lesson: int
    step: int


@dataclass(frozen=True)
class CertificateTerms:
    """What a certificate takes beside all lessons: percent of the quiz's questions that were right at the
    first try, and that are right by now. 0 asks for nothing."""

    first_tries: int = 0
    right: int = 0


@dataclass(frozen=True)
class Course:
    """`certificate`: None where there is none for it. `translations`: the same course in other languages,
    with the same ids. `languages`: all that it can be read in, its own first; () where there is but its
    own."""

    id: str
    title: str
    summary: str
    language: str
    lessons: tuple[Lesson, ...]
    about: str = ""
    cover: Picture | None = None
    resources: Resources = field(default_factory=Resources)
    glossary: tuple[Term, ...] = ()
    certificate: CertificateTerms | None = None
    next: NextCourse | None = None
    translations: tuple[Course, ...] = ()
    languages: tuple[str, ...] = ()

    def read_by(self, codes: Codes) -> Course:
        """The course as somebody reads it who reads these languages."""
        found = read_in(codes, self.languages)
        return next((one for one in self.translations if one.language == found), self)

    def moved(self, here: Path, there: Path) -> Course:
        """The same course, after its folder was moved: the pictures lie in it."""

        def step(one: AStep) -> AStep:
            if one.picture:
                return replace(one, picture=one.picture.moved(here, there))
            return one

        lessons = (
            replace(lesson, steps=tuple(map(step, lesson.steps)), practice=tuple(map(step, lesson.practice)))
            for lesson in self.lessons
        )
        cover = self.cover and self.cover.moved(here, there)
        translations = tuple(one.moved(here, there) for one in self.translations)
        return replace(self, lessons=tuple(lessons), cover=cover, translations=translations)

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """Step id -> where it is."""
        return {
            step.id: Spot(i, j)
            for i, lesson in enumerate(self.lessons)
            for j, step in enumerate(lesson.steps)
        }

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for lesson in self.lessons for question in lesson.questions)

    @cached_property
    def taught(self) -> dict[str, Taught]:
        """Question id -> it and its lesson, those for practice among them."""
        return {
            question.id: Taught(lesson, question)
            for lesson in self.lessons
            for question in (*lesson.questions, *lesson.practice)
        }

    def step(self, step_id: str) -> Step | None:
        spot = self.spots.get(step_id)
        return self.lessons[spot.lesson].steps[spot.step] if spot else None

    def step_or_practice(self, step_id: str) -> Step | None:
        """The step with this id, or the question for practice."""
        taught = self.taught.get(step_id)
        return self.step(step_id) or (taught.question if taught else None)

    def lesson(self, lesson_id: str) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.id == lesson_id), None)

    @cached_property
    def key(self) -> str:
        return key(self.id)

    def step_key(self, step_id: str) -> str:
        return key(self.id, step_id)

    def lesson_key(self, lesson_id: str) -> str:
        return key(self.id, "lesson", lesson_id)
