"""A round is opened: it has yet to go out."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.course.model import Course, Question
from bot.learning.group.group import ChatKind, Group, Style
from bot.learning.group.round import Round
from bot.learning.learner.shuffle import shuffled
from bot.storage.database import Tx
from bot.storage.group import rounds


def open_round(tx: Tx, group: Group, course: Course, question: Question, now: datetime) -> Round:
    """As long and in the style that the group chose. In channels there are no polls: they would have to be
    anonymous, and nobody's votes would count."""
    options = tuple(option.id for option in shuffled(question, f"{group.key}/{now.isoformat()}"))
    style = Style.BUTTONS if group.chat.kind is ChatKind.CHANNEL else group.plan.style
    closes_at = now + timedelta(minutes=group.plan.round_minutes)
    round_ = Round(
        group.key, 0, course.id, question.id, options, style, now, closes_at, wording=question.wording
    )
    return rounds.open_(tx, round_)
