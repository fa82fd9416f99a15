"""What is taught: immutable values, in the order in which a learner meets them.

Ids are slugs that stay the same while texts change, so that progress can refer to them for good. A button
has room for 64 bytes only; `key` is a short stand-in for a pair of ids, derived from them and nothing else.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path


@lru_cache(maxsize=2**16)
def key(*ids: str, size: int = 8) -> str:
    """A stand-in of `size` characters for these ids: the same ids give the same key, on any machine."""
    digest = hashlib.blake2b("/".join(ids).encode(), digest_size=12).digest()
    return urlsafe_b64encode(digest).decode()[:size]


@dataclass(frozen=True)
class Picture:
    path: Path
    description: str
    digest: str
    """SHA-256 of the file's bytes, in hex: a picture that was edited is another picture."""


@dataclass(frozen=True)
class Section:
    """One message of text. `text`, `note` and `warning` are Markdown."""

    id: str
    title: str
    text: str
    picture: Picture | None = None
    note: str | None = None
    warning: str | None = None

    def __hash__(self) -> int:
        """By its id alone: a step is the key of what was drawn for it, and hashing all its texts is dear."""
        return hash(self.id)


@dataclass(frozen=True)
class Option:
    """One of a question's answers. `why` tells what is wrong with a wrong one; a right one has none."""

    id: str
    text: str
    correct: bool
    why: str = ""
    last: bool = False
    """Stays below the others when they are shuffled, as 'all of the above' must."""

    @cached_property
    def key(self) -> str:
        return key(self.id, size=6)

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True)
class Question:
    """`feedback` is what the course says once the question is answered."""

    id: str
    title: str
    prompt: str
    options: tuple[Option, ...]
    feedback: str
    hint: str | None = None

    def __hash__(self) -> int:
        return hash(self.id)

    def keyed(self, option_key: str) -> frozenset[str]:
        """The id of the option with this key, as a set; empty where the course has it no more."""
        return frozenset(option.id for option in self.options if option.key == option_key)

    @cached_property
    def correct(self) -> frozenset[str]:
        """The ids of the right options."""
        return frozenset(option.id for option in self.options if option.correct)

    @cached_property
    def wording(self) -> str:
        """Stands for what is asked: another prompt, other options or other right ones make another."""
        options = sorted((option.id, option.text, option.correct) for option in self.options)
        return hashlib.blake2b(repr((self.prompt, options)).encode(), digest_size=8).hexdigest()

    @property
    def several(self) -> bool:
        """Whether more than one option has to be chosen."""
        return len(self.correct) > 1

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)


Step = Section | Question


@dataclass(frozen=True)
class Lesson:
    id: str
    title: str
    summary: str
    steps: tuple[Step, ...]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(step for step in self.steps if isinstance(step, Question))


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class Term:
    term: str
    meaning: str


@dataclass(frozen=True)
class Resources:
    """`note` and `warning` explain what the two call-outs mean in this course."""

    links: tuple[Link, ...] = ()
    note: str = ""
    warning: str = ""


@dataclass(frozen=True)
class Spot:
    """Where a step is in its course, both counted from 0."""

    lesson: int
    step: int


@dataclass(frozen=True)
class Course:
    id: str
    title: str
    summary: str
    language: str
    lessons: tuple[Lesson, ...]
    about: str = ""
    cover: Picture | None = None
    resources: Resources = field(default_factory=Resources)
    glossary: tuple[Term, ...] = ()

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

    def step(self, step_id: str) -> Step | None:
        spot = self.spots.get(step_id)
        return self.lessons[spot.lesson].steps[spot.step] if spot else None

    def lesson(self, lesson_id: str) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.id == lesson_id), None)

    @cached_property
    def key(self) -> str:
        return key(self.id)

    def step_key(self, step_id: str) -> str:
        return key(self.id, step_id)

    def lesson_key(self, lesson_id: str) -> str:
        return key(self.id, "lesson", lesson_id)
