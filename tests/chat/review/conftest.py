"""A course with every kind of question for practice, and learners who have answered some of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.library import Library
from bot.course.model import Course, Question
from tests.messages import letter_of
from tests.school import Pupil, School


def option(text: str, *, correct: bool = False) -> Option:
    return Option(text.lower(), text, correct, "" if correct else f"{text} is not.")


def question(id_: str, task: object, hint: str | None = None) -> Question:
    return Question(id_, f"About {id_}", f"Ask {id_}?", task, f"So it is with {id_}.", hint)  # type: ignore[arg-type]


KINDS = (
    question(
        "several", Choice((option("Green", correct=True), option("Black", correct=True), option("Red")))
    ),
    question("truth", TrueFalse(true=True, why="It is.")),
    question("word", Typed(("kettle",)), hint="It whistles."),
    question("card", Flashcard("A leaf.")),
)


def with_practice(course: Course, *questions: Question) -> Course:
    """The course with these for practice in its first lesson."""
    first, *others = course.lessons
    return replace(course, lessons=(replace(first, practice=questions), *others))


@dataclass
class Reviewer:
    """A pupil who has been taught; `write` puts answers into the past."""

    pupil: Pupil
    school: School

    def answered(
        self, question_id: str, hours_ago: float = 48, result: str = "right", **more: object
    ) -> None:
        at = int((self.school.clock.now.timestamp() - hours_ago * 3600) * 1000)
        chosen = more.get("chosen", "boils" if result == "right" else "freezes")
        self.school.execute(
            "INSERT INTO answers (learner_id, course_id, run, step_id, attempt, chosen, result, answered_at)"
            f" VALUES ({self.pupil.id}, 'tea', 1, '{question_id}', {more.get('attempt', 1)}, '{chosen}',"
            f" '{result}', {at})"
        )

    def finished(self, lesson_id: str = "water", hours_ago: float = 48) -> None:
        at = int((self.school.clock.now.timestamp() - hours_ago * 3600) * 1000)
        self.school.execute(
            "INSERT INTO lesson_visits (learner_id, course_id, run, lesson_id, finished_at)"
            f" VALUES ({self.pupil.id}, 'tea', 1, '{lesson_id}', {at})"
        )

    async def right(self) -> None:
        """Answers the card about water with options rightly."""
        await self.pupil.press(letter_of(self.pupil.text, "It boils"))

    def rows(self, what: str, table: str) -> list[tuple[object, ...]]:
        return self.school.rows(f"SELECT {what} FROM {table} WHERE learner_id = {self.pupil.id}")


@pytest.fixture
def taught(tea: Library) -> Library:
    return Library([with_practice(tea.courses[0], *KINDS)])


@pytest.fixture
async def school(closed_school: School, taught: Library) -> AsyncIterator[School]:
    async with closed_school.open(taught):
        yield closed_school


@pytest.fixture
async def ada(school: School) -> Reviewer:
    """She has begun the course, two days ago."""
    pupil = school.join("Ada")
    await pupil.say("/start")
    await pupil.press("Begin")
    return Reviewer(pupil, school)
