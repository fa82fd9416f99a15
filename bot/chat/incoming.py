"""From Telegram's update to who did what."""

from __future__ import annotations

from datetime import datetime

from telegram import Message, Update, User

from bot.learning.learner import Person
from bot.tutor.tap import Tap


def message_tap(update: Update, now: datetime) -> tuple[Tap, Message] | None:
    """The person and the message they sent; None where nobody did (a channel post, an edit)."""
    message, user = update.message, update.effective_user
    if message is None or user is None or user.is_bot:
        return None
    return Tap(_person(user), f"{message.chat_id}:{message.message_id}", now), message


def button_tap(update: Update, now: datetime) -> Tap | None:
    query = update.callback_query
    return Tap(_person(query.from_user), query.id, now) if query else None


def _person(user: User) -> Person:
    return Person(user.id, user.first_name, user.language_code or "en")
