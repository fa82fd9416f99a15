"""The open rounds' messages show how many have answered: not with each answer, but often enough."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable

from telegram.error import TelegramError

from bot.chat.group.show import GroupShow
from bot.chat.keyed_lock import KeyedLock
from bot.learning.group.group import Style
from bot.tutor.group.services import GroupServices
from bot.views.deep_links import Links
from bot.views.group import round as views
from bot.views.group.words import words_of_group

log = logging.getLogger(__name__)

EVERY = 3.0
"""Seconds between two edits of a round, at least."""

A_MINUTE = 12
"""Edits a minute in one group: of the twenty messages that Telegram allows, some are left for the rest."""


class EditTimes:
    """When the next edit may go to a group: times are those of the event loop."""

    def __init__(self, every: float = EVERY, a_minute: int = A_MINUTE) -> None:
        self._every = every
        self._a_minute = a_minute
        self._edits: dict[str, deque[float]] = {}

    async def wait(self, group_key: str) -> None:
        """Takes the group's next turn, and returns when it has come."""
        now = asyncio.get_running_loop().time()
        edits = self._edits.setdefault(group_key, deque(maxlen=self._a_minute))
        due = max(now, edits[-1] + self._every) if edits else now
        if len(edits) == self._a_minute:
            due = max(due, edits[0] + 60.0)
        edits.append(due)
        self._forget_idle(now)
        await asyncio.sleep(due - now)

    def taken(self, group_key: str) -> None:
        """The edit went out just now: it may have had to wait for others on its way."""
        edits = self._edits.setdefault(group_key, deque([0.0], maxlen=self._a_minute))
        edits[-1] = max(edits[-1], asyncio.get_running_loop().time())

    def _forget_idle(self, now: float) -> None:
        for key in [key for key, edits in self._edits.items() if edits[-1] < now - 60.0]:
            del self._edits[key]


class AnswerCounts:
    """At most one edit of a round is under way or waits, whatever the number of answers meanwhile."""

    def __init__(self, services: GroupServices, show: GroupShow, links: Links, lock: KeyedLock) -> None:
        self._rounds = services.rounds
        self._library = services.groups.library
        self._messages = services.known_messages
        self.on_lost: Callable[[], None] = _nothing
        """Called after a round has lost its message: it has to go out anew."""
        self._show = show
        self._links = links
        self._lock = lock
        self._turns = EditTimes()
        self._changed: set[tuple[str, int]] = set()
        self._tasks: dict[tuple[str, int], asyncio.Task[None]] = {}

    def touch(self, group_key: str, number: int) -> None:
        """The round has a new answer."""
        at = (group_key, number)
        self._changed.add(at)
        if at not in self._tasks:
            self._tasks[at] = asyncio.create_task(self._follow(at))

    async def touch_all(self) -> None:
        """After a start: what was answered last may not be shown."""
        for round_ in await self._rounds.open_ones():
            self.touch(round_.group_key, round_.number)

    async def close(self) -> None:
        """Shows no more."""
        for task in list(self._tasks.values()):
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _follow(self, at: tuple[str, int]) -> None:
        try:
            while at in self._changed:
                await self._turns.wait(at[0])
                self._changed.discard(at)
                async with self._lock.with_(at[0]):  # or it would undo the closing of the round
                    await self._draw(*at)
                self._turns.taken(at[0])
        except TelegramError as error:  # the next answer draws again
            log.info("a tally could not be shown: %s", type(error).__name__)
        except Exception as error:
            log.error("a tally failed: %s", type(error).__name__)
        finally:
            self._changed.discard(at)
            del self._tasks[at]

    async def _draw(self, group_key: str, number: int) -> None:
        found = await self._rounds.standing(group_key, number)
        if found is None or not found.round.message_id or found.round.style is Style.POLL:
            return
        step_key = found.course.step_key(found.question.id)
        screen = views.asked(
            words_of_group(found.group, self._library()),
            found.group,
            step_key,
            found.question,
            found.round,
            found.tally,
            self._links,
        )
        if await self._show.edit_if_there(found.group.chat.id, found.round.message_id, screen):
            return
        if await self._messages.lost(found.round):
            self.on_lost()


def _nothing() -> None:
    """Nobody wants to know."""
