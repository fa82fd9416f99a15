"""Learners who have set a reminder and do nothing else: each gets it once, whatever is killed meanwhile."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tests import engine
from tests.endurance.findings import Findings, Records
from tests.endurance.house import House
from tests.messages import Message, text_of

SIGN = "⏰"
"""With it every reminder begins."""
MORNING = 9
"""What time it is where they are when a run begins: nobody is woken in the night."""
FIRST, BETWEEN = 2.0, 0.3
"""Seconds until the first reminder, and between two: so many that a kill meets some."""
SOON = timedelta(minutes=30)
"""Of the fast clock, within which a reminder comes that is due while a bot is at work."""


class Sleepers:
    def __init__(self, house: House, count: int) -> None:
        assert house.clock, "their day takes a clock that runs fast"
        self._house, self._clock = house, house.clock
        self.ids = tuple(house.world.join(f"Sleeper {number}").id for number in range(1, count + 1))
        now = self._clock()
        self._ahead = (MORNING - now.hour + 12) % 24 - 12
        """Hours that their clocks are ahead of UTC."""

    async def go_to_bed(self, over: asyncio.Event) -> None:
        """They come once, and have something that is due; then it is waited for nothing."""
        for one in self.ids:
            self._house.world.say(one, "/start")
        while not self._are_known() and not over.is_set():  # noqa: ASYNC110 - the bot is another process
            await asyncio.sleep(0.1)
        if self._are_known():
            self._set_reminders()

    def count(self) -> int:
        return sum(len(self._reminders(one)) for one in self.ids)

    def audit(self, found: Records, findings: Findings) -> Iterator[str]:
        """A line for each with whom something is wrong: one on a day is right, none is where nobody knows."""
        rows = {row["learner_id"]: row for row in found.rows("SELECT * FROM reminders")}
        for one in self.ids:
            days = Counter(self._day(message) for message in self._reminders(one))
            doubled = sum(count - 1 for count in days.values())
            row = rows.get(one)
            lost = row is not None and self._is_missing(row["next_at"], row["delivery"])
            findings.doubled += doubled
            findings.lost += lost
            findings.unknown += row is not None and row["delivery"] == "unknown"
            if doubled or lost:
                yield f"sleeper {one}: {doubled} reminders doubled, {int(lost)} lost"

    def _is_missing(self, next_at: int | None, delivery: str) -> bool:
        """Whether its time has come long ago, or it counts as sent and is not there."""
        overdue = next_at is not None and next_at < (self._clock() - SOON).timestamp() * 1000
        return overdue and delivery == ""

    def _are_known(self) -> bool:
        if not engine.exists(self._house.database):
            return False
        marks = ", ".join(map(str, self.ids))
        with engine.connect(self._house.database) as connection:
            try:
                query = f"SELECT COUNT(*) FROM learners WHERE id IN ({marks})"
                return bool(connection.execute(query).fetchone()[0] == len(self.ids))
            except sqlite3.OperationalError:  # there is no such table yet
                return False

    def _set_reminders(self) -> None:
        zone = f"Etc/GMT{-self._ahead:+d}" if self._ahead else "UTC"
        with engine.writing(self._house.database) as connection:
            for number, one in enumerate(self.ids):
                wait = (FIRST + number * BETWEEN) * self._clock.speed
                slot = (self._clock() + timedelta(seconds=wait)).replace(second=0, microsecond=0)
                local = slot + timedelta(hours=self._ahead)
                due = int(slot.timestamp() * 1000)
                connection.execute(f"UPDATE learners SET time_zone = '{zone}' WHERE id = {one}")
                connection.execute(
                    "INSERT INTO cards (learner_id, course_id, question_id, answer_key, reviews, due, aside,"
                    f" gone) VALUES ({one}, 'tea', 'how-hot', 'x', 0, {due - 86_400_000}, 0, 0)"
                )
                connection.execute(
                    "INSERT INTO reminders (learner_id, state, minute, course, next_at, delivery, unanswered,"
                    f" awaited) VALUES ({one}, 'on', {local.hour * 60 + local.minute}, 0, {due}, '', 0, '')"
                )

    def _reminders(self, learner_id: int) -> list[Message]:
        return [one for one in self._house.world.messages(learner_id) if text_of(one).startswith(SIGN)]

    def _day(self, message: Message) -> str:
        passed = (message["date"] - self._clock.began) * self._clock.speed
        shown = datetime.fromtimestamp(self._clock.began + passed + self._ahead * 3600, UTC)
        return f"{shown:%j}"
