"""How firm a lesson is: the mean chance that what was asked of it would be remembered a day from now. Right
after an answer everything is remembered, what was not known as well: that would say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from statistics import fmean

from bot.course.model import Course
from bot.learning.review.card import Card, CardId
from bot.learning.review.memory import DAY, retrievability


def firmness(cards: Mapping[CardId, Card], course: Course, now: datetime) -> dict[tuple[str, str], float]:
    """(course id, lesson id) -> 0 to 1. A lesson of which nothing was reviewed yet is not in it, and neither
    are cards that the learner has put aside."""
    found: dict[tuple[str, str], float] = {}
    for lesson in course.lessons:
        ids = (CardId(course.id, question.id) for question in (*lesson.questions, *lesson.practice))
        known = [card for card_id in ids if (card := cards.get(card_id)) and card.memory and card.is_asked]
        if known:
            found[course.id, lesson.id] = fmean(retrievability(card.memory, now + DAY) for card in known)
    return found
