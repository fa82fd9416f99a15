"""Learners who answered all that is taught long ago, and review it now."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from bot.course.kinds.card import Flashcard
from bot.course.model import Course, Question
from bot.storage.times import to_ms
from tests import engine
from tests.endurance.card_ledger import Questions
from tests.endurance.hand import Hand
from tests.endurance.house import House
from tests.endurance.manners import Manners
from tests.endurance.reviewer import Reviewer

LONG_AGO = timedelta(days=10)
"""All that was answered then is due."""
SESSION = 5
"""Cards: the smallest session, so that many begin and end."""


class Reviewers:
    def __init__(self, house: House, count: int, random: Random, manners: Manners) -> None:
        assert house.clock, "their past takes the clock that the bot has"
        self._house, self._clock = house, house.clock
        self._courses = house.library().courses
        questions = Questions(self._courses)
        ids = [house.world.join(f"Reviewer {number}").id for number in range(1, count + 1)]
        self.people = [
            Reviewer(Hand(house.world, one, one, Random(random.random()), manners), questions, house.clock)
            for one in ids
        ]
        self.answered = sum(len(course.questions) for course in self._courses)
        """Questions that each of them answered in lessons."""

    async def review(self, over: asyncio.Event) -> None:
        """Until the lessons are over. Raises StuckError."""
        await asyncio.gather(*(self._greet(one.hand) for one in self.people))
        self._answer_long_ago()
        await asyncio.gather(*(one.review(over) for one in self.people))

    async def _greet(self, hand: Hand) -> None:
        """Once they are answered, the bot knows them, and nothing of theirs is still under way."""
        await hand.until(
            lambda: any(one["from"]["is_bot"] for one in hand.messages),
            lambda: hand.say("/start"),
            "/start is not answered",
        )

    def _answer_long_ago(self) -> None:
        at = to_ms(self._clock() - LONG_AGO)
        with engine.writing(self._house.database) as connection:
            for one in self.people:
                learner_id = one.hand.id
                connection.execute("UPDATE learners SET session_size = ? WHERE id = ?", (SESSION, learner_id))
                for course in self._courses:
                    connection.executemany(
                        "INSERT INTO answers (learner_id, course_id, run, step_id, attempt, chosen, result,"
                        " answered_at) VALUES (?, ?, 1, ?, 1, ?, ?, ?)",
                        [(learner_id, course.id, *row, at) for row in _answers(course, one.hand.random)],
                    )
                    connection.executemany(
                        "INSERT INTO lesson_visits (learner_id, course_id, run, lesson_id, finished_at)"
                        " VALUES (?, ?, 1, ?, ?)",
                        [(learner_id, course.id, lesson.id, at) for lesson in course.lessons],
                    )


def _answers(course: Course, random: Random) -> Iterator[tuple[str, str, str]]:
    """Question, answer and result; what was answered says nothing to the review."""
    for question in course.questions:
        yield question.id, *(("good", "recalled") if _is_card(question) else ("", _result(random)))


def _is_card(question: Question) -> bool:
    return isinstance(question.task, Flashcard)


def _result(random: Random) -> str:
    return random.choice(("right", "right", "wrong", "shown"))
