"""The order in which a learner sees a question's options: mixed, and the same each time they look."""

from __future__ import annotations

import hashlib

from bot.course.kinds.choice import Option
from bot.course.model import Question
from bot.learning import kinds


def shuffled(question: Question, seed: str) -> tuple[Option, ...]:
    """The options in an order that depends on the seed and their ids alone; 'all of the above' stays last.

    Each option draws its own number, so an option that is added or removed leaves the others' order alone."""

    def draw(option: Option) -> tuple[bool, bytes]:
        number = hashlib.blake2b(f"{seed}/{question.id}/{option.id}".encode(), digest_size=8).digest()
        return option.last, number

    return tuple(sorted(kinds.options(question), key=draw))
