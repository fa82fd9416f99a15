"""Reminders as they are offered: at the end of the first lesson, and wherever there are none."""

from __future__ import annotations

from bot.learning.learner.learner import Learner
from bot.learning.learner.standing import Standing
from bot.views.review.reminder_buttons import (
    AcceptAtOtherTime,
    AcceptOffer,
    DeclineOffer,
    OpenReminder,
    pack,
)
from bot.views.screen import Button, Row
from bot.views.words import Words

OFFERED = (18 * 60, 8 * 60)
"""Minutes of the day."""


def is_offered(standing: Standing, learner: Learner) -> bool:
    """Once: where the first lesson ended that there is something to ask of, until it is answered."""
    return standing.offers_reminders and learner.reminder_offer in (None, standing.mark.key)


def offer_rows(words: Words, standing: Standing) -> tuple[Row, ...]:
    at = (standing.mark.key, standing.mark.visit)
    times = (Button(words.formats.clock(minute), pack(AcceptOffer(*at, minute))) for minute in OFFERED)
    other = Button(words.word("review/reminder_words.other_time"), pack(AcceptAtOtherTime(*at)))
    no = Button(words.word("review/reminder_words.no"), pack(DeclineOffer(*at)))
    return (*times,), (other, no)


def to_reminder(words: Words) -> Row:
    """From the settings."""
    return (Button(words.word("review/reminder_words.setting"), pack(OpenReminder())),)
