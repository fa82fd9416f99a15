"""What one chat's sending limits and pauses let through, and who waits to send to it."""

from __future__ import annotations

import asyncio
import math

from bot.wire.lanes import Lane
from bot.wire.limits import Bucket, Window

_MOMENT = 0.5
"""Messages to a chat, at its own rate, after which the next is haste: what comes first answers the tap, and
what goes with it, as taking the old buttons away, may wait a moment."""


class ChatPace:
    """A chat's own limits, and who waits to send to it."""

    __slots__ = ("entry", "held_until", "later", "limits", "waiting")

    def __init__(self, *limits: Bucket | Window) -> None:
        self.limits = limits
        self.held_until = -math.inf
        self.waiting: list[Waiter] = []
        self.entry: Entry | None = None
        """Its valid place among the ready chats; older ones that are still in there are void."""
        self.later = False

    def free_at(self, spare: int = 0) -> float:
        """When one may go, with room in the burst for `spare` others. A minute's window is never waited for
        longer than for one: it is long."""
        free = self.held_until
        for limit in self.limits:
            free = max(free, limit.free_at(spare if isinstance(limit, Bucket) else 0))
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


Waiter = tuple[Lane, int, "asyncio.Future[None]"]
Entry = tuple[Lane, int, int, ChatPace]
