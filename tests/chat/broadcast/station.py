"""A school that broadcasts: an admin, learners who have started the bot, and the bot at work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.settings import OPEN, Limits, Settings
from tests import engine
from tests.eventually import eventually
from tests.messages import buttons_of, text_of
from tests.school import LocalApi, Pupil, School, newest

SLOW = Limits(per_second=20, chat_per_second=float("inf"), group_per_minute=float("inf"))


@dataclass
class Station(School):
    """`api`: the local Bot API, which can be made to fail."""

    api: LocalApi | None = None
    admin_ids: frozenset[int] = frozenset()
    limits: Limits = OPEN

    @property
    def settings(self) -> Settings:
        return replace(super().settings, admin_ids=self.admin_ids, limits=self.limits)

    async def learners(self, *names: str) -> list[Pupil]:
        """People who have started the bot."""
        pupils = [self.join(name) for name in names]
        for pupil in pupils:
            await pupil.say("/start")
        return pupils

    def look(self) -> None:
        """The sender looks what is due, as it does by itself every few seconds."""
        assert self.bot
        self.bot.wake()

    async def until(self, query: str, wanted: Any) -> None:
        """Waits until the database answers like that."""
        await eventually(
            lambda: self.rows(query) == wanted,
            otherwise=lambda: f"{query}: {self.rows(query)}, not {wanted}",
        )

    async def over(self, number: int = 1) -> None:
        """Waits until a broadcast is over and its report is out."""
        ended = f"SELECT reported_at IS NOT NULL FROM broadcasts WHERE id = {number}"
        await self.until(ended, [(1,)])

    def states(self, number: int = 1) -> dict[str, int]:
        """State of deliveries -> how many."""
        return dict(
            self.rows(f"SELECT state, COUNT(*) FROM deliveries WHERE broadcast_id = {number} GROUP BY state")
        )


async def compose(admin: Pupil, text: str = "Hello all") -> None:
    """An admin's new broadcast, up to its card."""
    await admin.say("/broadcast")
    await admin.press("New broadcast")
    await admin.say(text)


async def begun(station: Station, count: int) -> tuple[Pupil, list[int]]:
    """A broadcast to so many learners and the admin, on its way."""
    (grace,) = await station.learners("Grace")
    ids = settle_in(station, count)
    await compose(grace)
    await grace.press(f"Send to {count + 1} chats ▸")
    await eventually(lambda: shows(grace, "Pause"))
    return grace, ids


def shows(pupil: Pupil, label: str) -> bool:
    """Whether any message has a button that says this."""
    return any(button["text"] == label for one in pupil.messages for button in buttons_of(one))


def the_api(station: Station) -> LocalApi:
    assert station.api
    return station.api


def announcements(pupil: Pupil, text: str = "Hello all") -> list[dict[str, Any]]:
    """The messages from the bot with these words."""
    return [message for message in pupil.messages if message["from"]["is_bot"] and text_of(message) == text]


async def tap_data(pupil: Pupil, message: dict[str, Any], data: str) -> None:
    """Presses a button that a person forged."""
    pupil.school.world.chats[pupil.id].data.setdefault(message["message_id"], set()).add(data)
    pupil.school.world.tap(pupil.id, message["message_id"], data)
    newest(pupil.school.world)
    await pupil.school.settled()


async def shown(pupil: Pupil, words: str) -> None:
    """Waits until a message says so."""
    await eventually(lambda: any(words in text_of(message) for message in pupil.messages))


def settle_in(station: Station, count: int, **columns: Any) -> list[int]:
    """So many learners at once, as if they had started the bot some time ago; their ids."""
    ids = station.world.populate(count)
    row = {
        "first_name": "Somebody",
        "language_code": "en",
        "pictures": "shown",
        "created_at": 1,
        "seen_at": 1,
        "started_at": 1,
        **columns,
    }
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    with engine.connect(station.database) as connection:
        connection.executemany(
            f"INSERT INTO learners (id, {names}) VALUES (?, {marks})",
            [(one, *row.values()) for one in ids],
        )
    return ids


def received(station: Station, ids: list[int]) -> list[int]:
    """How many messages each of them has."""
    return [len(station.world.messages(one)) for one in ids]
