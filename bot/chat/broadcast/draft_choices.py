"""What a choice makes of a draft: for whom, when, and in which hours nobody gets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.learning.broadcast.broadcast import AwaitedInput, Broadcast
from bot.learning.broadcast.delivery_time import Timing, at_hour, tomorrow
from bot.learning.quiet_hours import QuietHours
from bot.views.broadcast import compose as views
from bot.views.broadcast.buttons import (
    ChooseAudience,
    ChooseLocal,
    ChooseQuiet,
    ChooseTime,
    DraftChoice,
    TimeChoice,
)
from bot.views.broadcast.compose import CourseList


def chosen(draft: Broadcast, choice: DraftChoice, courses: CourseList, now: datetime) -> Broadcast:
    match choice:
        case ChooseAudience(_, kind, value):
            audience = views.audience_of(kind, value, courses)
            return replace(draft, audience=audience or draft.audience)
        case ChooseTime(_, TimeChoice.TYPED):
            return replace(draft, asked=AwaitedInput.TIME)
        case ChooseTime(_, time):
            return timed(draft, _timing(draft.timing, time, now))
        case ChooseLocal(_, local):
            return replace(draft, timing=replace(draft.timing, local=local))
        case ChooseQuiet(_, start, end):
            return replace(draft, timing=replace(draft.timing, quiet=QuietHours(start % 24, end % 24)))
        case _:
            assert_never(choice)


def timed(draft: Broadcast, timing: Timing) -> Broadcast:
    """At that time; nothing more is asked for."""
    return replace(draft, timing=timing, asked=AwaitedInput.NOTHING)


def _timing(timing: Timing, time: TimeChoice, now: datetime) -> Timing:
    match time:
        case TimeChoice.HOUR:
            return replace(timing, at=now + timedelta(hours=1))
        case TimeChoice.EVENING:
            return replace(timing, at=at_hour(18, timing.zone, now))
        case TimeChoice.MORNING:
            return replace(timing, at=tomorrow(9, timing.zone, now))
        case TimeChoice.NOW | TimeChoice.TYPED:
            return replace(timing, at=None)
        case _:
            assert_never(time)
