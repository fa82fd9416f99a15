"""Learners with reminders, and a clock that tests move."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.chat.review.conftest import Reviewer
from tests.eventually import eventually
from tests.messages import text_of
from tests.school import Pupil, School

SIGN = "⏰"
"""With it every reminder begins."""


def reminders_of(pupil: Pupil) -> list[str]:
    """What the bot wrote to them by itself, the oldest first."""
    return [text_of(one) for one in pupil.messages if one["from"]["is_bot"] and text_of(one).startswith(SIGN)]


async def looked(school: School) -> None:
    """Waits until the sender has looked at all whose time has come, and nothing is under way."""
    assert school.bot
    school.bot.wake()
    now = int(school.clock.now.timestamp() * 1000)
    waiting = f"SELECT 1 FROM reminders WHERE next_at <= {now} OR delivery = 'claimed'"
    await eventually(
        lambda: not school.rows(waiting), otherwise=lambda: str(school.rows("SELECT * FROM reminders"))
    )
    await asyncio.sleep(0)


async def until(school: School, day: int, hour: int, minute: int = 0, zone: str = "Europe/Berlin") -> None:
    """The clock goes on to that time of a day in March 2026, as it is there; the sender looks."""
    moment = datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo(zone))
    school.clock.now = max(school.clock.now, moment.astimezone(UTC))
    await looked(school)


async def reminded(ada: Reviewer, at: str = "18:00 Berlin", hours_ago: float = 48) -> Pupil:
    """Ada wants reminders; she has answered a question that is due by now."""
    ada.answered("how-hot", hours_ago=hours_ago)
    await ada.pupil.say(f"/remind {at}")
    await ada.pupil.say("/review")
    await ada.pupil.press("Enough for now")
    return ada.pupil
