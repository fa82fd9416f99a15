"""Cards are a cache: replaying the reviews gives the same ones."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from bot.course.kinds.choice import Choice
from bot.course.library import Library
from bot.course.model import Course, Question
from bot.learning.kinds.base import Given, Pick
from bot.learning.learner.attempts import Answer, AttemptResult
from bot.learning.learner.learner import Person
from bot.learning.review.card import Card, CardId
from bot.learning.review.outcome import CardAsked
from bot.learning.review.session import SessionMark
from bot.storage.database import Database
from bot.storage.learner import answers, learners, lesson_visits
from bot.storage.review import cards, sessions
from bot.tutor.review.replaying import replay_all
from bot.tutor.review.reviewing import Reviewing
from bot.tutor.tap import Tap
from bot.tutor.use_cases import UseCases
from tests.learning.learner.courses import any_course, dice
from tests.storage.rows import opened

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADA = Person(1, "Ada")


def with_other_answers(course: Course, dice: Random) -> Course:
    """The course with another right answer to some questions, and without others."""
    lessons = []
    for lesson in course.lessons:
        steps = [step for step in lesson.steps if dice.random() < 0.9] or [lesson.steps[0]]
        lessons.append(replace(lesson, steps=tuple(_other(step, dice) for step in steps)))
    return replace(course, lessons=tuple(lessons))


def _other(step: object, dice: Random) -> object:
    if not isinstance(step, Question) or not isinstance(step.task, Choice) or dice.random() < 0.7:
        return step
    first, *others = step.task.options
    return replace(step, task=Choice((replace(first, correct=not first.correct, why="No."), *others)))


class Life:
    """A learner who answers in lessons and in reviews for some weeks, while the course changes."""

    def __init__(self, database: Database, dice: Random) -> None:
        self.database, self.dice, self.now, self.taps = database, dice, NOW, 0
        self.course = any_course(8, dice)
        self.reviewing = Reviewing(UseCases(database, self.library))
        self.attempts: dict[str, int] = {}

    def library(self) -> Library:
        return Library([self.course])

    def tap(self) -> Tap:
        self.taps += 1
        return Tap(ADA, str(self.taps), self.now, self.taps)

    async def live(self) -> None:
        await self.database.transaction(lambda tx: learners.meet(tx, ADA, self.now))
        for _ in range(self.dice.randint(6, 20)):
            self.now += timedelta(hours=self.dice.choice((1, 7, 23, 25, 60, 500)))
            deed = self.dice.random()
            if deed < 0.3:
                await self.answer_in_lesson()
            elif deed < 0.45:
                self.course = with_other_answers(self.course, self.dice)
            elif deed < 0.55:
                lesson = self.dice.choice(self.course.lessons)
                await self.database.transaction(
                    lambda tx: lesson_visits.finish(tx, 1, "course", 1, lesson.id, self.now)  # noqa: B023
                )
            else:
                await self.review()

    async def answer_in_lesson(self) -> None:
        for question in self.course.questions:
            if self.dice.random() < 0.5:
                number = self.attempts[question.id] = self.attempts.get(question.id, 0) + 1
                answer = Answer(question.id, number, Given(""), self.dice.choice(list(AttemptResult)))
                await self.database.transaction(
                    lambda tx: answers.add(tx, 1, "course", 1, answer, self.now)  # noqa: B023
                )

    async def review(self) -> None:
        await self.reviewing.open(self.tap())
        for _ in range(self.dice.randint(0, 9)):
            session = await self.database.transaction(lambda tx: sessions.load(tx, 1))
            if session is None or session.ended:
                return
            self.now += timedelta(minutes=self.dice.randint(0, 90))
            await self.at_card(session.mark)

    async def at_card(self, mark: SessionMark) -> None:
        _, outcome = await self.reviewing.look(self.tap(), mark)
        deed = self.dice.random()
        if deed < 0.1:
            await self.reviewing.set_aside(self.tap(), mark)
        elif deed < 0.3:
            await self.reviewing.reveal(self.tap(), mark)
        elif isinstance(outcome, CardAsked) and outcome.asked.order:
            await self.reviewing.press(self.tap(), mark, Pick(self.dice.choice(outcome.asked.order).key))
            await self.reviewing.reveal(self.tap(), mark)
        await self.reviewing.onward(self.tap(), mark)

    async def cards(self) -> dict[CardId, Card]:
        return await self.database.transaction(lambda tx: cards.of_learner(tx, 1))


@asynccontextmanager
async def some_life(dice: Random) -> AsyncIterator[Life]:
    with TemporaryDirectory() as folder:
        async with opened(Path(folder) / "school.db") as database:
            life = Life(database, dice)
            await life.live()
            life.now += timedelta(hours=13)
            await life.reviewing.open(life.tap())
            yield life


@given(dice)
@settings(max_examples=25, derandomize=True, deadline=None, database=None)
def test_replaying_all_reviews_gives_the_cards_there_are(dice: Random) -> None:
    async def check() -> None:
        async with some_life(dice) as life:
            before = await life.cards()
            done = await replay_all(life.database, life.library(), life.now)
            assert await life.cards() == before
            assert (done.cards, done.changed) == (len(before), 0)

    asyncio.run(check())


@given(dice)
@settings(max_examples=15, derandomize=True, deadline=None, database=None)
def test_cards_that_were_lost_come_back_with_their_memory(dice: Random) -> None:
    async def check() -> None:
        async with some_life(dice) as life:
            before = await life.cards()
            await life.database.transaction(lambda tx: tx.execute("DELETE FROM cards"))
            await replay_all(life.database, life.library(), life.now)
            after = await life.cards()
            remembered = {id_: card for id_, card in before.items() if card.reviews}
            assert {id_: card.memory for id_, card in after.items() if card.reviews} == {
                id_: card.memory for id_, card in remembered.items()
            }

    asyncio.run(check())
