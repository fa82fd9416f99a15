"""What is answered in lessons and groups becomes reviews of cards, when somebody wants to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.course.kinds.typed import Typed
from bot.course.library import Library
from bot.course.model import Question
from bot.learning.group.group import Chat, ChatKind, Style
from bot.learning.group.round import Round, RoundAnswer
from bot.learning.kinds.base import Given
from bot.learning.learner.attempts import Answer, AttemptResult
from bot.learning.learner.learner import Person
from bot.learning.review.card import Card, CardId
from bot.learning.review.memory import DAY
from bot.learning.review.review import AskedIn, Review
from bot.storage.database import Database, Tx
from bot.storage.group import answers as round_answers
from bot.storage.group import groups, rounds
from bot.storage.learner import answers, learners, lesson_visits
from bot.storage.review import cards, reviews
from bot.tutor.review.collecting import AT_ONCE, SETTLED, Collecting, collect
from bot.tutor.use_cases import UseCases

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOW_HOT = CardId("tea", "how-hot")
WHICH = CardId("tea", "which")
BOILS, FREEZES = Given("boils"), Given("freezes")
RIGHT, WRONG, SHOWN = AttemptResult.RIGHT, AttemptResult.WRONG, AttemptResult.SHOWN


@pytest.fixture
def practised(tea: Library) -> Library:
    """The small course with a question for practice in its first lesson."""
    course = tea.courses[0]
    steep = Question("steep", "Steeping", "How long?", Typed(("three minutes",)), "Three minutes.")
    first, *others = course.lessons
    return Library([replace(course, lessons=(replace(first, practice=(steep,)), *others))])


class Desk:
    """One learner, whose answers are written as lessons and groups write them."""

    def __init__(self, database: Database, library: Library) -> None:
        self.database, self.library = database, library

    async def does(self, work: Callable[[Tx], object]) -> None:
        def known(tx: Tx) -> None:
            learners.meet(tx, Person(1, "Ada"), NOW)
            work(tx)

        await self.database.transaction(known)

    async def answers(self, at: datetime, result: AttemptResult, attempt: int = 1, **more: object) -> None:
        given = BOILS if result is RIGHT else FREEZES
        answer = replace(Answer("how-hot", attempt, given, result), **more)
        await self.does(lambda tx: answers.add(tx, 1, "tea", 1, answer, at))

    async def collects(self, now: datetime) -> dict[CardId, Card]:
        return await self.database.transaction(lambda tx: collect(tx, 1, self.library, now))

    async def reviews(self) -> list[Review]:
        found = await self.database.transaction(lambda tx: reviews.by_card(tx, 1))
        return [review for of_card in found.values() for review in of_card]

    async def results(self) -> list[tuple[AttemptResult, AskedIn]]:
        return [(review.tried.result, review.tried.asked_in) for review in await self.reviews()]


@pytest.fixture
def desk(database: Database, practised: Library) -> Desk:
    return Desk(database, practised)


async def test_an_answered_question_becomes_a_card_with_its_review(desk: Desk) -> None:
    await desk.answers(NOW, RIGHT, hinted=True, seconds=7)
    assert await desk.reviews() == []
    found = await desk.collects(NOW)
    (review,) = await desk.reviews()
    assert found[HOW_HOT].due == NOW + DAY
    assert (review.tried.hinted, review.tried.seconds, review.tried.given) == (True, 7, BOILS)
    assert await desk.collects(NOW) == found
    assert len(await desk.reviews()) == 1


async def test_only_the_first_try_of_a_sitting_counts(desk: Desk) -> None:
    for day, (attempt, result) in enumerate([(1, WRONG), (2, WRONG), (3, RIGHT), (4, RIGHT)]):
        await desk.answers(NOW + 2 * day * DAY, result, attempt)
    await desk.collects(NOW + 9 * DAY)
    assert [result for result, _ in await desk.results()] == [WRONG, RIGHT]


async def test_answers_in_lessons_and_groups_count_when_they_are_a_day_or_more_apart(desk: Desk) -> None:
    def asked(tx: Tx) -> None:
        group = groups.add(tx, Chat(-1, "Tea", ChatKind.GROUP), NOW)
        for number, at in enumerate((NOW + DAY / 2, NOW + DAY, NOW + 1.5 * DAY), 1):
            round_ = Round(
                group.key, number, "tea", "how-hot", ("boils", "freezes"), Style.BUTTONS, NOW, NOW + 9 * DAY
            )
            rounds.open_(tx, round_)
            round_answers.add(tx, round_, RoundAnswer(1, FREEZES, False, at))

    await desk.answers(NOW, RIGHT)
    await desk.does(asked)
    await desk.collects(NOW + 9 * DAY)
    assert await desk.results() == [(RIGHT, AskedIn.LESSON), (WRONG, AskedIn.GROUP)]


async def test_what_is_taken_up_bit_by_bit_is_what_is_taken_up_at_once(
    desk: Desk, practised: Library
) -> None:
    tries = [(0, 1, RIGHT), (0.4, 2, RIGHT), (1.1, 3, SHOWN), (1.2, 4, RIGHT), (5.0, 5, RIGHT)]
    for days, attempt, result in tries:
        await desk.answers(NOW + days * DAY, result, attempt)
        by_bits = await desk.collects(NOW + days * DAY)
    kept = await desk.reviews()
    for table in ("reviews", "cards", "reviewers"):
        await desk.does(lambda tx, table=table: tx.execute(f"DELETE FROM {table}"))  # type: ignore[misc]
    assert await desk.collects(NOW + 6 * DAY) == by_bits
    assert await desk.reviews() == kept


async def test_practice_of_a_finished_lesson_is_due_a_day_later(desk: Desk) -> None:
    await desk.does(lambda tx: lesson_visits.finish(tx, 1, "tea", 1, "water", NOW))
    found = await desk.collects(NOW)
    assert found[CardId("tea", "steep")].due == NOW + DAY
    assert await desk.reviews() == []
    assert await desk.collects(NOW + DAY) == found


async def test_a_question_that_is_not_taught_any_more_makes_no_card(desk: Desk) -> None:
    await desk.answers(NOW, RIGHT)
    desk.library = Library([])
    assert await desk.collects(NOW) == {}


async def test_a_sweep_takes_up_what_everybody_answered_and_leaves_what_is_not_settled(
    desk: Desk, database: Database
) -> None:
    await desk.answers(NOW, RIGHT)
    sweep = Collecting(UseCases(database, lambda: desk.library)).sweep
    assert not await sweep(NOW + SETTLED / 2)
    assert await desk.reviews() == []
    assert not await sweep(NOW + SETTLED)
    assert len(await desk.reviews()) == 1
    await desk.answers(NOW + 2 * DAY, RIGHT, 2)
    await sweep(NOW + 3 * DAY)
    assert len(await desk.reviews()) == 2


async def test_a_sweep_comes_to_its_end_in_steps(desk: Desk, database: Database) -> None:
    def many(tx: Tx) -> None:
        for learner_id in range(1, 251):
            learners.meet(tx, Person(learner_id, "Ada"), NOW)
            answers.add(tx, learner_id, "tea", 1, Answer("how-hot", 1, BOILS, RIGHT), NOW)

    await database.transaction(many)
    sweep = Collecting(UseCases(database, lambda: desk.library)).sweep
    steps = 1
    while await sweep(NOW + DAY):
        steps += 1
    assert steps == 250 // AT_ONCE + 1
    made = await database.transaction(lambda tx: cards.with_due(tx, range(1, 251), NOW + timedelta(days=9)))
    assert len(made) == 250


async def test_who_learns_in_a_group_alone_has_no_cards_until_they_come_in_private(
    desk: Desk, database: Database
) -> None:
    def in_group(tx: Tx) -> None:
        learners.meet(tx, Person(2, "Bob"), NOW, private=False)
        answers.add(tx, 2, "tea", 1, Answer("which", 1, Given("green black"), RIGHT), NOW)

    await database.transaction(in_group)
    await Collecting(UseCases(database, lambda: desk.library)).sweep(NOW + DAY)
    assert await database.transaction(lambda tx: cards.of_learner(tx, 2)) == {}
    found = await database.transaction(lambda tx: collect(tx, 2, desk.library, NOW + DAY))
    assert found.keys() == {WHICH}
