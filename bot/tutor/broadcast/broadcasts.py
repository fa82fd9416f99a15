"""Composing and steering broadcasts: what an admin does. Sending them is the work of `bot/broadcast`.

Whatever an admin does here is done in the transaction that finds them to be one; who is none gets
NotAdminError. What they have confirmed is
sent also when they are none any more: they are told nothing of it, and the others can pause or cancel it. Of
who is forgotten it is not kept in whose chat their message stands: what is not under way by then pauses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.learning.broadcast.broadcast import (
    AwaitedInput,
    Broadcast,
    BroadcastReport,
    BroadcastState,
    Content,
    CopiedMessage,
)
from bot.learning.broadcast.delivery_time import Timing, soonest
from bot.storage.broadcast import audience as audiences
from bot.storage.broadcast import broadcasts, deliveries
from bot.storage.broadcast import holds as onhold
from bot.storage.database import Database, Tx
from bot.storage.learner import learners
from bot.tutor import use_cases
from bot.tutor.admins import Admins
from bot.tutor.learner.written_answer import is_answer
from bot.tutor.tap import Tap
from bot.tutor.use_cases import UseCases

SHOWN = 5
"""Broadcasts in the list of the newest."""

LANGUAGES = 8


@dataclass(frozen=True)
class BroadcastCard:
    """A draft as its admin sees it: `chats` are those of its audience just now."""

    broadcast: Broadcast
    chats: int


class Broadcasts:
    def __init__(self, shared: UseCases, admins: Admins) -> None:
        self._database = shared.database
        self._admins = admins
        self.library = shared.library

    async def check(self, tap: Tap) -> None:
        """For what needs nothing else of the database. Raises NotAdminError."""
        await self._admins.check(tap)

    async def begin(self, tap: Tap, content: Content | None = None) -> Broadcast:
        """A new draft of this admin's, in place of the one they were at."""

        def work(tx: Tx) -> Broadcast:
            learner = learners.meet(tx, tap.person, tap.at)
            if former := broadcasts.draft_of(tx, learner.id):
                broadcasts.discard(tx, former.id)
            timing = Timing(zone=learner.time_zone or "UTC")
            return broadcasts.draft(tx, learner.id, content, timing, tap.at)

        return await self._admins.serve(tap, work)

    async def asked(self, tap: Tap, words: str) -> Broadcast | None:
        """The draft for which this message of the admin's is meant; None where it is for none, or answers the
        question that they are at in a course."""
        library = self.library()

        def work(tx: Tx) -> Broadcast | None:
            found = broadcasts.draft_of(tx, tap.person.id)
            if found is None or found.asked is AwaitedInput.NOTHING:
                return None
            learner = learners.meet(tx, tap.person, tap.at)
            standing = use_cases.last_standing(tx, learner, library.read_by(learner.reads))
            left = found.asked is AwaitedInput.MESSAGE and broadcasts.is_left(tx, found.id, tap.person.id)
            return None if is_answer(standing, words, moved_on=left) else found

        return await self._admins.serve(tap, work)

    async def draft(self, tap: Tap, broadcast_id: int) -> Broadcast | None:
        """None where it is no draft (any more)."""
        return await self._admins.serve(tap, lambda tx: _draft(tx, broadcast_id))

    async def content(self, broadcast_id: int) -> Content | None:
        """What is in a broadcast: for anybody, as whoever got it has seen it."""
        found = await self._database.transaction(lambda tx: broadcasts.find(tx, broadcast_id))
        return found.content if found else None

    async def take(self, tap: Tap, broadcast_id: int, message_id: int, excerpt: str) -> bool:
        """The message of this id in the admin's chat is what will be sent."""
        content = CopiedMessage(tap.person.id, message_id)

        def taken(draft: Broadcast) -> Broadcast:
            return replace(draft, content=content, excerpt=excerpt, asked=AwaitedInput.NOTHING)

        return await self.change(tap, broadcast_id, taken)

    async def change(self, tap: Tap, broadcast_id: int, change: Callable[[Broadcast], Broadcast]) -> bool:
        """Changes a draft; False where it is none (any more)."""

        def work(tx: Tx) -> bool:
            draft = _draft(tx, broadcast_id)
            return draft is not None and broadcasts.save_draft(tx, change(draft))

        return await self._admins.serve(tap, work)

    async def card(self, tap: Tap, broadcast_id: int) -> BroadcastCard | None:
        """The draft with the size of its audience; None where it is no draft (any more)."""

        def work(tx: Tx) -> BroadcastCard | None:
            draft = _draft(tx, broadcast_id)
            return BroadcastCard(draft, audiences.count(tx, draft.audience, tap.at)) if draft else None

        return await self._admins.serve(tap, work)

    async def languages(self, tap: Tap) -> tuple[str, ...]:
        return await self._admins.serve(tap, lambda tx: audiences.languages(tx, LANGUAGES))

    async def newest(self, tap: Tap) -> tuple[BroadcastReport, ...]:
        def work(tx: Tx) -> tuple[BroadcastReport, ...]:
            return tuple(
                deliveries.report(tx, broadcast, tap.at) for broadcast in broadcasts.newest(tx, SHOWN)
            )

        return await self._admins.serve(tap, work)

    async def report(self, tap: Tap, broadcast_id: int) -> BroadcastReport | None:
        """What became of a broadcast so far; None where there is none, or it is a draft."""

        def work(tx: Tx) -> BroadcastReport | None:
            found = broadcasts.find(tx, broadcast_id)
            return (
                deliveries.report(tx, found, tap.at)
                if found and found.state is not BroadcastState.DRAFT
                else None
            )

        return await self._admins.serve(tap, work)

    async def discard(self, tap: Tap, broadcast_id: int) -> bool:
        return await self._admins.serve(tap, lambda tx: broadcasts.discard(tx, broadcast_id))

    async def send(self, tap: Tap, broadcast_id: int) -> bool:
        """From a draft with content to one that is to be sent: at once, or at its time. The message with the
        button shows from now on how far it is."""

        def work(tx: Tx) -> bool:
            draft = _draft(tx, broadcast_id)
            if draft is None or draft.content is None:
                return False
            timing = soonest(draft.timing, tap.at)
            broadcasts.save_draft(tx, replace(draft, timing=timing, asked=AwaitedInput.NOTHING))
            broadcasts.put_card(tx, broadcast_id, tap.message_id)
            return broadcasts.confirm(tx, broadcast_id, tap.at)

        return await self._admins.serve(tap, work)

    async def pause(self, tap: Tap, broadcast_id: int) -> bool:
        return await self._to(tap, broadcast_id, (BroadcastState.SENDING,), BroadcastState.PAUSED)

    async def resume(self, tap: Tap, broadcast_id: int) -> bool:
        return await self._to(tap, broadcast_id, (BroadcastState.PAUSED,), BroadcastState.SENDING)

    async def cancel(self, tap: Tap, broadcast_id: int) -> bool:
        live = (
            BroadcastState.SCHEDULED,
            BroadcastState.ON_HOLD,
            BroadcastState.SENDING,
            BroadcastState.PAUSED,
        )
        return await self._to(tap, broadcast_id, live, BroadcastState.CANCELLED)

    async def resend(self, tap: Tap, broadcast_id: int, resends: int) -> int:
        """Sends what is unknown once more, and so perhaps twice; how many. `resends`: what the button knew,
        so that one tap does it once."""

        def work(tx: Tx) -> int:
            if not broadcasts.resend(tx, broadcast_id, resends):
                return 0
            return deliveries.resend(tx, broadcast_id, tap.at)

        return await self._admins.serve(tap, work)

    async def decide(self, tap: Tap, broadcast_id: int, holds: int, send: bool) -> bool:
        """One that is on hold is sent after all, or let be. `holds`: what the button knew, so that one tap
        does it once, and one for an earlier question nothing."""
        do = onhold.release if send else onhold.let_be
        return await self._admins.serve(tap, lambda tx: do(tx, broadcast_id, holds, tap.at))

    async def _to(
        self, tap: Tap, broadcast_id: int, was: tuple[BroadcastState, ...], state: BroadcastState
    ) -> bool:
        return await self._admins.serve(
            tap, lambda tx: broadcasts.change(tx, broadcast_id, was, state, tap.at)
        )


async def queue(
    database: Database,
    content: Content,
    change: Callable[[Broadcast], Broadcast],
    admin_ids: frozenset[int],
    now: datetime,
) -> BroadcastCard:
    """A broadcast that was not composed in a chat, ready to be sent by the bot. The first of the admins who
    may be written to is told about it."""

    def work(tx: Tx) -> BroadcastCard:
        known = (one for one in sorted(admin_ids) if learners.may_be_written_to(tx, one))
        told = next(known, None)
        draft = change(broadcasts.draft(tx, told, content, Timing(), now))
        broadcasts.save_draft(tx, draft)
        broadcasts.confirm(tx, draft.id, now)
        return BroadcastCard(draft, audiences.count(tx, draft.audience, now))

    return await database.transaction(work)


def _draft(tx: Tx, broadcast_id: int) -> Broadcast | None:
    found = broadcasts.find(tx, broadcast_id)
    return found if found and found.state is BroadcastState.DRAFT else None
