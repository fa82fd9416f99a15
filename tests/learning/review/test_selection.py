"""Which cards make a session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given

from bot.learning.kinds.card import Recall
from bot.learning.review.card import Card
from bot.learning.review.memory import DAY, remembered, retrievability
from bot.learning.review.selection import Candidate, interleaved, select
from tests.learning.learner.courses import PURE, dice

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def candidate(name: str, days_ago: float, lesson: str = "lesson", course: str = "course") -> Candidate:
    """Reviewed so many days ago for the first time."""
    memory = remembered(None, Recall.GOOD, NOW - days_ago * DAY)
    return Candidate(Card(course, name, "key", memory.due, memory, 1), lesson)


def test_after_a_pause_the_most_endangered_come_first_and_no_wall_of_them() -> None:
    cards = [candidate(f"q{days}", days, lesson=f"lesson-{days}") for days in range(1, 100)]
    chosen = select(cards, NOW, size=5)
    assert [card.question_id for card in chosen] == ["q99", "q98", "q97", "q96", "q95"]


def test_only_what_is_due_today_is_asked() -> None:
    due, later = candidate("due", 5), candidate("later", 0)
    aside = Candidate(Card("course", "aside", "key", NOW, aside=True), "lesson")
    gone = Candidate(Card("course", "gone", "key", NOW, gone=True), "lesson")
    soon = Candidate(Card("course", "soon", "key", NOW + timedelta(hours=5)), "other")
    assert [card.question_id for card in select([due, later, aside, gone, soon], NOW)] == ["due", "soon"]
    assert select([later], NOW) == ()


def test_what_was_never_asked_comes_behind_what_is_endangered() -> None:
    new = Candidate(Card("course", "new", "key", NOW - 90 * DAY), "new lesson")
    chosen = select([new, candidate("old", 40)], NOW)
    assert [card.question_id for card in chosen] == ["old", "new"]
    assert retrievability(chosen[0].memory, NOW) < retrievability(None, NOW)


def test_lessons_and_courses_take_turns() -> None:
    cards = [candidate(f"{lesson}{i}", 20 - i, lesson) for lesson in "ab" for i in range(3)]
    cards += [candidate("c", 1, "a", course="other")]
    assert [each.topic[1] + each.topic[0] for each in interleaved(cards)][:4] == [
        "acourse",
        "bcourse",
        "acourse",
        "bcourse",
    ]


@given(dice)
@PURE
def test_no_two_of_a_lesson_follow_each_other_where_that_can_be(dice: Random) -> None:
    lessons = [dice.choice("abc") for _ in range(dice.randint(0, 12))]
    cards = [candidate(f"q{i}", dice.randint(3, 50), lesson) for i, lesson in enumerate(lessons)]
    mixed = interleaved(cards)
    assert sorted(mixed, key=repr) == sorted(cards, key=repr)
    most = max((lessons.count(lesson) for lesson in lessons), default=0)
    repeats = sum(one.topic == other.topic for one, other in pairwise(mixed))
    assert repeats == 0 or 2 * most > len(lessons) + 1


def test_where_most_is_of_one_lesson_the_most_endangered_comes_first_all_the_same() -> None:
    cards = [candidate("rare", 60, "rare"), *(candidate(f"q{days}", days) for days in range(40, 44))]
    assert select(cards, NOW)[0].question_id == "rare"
