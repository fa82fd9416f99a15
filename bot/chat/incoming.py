"""From Telegram's update to who did what."""

from __future__ import annotations

from datetime import datetime

from telegram import Message, Update, User

from bot.learning.group import NOBODY
from bot.learning.learner import Person
from bot.tutor.tap import Tap


def message_tap(update: Update, now: datetime) -> tuple[Tap, Message] | None:
    """The person and the message they sent; None where nobody did (a channel post, an edit)."""
    message, user = update.message, update.effective_user
    if message is None or user is None or not is_person(user):
        return None
    tap = Tap(person_of(user), f"{message.chat_id}:{message.message_id}", now, message.message_id)
    return tap, message


def button_tap(update: Update, now: datetime) -> Tap | None:
    query = update.callback_query
    if query is None:
        return None
    message_id = query.message.message_id if query.message else 0
    return Tap(person_of(query.from_user), query.id, now, message_id)


def is_person(user: User) -> bool:
    return not user.is_bot and user.id not in NOBODY


def person_of(user: User) -> Person:
    return Person(user.id, user.first_name, user.language_code or "en")
