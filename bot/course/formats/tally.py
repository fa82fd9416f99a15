"""How much of what came over, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Course, Question, Section

KINDS = {
    Choice: "choice",
    TrueFalse: "true_or_false",
    Typed: "written",
    Number: "number",
    Gaps: "gaps",
    Ordering: "order",
    Pairs: "pairs",
    Flashcard: "card",
    ShellCommand: "command",
}
"""Kind -> what reports call it."""


@dataclass(frozen=True)
class Imports:
    """`questions`: by kind, those for practice among them, of which there are `practice`."""

    lessons: int
    sections: int
    questions: Mapping[str, int]
    practice: int
    pictures: int


def counted(course: Course) -> Imports:
    steps = [step for lesson in course.lessons for step in (*lesson.steps, *lesson.practice)]
    kinds = Counter(KINDS[type(step.task)] for step in steps if isinstance(step, Question))
    return Imports(
        lessons=len(course.lessons),
        sections=sum(isinstance(step, Section) for step in steps),
        questions={kind: kinds[kind] for kind in KINDS.values() if kinds[kind]},
        practice=sum(len(lesson.practice) for lesson in course.lessons),
        pictures=sum(step.picture is not None for step in steps),
    )
