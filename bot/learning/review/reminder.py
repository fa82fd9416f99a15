"""A learner's daily reminder: what they wish, and when it is time for it, by their own clocks.

Times are aware UTC. A slot is the moment at which clocks there show the time that the learner chose: there is
one a day, whatever summer time does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.learning.quiet_hours import NIGHT
from bot.learning.time_zones import utc_of, wall

LATE = timedelta(hours=3)
"""After so long a reminder does not come any more on that day."""

APART = timedelta(hours=12)
"""Two are never closer, also where a learner travels, or chooses another time."""

UNANSWERED = 3
"""After so many in a row that nobody answered, one more says that it is quiet now."""

SEEN_EXACTLY = timedelta(hours=1)
"""When a learner was last here is not remembered more exactly."""

GIVEN_UP = timedelta(days=30)
"""Whoever has blocked the bot for so long is not looked for any more."""

FURTHEST = timedelta(days=3)
"""No slot is further ahead: what is, was written by a clock that was wrong."""


class ReminderState(StrEnum):
    ON = "on"
    OFF = "off"
    QUIET = "quiet"
    """It ended by itself: nobody answered."""


class AwaitedWish(StrEnum):
    """What the learner's next words are taken for."""

    NOTHING = ""
    TIME = "time"
    ZONE = "zone"


@dataclass(frozen=True)
class Reminder:
    """`minute`: of the learner's day, None before they chose one. `course`: they want one, too, when nothing
    is due and their course waits. `next_at`: when it is looked whether one is to be sent; None: never.
    `claimed_at`: when one was last taken to be sent; `unanswered`: how many since anybody answered.
    `asked_at`: since when words are awaited; `accepted_at`: when an offer was, which speaks of tomorrow."""

    learner_id: int
    state: ReminderState = ReminderState.OFF
    minute: int | None = None
    course: bool = False
    next_at: datetime | None = None
    claimed_at: datetime | None = None
    unanswered: int = 0
    awaited: AwaitedWish = AwaitedWish.NOTHING
    asked_at: datetime | None = None
    accepted_at: datetime | None = None

    @property
    def wants_zone(self) -> bool:
        """Whether a time was chosen, and only the time zone may be missing."""
        return self.state is ReminderState.ON and self.minute is not None


def is_allowed(minute: int) -> bool:
    """Whether there may be a reminder at this time of day."""
    return minute // 60 not in NIGHT


def next_look(reminder: Reminder, zone: str | None, after: datetime) -> datetime | None:
    """The first slot later than `after` at which one may come; None where there is none at all."""
    if reminder.state is not ReminderState.ON or reminder.minute is None or zone is None:
        return None
    today = wall(after, zone).date()
    # From yesterday on: where a whole day is skipped, the day before reaches into today.
    for ahead in range(-1, 4):
        shown = datetime.combine(today + timedelta(days=ahead), _time(reminder.minute))
        slot = utc_of(shown, zone)
        if slot > after and _is_another_day(reminder, zone, slot):
            return slot
    raise AssertionError("every day has its slot")


def is_time(reminder: Reminder, zone: str | None, now: datetime) -> bool:
    """Whether it may be sent now: its slot came, not long ago, and it is not quiet there."""
    if reminder.state is not ReminderState.ON or reminder.minute is None or zone is None:
        return False
    if wall(now, zone).hour in NIGHT:
        return False
    slot = utc_of(datetime.combine(wall(now, zone).date(), _time(reminder.minute)), zone)
    return slot <= now <= slot + LATE and _is_another_day(reminder, zone, now)


def left_unanswered(reminder: Reminder, seen_at: datetime) -> int:
    """How many in a row were not answered, if the learner was last here then: by a review, or any tap."""
    if reminder.claimed_at is None or seen_at + SEEN_EXACTLY >= reminder.claimed_at:
        return 0
    return reminder.unanswered


def was_here_today(seen_at: datetime, zone: str, now: datetime) -> bool:
    return wall(seen_at, zone).date() == wall(now, zone).date()


def _is_another_day(reminder: Reminder, zone: str, moment: datetime) -> bool:
    """Whether none came on that day, nor shortly before; one that is said to come later came by a clock that
    was wrong."""
    accepted, last = reminder.accepted_at, reminder.claimed_at
    if accepted and wall(accepted, zone).date() == wall(moment, zone).date():
        return False
    if last is None or last > moment:
        return True
    return wall(last, zone).date() < wall(moment, zone).date() and moment - last >= APART


def _time(minute: int) -> time:
    return time(*divmod(minute, 60))
