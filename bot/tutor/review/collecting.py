"""Makes reviews and cards of what was answered: for a learner who comes to review, and by and by for all.

A tap at a question in a lesson costs nothing for it: cards are derived from the answers, as late as can be.
Reminders need them by the next day, and a sweep each minute is early enough.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.course.library import Library
from bot.course.model import Question
from bot.learning.review.card import Card, CardId, fresh
from bot.learning.review.review import answer_key
from bot.learning.review.taking import take
from bot.storage.database import Tx
from bot.storage.learner import learners
from bot.storage.review import cards, first_tries, reviewers, reviews
from bot.tutor.use_cases import UseCases

AT_ONCE = 20
"""Rows that one step of a sweep looks at: few enough that no tap waits for it."""

SETTLED = timedelta(minutes=10)
"""A sweep leaves what is younger alone: an answer's moment is that of the tap, and its commit comes later."""

OVERLAP = timedelta(hours=1)
"""So far back is looked once more: what came late is found, and what is known counts once."""

_START = datetime(1970, 1, 1, tzinfo=UTC)


class Collecting:
    def __init__(self, use_cases: UseCases) -> None:
        self._use_cases = use_cases

    async def sweep(self, now: datetime) -> bool:
        """Takes up a part of what all learners answered; whether more is waiting."""
        library = self._use_cases.library()
        return await self._use_cases.database.transaction(lambda tx: _sweep(tx, library, now))


def collect(tx: Tx, learner_id: int, library: Library, now: datetime) -> dict[CardId, Card]:
    """Takes up all that a learner answered, who must be known. Returns all their cards."""
    until = reviewers.taken_until(tx, learner_id)
    since = max(until, _START + OVERLAP) - OVERLAP if until else _START
    tries = first_tries.since(tx, learner_id, since)
    lessons = first_tries.finished(tx, learner_id)
    known = cards.of_learner(tx, learner_id)
    taken = take(known, tries, lambda card_id: question_of(library, card_id))
    for lesson in lessons:
        for question in _for_practice(library, lesson):
            card_id = CardId(lesson.course_id, question.id)
            if card_id not in known and card_id not in taken.cards:
                taken.cards[card_id] = fresh(*card_id, answer_key(question), lesson.at)
    for review in taken.reviews:
        reviews.add(tx, learner_id, review)
    cards.save(tx, learner_id, taken.cards.values())
    moments = [tried.at for _, tried in tries] + [lesson.at for lesson in lessons]
    reviewers.take_until(tx, learner_id, min(max(moments, default=now), now))
    return known | taken.cards


def question_of(library: Library, card_id: CardId) -> Question | None:
    taught = library.taught(*card_id)
    return taught.question if taught else None


def _for_practice(library: Library, finished: first_tries.FinishedLesson) -> tuple[Question, ...]:
    course = library.course(finished.course_id)
    lesson = course.lesson(finished.lesson_id) if course else None
    return lesson.practice if lesson else ()


def _sweep(tx: Tx, library: Library, now: datetime) -> bool:
    more = False
    for source in reviewers.SOURCES:
        rows = reviewers.next_rows(tx, source, now - SETTLED, AT_ONCE)
        newest = {row.learner_id: row.at for row in rows}
        for learner_id, at in newest.items():
            until = reviewers.taken_until(tx, learner_id)
            if (until is None or until < at) and learners.may_be_written_to(tx, learner_id):
                collect(tx, learner_id, library, now)
        if rows:
            reviewers.looked_at(tx, source, rows[-1])
        more = more or len(rows) == AT_ONCE
    return more
