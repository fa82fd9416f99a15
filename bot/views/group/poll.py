"""A round as a native quiz poll of Telegram's."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.group.group import Group
from bot.learning.group.round import (
    Round,
    lettered,
)
from bot.views.group.round import close_button
from bot.views.kinds import label
from bot.views.render import plain_text
from bot.views.screen import Row
from bot.views.shorten import shorten
from bot.views.words import Words

POLL_QUESTION = 300
POLL_OPTION = 100
POLL_EXPLANATION = 200
"""Characters in a poll: https://core.telegram.org/bots/api#sendpoll"""

POLL_SECONDS = range(5, 2_628_001)
"""How long a poll may be open, in seconds. Source: as above."""


@dataclass(frozen=True)
class Poll:
    """A native quiz poll; `correct` are indexes of options. All of it is plain text."""

    question: str
    options: tuple[str, ...]
    correct: tuple[int, ...]
    explanation: str
    several: bool
    rows: tuple[Row, ...]
    seconds: int | None
    """After which it closes, should nobody do it. None: it is not told."""


def poll(words: Words, group: Group, question: Question, round_: Round, now: datetime) -> Poll | None:
    """The round as a quiz poll; None where a text does not fit into one."""
    lines = lettered(question, round_)
    text = f"{question.title}\n{plain_text(question.prompt)}"
    options = tuple(label(words, question, option).striptags() for _, option in lines)
    fits = len(text) <= POLL_QUESTION and all(0 < len(option) <= POLL_OPTION for option in options)
    if not fits or len(set(options)) < len(options) or len(lines) < len(round_.options):
        return None
    seconds = math.ceil((round_.closes_at - now).total_seconds())
    return Poll(
        question=text,
        options=options,
        correct=tuple(i for i, (_, option) in enumerate(lines) if option.correct),
        explanation=shorten(plain_text(question.feedback), POLL_EXPLANATION),
        several=kinds.several(question),
        rows=((close_button(words, group, round_),),),
        seconds=seconds if seconds in POLL_SECONDS else None,
    )
