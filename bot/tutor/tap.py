"""What a person did: one tap on a button, or one message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.learning.learner.learner import Person


@dataclass(frozen=True)
class Tap:
    """`id` is the same when Telegram delivers the same tap again; `at` is when it is handled.
    `message_id` is the message that has the button, or the one that was written."""

    person: Person
    id: str
    at: datetime
    message_id: int
