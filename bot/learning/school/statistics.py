"""How the school is doing, in numbers: about all together, and about nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.course.model import Course, Lesson, Question
from bot.learning import kinds
from bot.learning.kinds.base import Given, Slip

HARD_FROM = 5
"""First tries below which a question is called neither hard nor easy."""
HARDEST = 5


class ExportKind(StrEnum):
    """What can be exported."""

    ANSWERS = "answers"
    PROGRESS = "progress"
    LEARNERS = "learners"
    QUESTIONS = "questions"


@dataclass(frozen=True)
class FirstTries:
    """First tries at a question. `wrong`: wrong answer -> how often it was given."""

    course_id: str
    step_id: str
    tries: int
    right: int
    wrong: Mapping[Given, int]


@dataclass(frozen=True)
class CourseNumbers:
    """`lessons`: lesson id -> learners who reached its end."""

    course_id: str
    begun: int
    finished: int
    lessons: Mapping[str, int]


@dataclass(frozen=True)
class BroadcastNumbers:
    """One broadcast: when it was queued, and its deliveries by state."""

    number: int
    sent: int
    failed: int
    unknown: int
    waiting: int


@dataclass(frozen=True)
class Numbers:
    """`learners` came to the private chat, `new` of them within a week; `active` were here within a week;
    `gone` blocked the bot. `days`: learners a day, the last one is today."""

    learners: int
    new: int
    active: int
    gone: int
    days: tuple[tuple[date, int], ...]
    courses: tuple[CourseNumbers, ...]
    questions: tuple[FirstTries, ...]
    groups: int
    channels: int
    group_learners: int
    rounds: int
    broadcasts: tuple[BroadcastNumbers, ...]


@dataclass(frozen=True)
class Funnel:
    """How many got how far in a course."""

    course: Course
    begun: int
    finished: int
    lessons: tuple[tuple[Lesson, int], ...]


@dataclass(frozen=True)
class HardQuestion:
    """A question many get wrong at the first try. `favourite`: the slip made most, how often."""

    course: Course
    question: Question
    tries: int
    right: int
    favourite: tuple[Slip, int] | None

    @property
    def share(self) -> float:
        return self.right / self.tries


def funnels(numbers: Numbers, courses: Iterable[Course]) -> tuple[Funnel, ...]:
    """Of the courses as they are now, those nobody began among them."""
    known = {found.course_id: found for found in numbers.courses}
    none = CourseNumbers("", 0, 0, {})
    return tuple(
        Funnel(
            course,
            known.get(course.id, none).begun,
            known.get(course.id, none).finished,
            tuple(
                (lesson, known.get(course.id, none).lessons.get(lesson.id, 0)) for lesson in course.lessons
            ),
        )
        for course in courses
    )


def hardest(numbers: Numbers, courses: Iterable[Course]) -> tuple[HardQuestion, ...]:
    """The questions with the smallest share of right first tries, the hardest first."""
    known = {course.id: course for course in courses}
    found = [
        _hard(known[tries.course_id], question, tries)
        for tries in numbers.questions
        if tries.course_id in known
        and tries.tries >= HARD_FROM
        and tries.right < tries.tries
        and isinstance(question := known[tries.course_id].step(tries.step_id), Question)
        and kinds.scored(question)
    ]
    return tuple(sorted(found, key=lambda hard: (hard.share, -hard.tries))[:HARDEST])


def _hard(course: Course, question: Question, tries: FirstTries) -> HardQuestion:
    times: Counter[str] = Counter()
    slips: dict[str, Slip] = {}
    for given, count in tries.wrong.items():
        for slip in kinds.grade(question, given).slips:
            slips[slip.id] = slip
            times[slip.id] += count
    favourite = max(slips, key=lambda slip_id: times[slip_id], default=None)
    most = (slips[favourite], times[favourite]) if favourite is not None else None
    return HardQuestion(course, question, tries.tries, tries.right, most)
