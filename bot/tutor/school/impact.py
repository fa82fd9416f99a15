"""Whom the changes to a course meet: learners under way, and cards of the review."""

from __future__ import annotations

from bot.learning.school.course_changes import Changes
from bot.learning.school.publication import Impact
from bot.storage.database import Reader, Tx
from bot.storage.review import cards
from bot.storage.school import statistics


async def impact_of(database: Reader, changes: Changes) -> Impact:
    course_id = changes.course.id
    anew = [question.id for question in changes.renewed]
    gone = [step.id for step in changes.removed]

    def work(tx: Tx) -> Impact:
        here = statistics.under_way(tx, course_id)
        at_removed = sum(here.get(step_id, 0) for step_id in gone)
        renewed, removed = (cards.count(tx, course_id, ids) for ids in (anew, gone))
        return Impact(changes, sum(here.values()), at_removed, renewed, removed)

    return await database.read(work)
