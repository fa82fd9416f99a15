"""A bot whose clock runs fast, so that an hour of a timetable passes in seconds.

`python -m tests.endurance.clock` is `python -m bot run` with the clock that the environment names."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

NAME = "ENDURANCE_CLOCK"

SPEED = 240
"""An hour in 15 seconds. What the bot remembers for a day, against updates that come again, it remembers for
longer than it is ever down here."""

LOOKS = 0.25
"""Seconds between two looks at what is due, or failed: a minute of the fast clock."""


@dataclass(frozen=True)
class FastClock:
    """Goes on when the bot is started again. `began`: Unix time, when it showed what others show."""

    began: float
    speed: int = SPEED

    @classmethod
    def from_now(cls) -> FastClock:
        return cls(time.time())

    def __call__(self) -> datetime:
        passed = (time.time() - self.began) * self.speed
        return datetime.fromtimestamp(self.began, UTC) + timedelta(seconds=passed)

    def real(self, moment: datetime) -> float:
        """The Unix time when it shows this."""
        return self.began + (moment.timestamp() - self.began) / self.speed

    def environment(self) -> dict[str, str]:
        return {NAME: f"{self.began!r} {self.speed}"}


def named_in(environment: Mapping[str, str]) -> FastClock:
    began, speed = environment[NAME].split()
    return FastClock(float(began), int(speed))


def main() -> int:
    from bot import cli
    from bot.app import reminder_sender, running
    from bot.chat.group import scheduler

    scheduler.LONGEST = scheduler.AGAIN = LOOKS  # they sleep by the clock that everybody has
    reminder_sender.LOOK_EVERY = LOOKS

    running.open_bot = partial(running.open_bot, now=named_in(os.environ))  # type: ignore[attr-defined]
    return cli.main(["run"])


if __name__ == "__main__":
    sys.exit(main())
