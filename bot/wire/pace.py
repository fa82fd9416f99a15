"""Rate limiting of what is sent: Telegram's limits kept before it answers 429, by chat, group and overall.

About 30 messages a second over all, 1 a second to a chat with short bursts, 20 a minute to a group. Sends and
edits count; answers to callback queries do not.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from itertools import count

from bot.wire.chat_pace import ChatPace, Entry, Waiter
from bot.wire.lanes import ChatId
from bot.wire.lanes import Lane as Lane
from bot.wire.limits import Bucket, Window

_SWEEP_FROM = 1024


ANSWER = 2
"""Messages that a tap causes, mostly."""


class Pace:
    """`await pace.turn(chat_id)` before each send. Nothing is refused or dropped, only kept waiting.

    Answers to taps may use a whole second's allowance at once; those of hasty chats are spread over it and
    leave a third of it to the others, whom they would keep waiting otherwise. The other lanes are spread
    evenly over it and leave `spare` messages of every second to them: a tap in the middle of a broadcast
    finds its way free.

    Times come from the running event loop. Without waiters there is neither a task nor a timer.


    In memory alone: a process that takes over begins with all allowances, and heeds the 429 that may come."""

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
        self._answers = Window(per_second, 1.0)
        """The same for answers to taps alone: no broadcast makes anybody hasty."""
        self._spare = 0 if math.isinf(per_second) else min(spare, int(per_second) // 2)
        self._room = 0 if math.isinf(per_second) else int(per_second) // 3
        self._haste_step = 1.0 / (per_second - self._room)
        self._haste_at = -math.inf
        self._step = 1.0 / (per_second - self._spare)
        self._steady_at = -math.inf
        self._held_until = -math.inf
        self._chats: dict[ChatId, ChatPace] = {}
        self._sweep_at = _SWEEP_FROM
        self._numbers = count()
        self._ready: list[Entry] = []
        self._later: list[tuple[float, int, ChatPace]] = []
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
        waiter: Waiter = (lane, next(self._numbers), loop.create_future())
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

    def knows(self, chat_id: ChatId) -> bool:
        """Whether this chat has limits or pauses at all at this moment: most have sent and got nothing."""
        return chat_id in self._chats

    def wait_of(self, chat_id: ChatId, messages: int = 1) -> float:
        """How many seconds from now this chat's own limits and pauses keep so many messages waiting; what all
        share does not count."""
        chat = self._chats.get(chat_id)
        return chat.free_at(messages - 1) - asyncio.get_running_loop().time() if chat else 0.0

    def is_crowded(self, chat_id: ChatId) -> bool:
        """Whether this chat had messages just now, and what all share keeps its next one waiting."""
        chat = self._chats.get(chat_id)
        if chat is None:  # as most are: the clock is slow to read on some machines
            return False
        now = asyncio.get_running_loop().time()
        return chat.is_hasty(now) and self._due(Lane.HASTE) > now

    def keeps_waiting(self, chat_id: ChatId) -> bool:
        """Whether a message to this chat waits at this moment."""
        chat = self._chats.get(chat_id)
        return chat is not None and bool(chat.waiting)

    @property
    def held(self) -> list[float]:
        """For each chat that Telegram wants nothing sent to: for how many seconds from now."""
        now = asyncio.get_running_loop().time()
        return [chat.held_until - now for chat in self._chats.values() if chat.held_until > now]

    def _leave(self, chat: ChatPace, waiter: Waiter) -> None:
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
            room = self._answers.free_at(self._room)
            return max(self._all.free_at(), room, self._held_until, self._haste_at)
        return max(self._all.free_at(self._spare), self._held_until, self._steady_at)

    def _serve(self, chat: ChatPace, now: float) -> None:
        lane, _, turn = heappop(chat.waiting)
        self._waiting[lane] -= 1
        if turn.cancelled():
            return
        self._all.take(now)
        if lane <= Lane.HASTE:
            self._answers.take(now)
        if lane is Lane.HASTE:
            self._haste_at = max(self._haste_at, now - self._haste_step) + self._haste_step
        elif lane > Lane.HASTE:
            # A timer that comes late does not slow the whole lane down: one step may be caught up.
            self._steady_at = max(self._steady_at, now - self._step) + self._step
        chat.take(now)
        turn.set_result(None)

    def _place(self, chat: ChatPace, now: float) -> None:
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

    def _chat(self, chat_id: ChatId, now: float) -> ChatPace:
        chat = self._chats.get(chat_id)
        if chat is None:
            if len(self._chats) >= self._sweep_at:
                self._sweep(now)
            chat = self._chats[chat_id] = self._new_chat(chat_id)
        return chat

    def _new_chat(self, chat_id: ChatId) -> ChatPace:
        if chat_id is None:
            return ChatPace()
        # Groups and channels have negative ids; a name (@…) is always one of them.
        if isinstance(chat_id, str) or chat_id < 0:
            return ChatPace(Bucket(*self._chat_rate), Window(self._group_rate, 60.0))
        return ChatPace(Bucket(*self._chat_rate))

    def _sweep(self, now: float) -> None:
        self._chats = {key: chat for key, chat in self._chats.items() if not chat.forgotten(now)}
        self._sweep_at = max(_SWEEP_FROM, 2 * len(self._chats))
