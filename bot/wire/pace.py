"""Rate limiting of what is sent: Telegram's limits kept before it answers 429, by chat, group and overall.

About 30 messages a second over all, 1 a second to a chat with short bursts, 20 a minute to a group. Sends and
edits count; answers to callback queries do not.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from enum import IntEnum
from heapq import heapify, heappop, heappush
from itertools import count

from bot.wire.limits import Bucket, Window

ChatId = int | str | None
_SWEEP_FROM = 1024


class Lane(IntEnum):
    """Who goes first when not all can go at once."""

    TAP = 0
    HASTE = 1
    """For a tap as well, but in a chat that had some just now: only the pace puts it there."""
    REMINDER = 2
    BROADCAST = 3


_MOMENT = 1.0
"""Messages to a chat, at its own rate, after which the next is haste: a tap causes two."""


class Pace:
    """`await pace.turn(chat_id)` before each send. Nothing is refused or dropped, only kept waiting.

    Answers to taps may use a whole second's allowance at once; those of hasty chats leave a third of it to
    the others, whom they would keep waiting otherwise. The other lanes are spread evenly over it and leave
    `spare` messages of every second to them: a tap in the middle of a broadcast finds its way free.

    Times come from the running event loop. Without waiters there is neither a task nor a timer.
    """

    def __init__(
        self,
        *,
        per_second: float = 30.0,
        spare: int = 2,
        chat_per_second: float = 1.0,
        chat_burst: int = 3,
        group_per_minute: float = 20.0,
    ) -> None:
        self._chat_rate = (chat_per_second, chat_burst)
        self._group_rate = group_per_minute
        self._unlimited = all(map(math.isinf, (per_second, chat_per_second, group_per_minute)))
        self._all = Window(per_second, 1.0)
        self._spare = 0 if math.isinf(per_second) else min(spare, int(per_second) // 2)
        self._room = 0 if math.isinf(per_second) else int(per_second) // 3
        self._step = 1.0 / (per_second - self._spare)
        self._steady_at = -math.inf
        self._held_until = -math.inf
        self._chats: dict[ChatId, _Chat] = {}
        self._sweep_at = _SWEEP_FROM
        self._numbers = count()
        self._ready: list[_Entry] = []
        self._later: list[tuple[float, int, _Chat]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._waiting = dict.fromkeys(Lane, 0)

    @property
    def waiting(self) -> Mapping[Lane, int]:
        """How many sends wait in each lane."""
        return self._waiting

    @property
    def steady_rate(self) -> float:
        """How many a second the lanes below TAP may send."""
        return 1.0 / self._step if self._step else math.inf

    async def turn(self, chat_id: ChatId, lane: Lane = Lane.TAP) -> None:
        """Return when one message may go to this chat; None for one that belongs to no chat."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._unlimited and chat_id not in self._chats and self._held_until <= now:
            return
        chat = self._chat(chat_id, now)
        if lane is Lane.TAP and chat.is_hasty(now):
            lane = Lane.HASTE
        waiter: _Waiter = (lane, next(self._numbers), loop.create_future())
        heappush(chat.waiting, waiter)
        self._waiting[lane] += 1
        self._place(chat, now)
        self._pump()
        try:
            await waiter[2]
        except asyncio.CancelledError:
            self._leave(chat, waiter)
            raise

    def hold(self, chat_id: ChatId, seconds: float) -> None:
        """Telegram asked for a pause: nothing goes to this chat (None: to anyone) for so long."""
        now = asyncio.get_running_loop().time()
        if chat_id is None:
            self._held_until = max(self._held_until, now + seconds)
        else:
            chat = self._chat(chat_id, now)
            chat.held_until = max(chat.held_until, now + seconds)

    def wait_of(self, chat_id: ChatId) -> float:
        """How many seconds from now this chat's own limits and pauses last; what all share does not count."""
        chat = self._chats.get(chat_id)
        return chat.free_at() - asyncio.get_running_loop().time() if chat else 0.0

    @property
    def held(self) -> list[float]:
        """For each chat that Telegram wants nothing sent to: for how many seconds from now."""
        now = asyncio.get_running_loop().time()
        return [chat.held_until - now for chat in self._chats.values() if chat.held_until > now]

    def _leave(self, chat: _Chat, waiter: _Waiter) -> None:
        if waiter not in chat.waiting:
            return
        chat.waiting.remove(waiter)
        heapify(chat.waiting)
        self._waiting[waiter[0]] -= 1
        self._place(chat, asyncio.get_running_loop().time())
        self._pump()

    def _pump(self) -> None:
        """Let go whoever may go now, and come back when the next one may."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._later and self._later[0][0] <= now:
            chat = heappop(self._later)[2]
            chat.later = False
            self._place(chat, now)
        due = self._let_go(now)
        if self._later:
            due = min(due, self._later[0][0])
        if due < math.inf:
            self._timer = loop.call_at(due, self._pump)

    def _let_go(self, now: float) -> float:
        """Serve the chats that are ready, best lane first; when to go on, if any are left."""
        while self._ready:
            entry = self._ready[0]
            chat = entry[3]
            if chat.entry is not entry:
                heappop(self._ready)
                continue
            due = self._due(entry[0])
            if due > now:
                return due
            heappop(self._ready)
            chat.entry = None
            if chat.free_at() <= now:
                self._serve(chat, now)
            self._place(chat, now)
        return math.inf

    def _due(self, lane: Lane) -> float:
        if lane is Lane.TAP:
            return max(self._all.free_at(), self._held_until)
        if lane is Lane.HASTE:
            return max(self._all.free_at(self._room), self._held_until)
        return max(self._all.free_at(self._spare), self._held_until, self._steady_at)

    def _serve(self, chat: _Chat, now: float) -> None:
        lane, _, turn = heappop(chat.waiting)
        self._waiting[lane] -= 1
        if turn.cancelled():
            return
        self._all.take(now)
        if lane > Lane.HASTE:
            # A timer that comes late does not slow the whole lane down: one step may be caught up.
            self._steady_at = max(self._steady_at, now - self._step) + self._step
        chat.take(now)
        turn.set_result(None)

    def _place(self, chat: _Chat, now: float) -> None:
        """Put the chat where its first waiter belongs: among the ready ones, or later."""
        if not chat.waiting:
            chat.entry = None
            return
        free_at = chat.free_at()
        if free_at > now:
            chat.entry = None
            if not chat.later:
                chat.later = True
                heappush(self._later, (free_at, next(self._numbers), chat))
            return
        lane, number, _ = chat.waiting[0]
        if chat.entry is None or chat.entry[:2] != (lane, number):
            chat.entry = (lane, number, next(self._numbers), chat)
            heappush(self._ready, chat.entry)

    def _chat(self, chat_id: ChatId, now: float) -> _Chat:
        chat = self._chats.get(chat_id)
        if chat is None:
            if len(self._chats) >= self._sweep_at:
                self._sweep(now)
            chat = self._chats[chat_id] = self._new_chat(chat_id)
        return chat

    def _new_chat(self, chat_id: ChatId) -> _Chat:
        if chat_id is None:
            return _Chat()
        # Groups and channels have negative ids; a name (@…) is always one of them.
        if isinstance(chat_id, str) or chat_id < 0:
            return _Chat(Bucket(*self._chat_rate), Window(self._group_rate, 60.0))
        return _Chat(Bucket(*self._chat_rate))

    def _sweep(self, now: float) -> None:
        self._chats = {key: chat for key, chat in self._chats.items() if not chat.forgotten(now)}
        self._sweep_at = max(_SWEEP_FROM, 2 * len(self._chats))


class _Chat:
    """A chat's own limits, and who waits to send to it."""

    __slots__ = ("entry", "held_until", "later", "limits", "waiting")

    def __init__(self, *limits: Bucket | Window) -> None:
        self.limits = limits
        self.held_until = -math.inf
        self.waiting: list[_Waiter] = []
        self.entry: _Entry | None = None
        """Its valid place among the ready chats; older ones that are still in there are void."""
        self.later = False

    def free_at(self) -> float:
        free = self.held_until
        for limit in self.limits:
            free = max(free, limit.free_at())
        return free

    def is_hasty(self, now: float) -> bool:
        """Whether it had more than a message just now."""
        if any(lane is Lane.HASTE for lane, _, _ in self.waiting):
            return True  # nothing overtakes what waits for the same chat
        bucket = self.limits[0] if self.limits else None
        return isinstance(bucket, Bucket) and bucket.taken(now) > _MOMENT

    def take(self, now: float) -> None:
        for limit in self.limits:
            limit.take(now)

    def forgotten(self, now: float) -> bool:
        """Whether nothing would change if this had never existed."""
        if self.waiting or self.later or self.held_until > now:
            return False
        return all(limit.empty_at() <= now for limit in self.limits)


_Waiter = tuple[Lane, int, "asyncio.Future[None]"]
_Entry = tuple[Lane, int, int, _Chat]
