"""Composing and steering broadcasts: what an admin does. Sending them is the work of `bot/broadcast`.

Whoever calls has made sure that it is an admin who asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.learning.broadcast import (
    Asked,
    Broadcast,
    Content,
    Copied,
    Report,
    State,
)
from bot.learning.learner import Learner
from bot.learning.timing import Timing, soonest
from bot.storage import audience as audiences
from bot.storage import broadcasts, deliveries, learners
from bot.storage.database import Database, Tx
from bot.tutor.desk import Desk
from bot.tutor.tap import Tap

SHOWN = 5
"""Broadcasts in the list of the newest."""

LANGUAGES = 8


@dataclass(frozen=True)
class Card:
    """A draft as its admin sees it: `chats` are those of its audience just now."""

    broadcast: Broadcast
    chats: int


class Broadcasts:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._database = desk.database
        self.library = desk.library

    async def begin(self, tap: Tap, content: Content | None = None) -> Broadcast:
        """A new draft of this admin's, in place of the one they were at."""

        def work(tx: Tx, learner: Learner) -> Broadcast:
            if former := broadcasts.draft_of(tx, learner.id):
                broadcasts.discard(tx, former.id)
            timing = Timing(zone=learner.time_zone or "UTC")
            return broadcasts.draft(tx, learner.id, content, timing, tap.at)

        _, made = await self._desk.serve(tap, work)
        return made

    async def asked(self, admin_id: int) -> Broadcast | None:
        """The draft for which the admin's next message is meant."""
        found = await self._database.transaction(lambda tx: broadcasts.draft_of(tx, admin_id))
        return found if found and found.asked is not Asked.NOTHING else None

    async def find(self, broadcast_id: int) -> Broadcast | None:
        return await self._database.transaction(lambda tx: broadcasts.find(tx, broadcast_id))

    async def take(self, broadcast: Broadcast, message_id: int) -> bool:
        """The message of this id in the admin's chat is what will be sent."""
        if broadcast.admin_id is None:
            return False
        content = Copied(broadcast.admin_id, message_id)
        return await self.change(
            broadcast.id, lambda draft: replace(draft, content=content, asked=Asked.NOTHING)
        )

    async def change(self, broadcast_id: int, change: Callable[[Broadcast], Broadcast]) -> bool:
        """Changes a draft; False where it is none (any more)."""

        def work(tx: Tx) -> bool:
            draft = broadcasts.find(tx, broadcast_id)
            if draft is None or draft.state is not State.DRAFT:
                return False
            return broadcasts.save_draft(tx, change(draft))

        return await self._database.transaction(work)

    async def card(self, broadcast_id: int, now: datetime) -> Card | None:
        """The draft with the size of its audience; None where it is no draft (any more)."""

        def work(tx: Tx) -> Card | None:
            draft = broadcasts.find(tx, broadcast_id)
            if draft is None or draft.state is not State.DRAFT:
                return None
            return Card(draft, audiences.count(tx, draft.audience, now))

        return await self._database.transaction(work)

    async def languages(self) -> tuple[str, ...]:
        return await self._database.transaction(lambda tx: audiences.languages(tx, LANGUAGES))

    async def newest(self) -> tuple[Report, ...]:
        return await self._database.transaction(
            lambda tx: tuple(deliveries.report(tx, broadcast) for broadcast in broadcasts.newest(tx, SHOWN))
        )

    async def report(self, broadcast_id: int) -> Report | None:
        """What became of a broadcast so far; None where there is none, or it is a draft."""

        def work(tx: Tx) -> Report | None:
            found = broadcasts.find(tx, broadcast_id)
            return deliveries.report(tx, found) if found and found.state is not State.DRAFT else None

        return await self._database.transaction(work)

    async def discard(self, broadcast_id: int) -> bool:
        return await self._database.transaction(lambda tx: broadcasts.discard(tx, broadcast_id))

    async def send(self, broadcast_id: int, card_id: int, now: datetime) -> bool:
        """From a draft with content to one that is to be sent: at once, or at its time."""

        def work(tx: Tx) -> bool:
            draft = broadcasts.find(tx, broadcast_id)
            if draft is None or draft.content is None or draft.state is not State.DRAFT:
                return False
            timing = soonest(draft.timing, now)
            broadcasts.save_draft(tx, replace(draft, timing=timing, asked=Asked.NOTHING))
            broadcasts.put_card(tx, broadcast_id, card_id)
            return broadcasts.change(tx, broadcast_id, (State.DRAFT,), State.SCHEDULED, now)

        return await self._database.transaction(work)

    async def pause(self, broadcast_id: int, now: datetime) -> bool:
        return await self._to(broadcast_id, (State.SENDING,), State.PAUSED, now)

    async def resume(self, broadcast_id: int, now: datetime) -> bool:
        return await self._to(broadcast_id, (State.PAUSED,), State.SENDING, now)

    async def cancel(self, broadcast_id: int, now: datetime) -> bool:
        live = (State.SCHEDULED, State.SENDING, State.PAUSED)
        return await self._to(broadcast_id, live, State.CANCELLED, now)

    async def resend(self, broadcast_id: int, resends: int, now: datetime) -> int:
        """Sends what is unknown once more, and so perhaps twice; how many. `resends`: what the button knew,
        so that one tap does it once."""

        def work(tx: Tx) -> int:
            if not broadcasts.resend(tx, broadcast_id, resends):
                return 0
            return deliveries.resend(tx, broadcast_id, now)

        return await self._database.transaction(work)

    async def _to(self, broadcast_id: int, was: tuple[State, ...], state: State, now: datetime) -> bool:
        return await self._database.transaction(
            lambda tx: broadcasts.change(tx, broadcast_id, was, state, now)
        )


async def queue(
    database: Database,
    content: Content,
    change: Callable[[Broadcast], Broadcast],
    admin_ids: frozenset[int],
    now: datetime,
) -> Card:
    """A broadcast that was not composed in a chat, ready to be sent by the bot. The first of the admins who
    may be written to is told about it."""

    def work(tx: Tx) -> Card:
        known = (one for one in sorted(admin_ids) if learners.may_be_written_to(tx, one))
        told = next(known, None)
        draft = change(broadcasts.draft(tx, told, content, Timing(), now))
        broadcasts.save_draft(tx, draft)
        broadcasts.change(tx, draft.id, (State.DRAFT,), State.SCHEDULED, now)
        return Card(draft, audiences.count(tx, draft.audience, now))

    return await database.transaction(work)
