"""How many learners were here on each day: numbers, and nothing about anybody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.storage.database import Tx

_START = date(1970, 1, 1)
_MIDNIGHT = datetime(1970, 1, 1, tzinfo=UTC)


def day_of(moment: datetime) -> int:
    """Days since 1970, UTC."""
    return (moment - _MIDNIGHT).days


def count(tx: Tx, now: datetime) -> None:
    """One learner more, who was not here before on this day."""
    tx.execute(
        "INSERT INTO active_days (day, learners) VALUES (?, 1)"
        " ON CONFLICT (day) DO UPDATE SET learners = active_days.learners + 1",
        (day_of(now),),
    )


def last(tx: Tx, days: int, now: datetime) -> tuple[tuple[date, int], ...]:
    """The last so many days with today as the last one, each with its number of learners."""
    today = day_of(now)
    rows = tx.execute("SELECT day, learners FROM active_days WHERE day > ?", (today - days,))
    found = {row["day"]: row["learners"] for row in rows}
    return tuple(
        (_START + timedelta(days=day), found.get(day, 0)) for day in range(today - days + 1, today + 1)
    )
