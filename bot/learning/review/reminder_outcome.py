"""What became of a learner's wish about their reminder, and what a reminder says, for the views to draw."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.model import Course
from bot.learning.learner.learner import Learner
from bot.learning.learner.standing import Standing
from bot.learning.review.reminder import Reminder
from bot.learning.review.reminder_words import NotUnderstood
from bot.learning.review.session import AskedCard


@dataclass(frozen=True)
class ReminderShown:
    """How it stands now. `course`: the one to go on with."""

    reminder: Reminder
    course: Course | None


@dataclass(frozen=True)
class TimeAsked:
    """The learner is to choose a time of day."""

    reminder: Reminder


@dataclass(frozen=True)
class ZoneAsked:
    """They are to tell what time it is where they are."""

    reminder: Reminder


@dataclass(frozen=True)
class QuietTime:
    """They want to be reminded when it is quiet: nothing has changed."""

    minute: int


@dataclass(frozen=True)
class OfferOver:
    """They answered the offer at the end of a lesson, which is drawn again without it; None where they are
    there no more. `accepted`: what became of it; None: they want no reminder."""

    standing: Standing | None
    accepted: ReminderOutcome | None


ReminderOutcome = ReminderShown | TimeAsked | ZoneAsked | QuietTime | NotUnderstood


@dataclass(frozen=True)
class QuestionReminder:
    """The first question of a review. `due`: how many cards are."""

    asked: AskedCard
    due: int


@dataclass(frozen=True)
class CourseReminder:
    """Nothing is due, and the course waits."""

    standing: Standing


@dataclass(frozen=True)
class LastReminder:
    """Nobody answered for some time: it is quiet from now on."""


@dataclass(frozen=True)
class ReminderDue:
    """One that is claimed, to be sent now. `before`: as the reminder was until then. `behind`: the message
    that showed the session so far, and loses its buttons."""

    learner: Learner
    before: Reminder
    content: QuestionReminder | CourseReminder | LastReminder
    behind: int | None = None
