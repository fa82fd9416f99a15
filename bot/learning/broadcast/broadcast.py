"""A broadcast, and its deliveries: what becomes of it in each chat."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.learning.broadcast.audience import Audience, Everyone
from bot.learning.broadcast.delivery_time import Timing, starts
from bot.learning.learner.learner import Languages


class BroadcastState(StrEnum):
    DRAFT = "draft"
    """An admin is composing it."""
    SCHEDULED = "scheduled"
    """To be sent, its deliveries not made out yet."""
    ON_HOLD = "on hold"
    """Not sent by itself, or not on: an admin is asked whether it still should be."""
    SENDING = "sending"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


class HoldReason(StrEnum):
    """Why a broadcast is on hold."""

    LATE = "late"
    """It was due when no bot was at work, and that was long ago."""
    RESTORED = "restored"
    """The database was restored from a backup: it may have gone out since that was made."""


class AwaitedInput(StrEnum):
    """What the admin's next message is taken for, while a draft is composed."""

    NOTHING = ""
    MESSAGE = "message"
    TIME = "time"


@dataclass(frozen=True)
class CopiedMessage:
    """A message that stands in a chat, to be copied."""

    chat_id: int
    message_id: int


@dataclass(frozen=True)
class WrittenText:
    """Our own text, as Telegram HTML. `course_id` and `lesson_id`: what a button below it opens."""

    html: str
    course_id: str | None = None
    lesson_id: str | None = None


Content = CopiedMessage | WrittenText


@dataclass(frozen=True)
class Broadcast:
    """`admin_id`: who composes it and is told about it. `card_id`: the message in their chat that shows it.
    `resends`: how often what was unknown has been sent again. `problem`: why it paused by itself. `excerpt`:
    of a message that is copied, its first words. `confirmed_at`: when somebody said that it is to be sent.
    `holds`: how often it has been put on hold; `due_at`: when it was to be sent then, or sent on."""

    id: int
    state: BroadcastState
    content: Content | None
    audience: Audience = field(default_factory=Everyone)
    timing: Timing = field(default_factory=Timing)
    admin_id: int | None = None
    asked: AwaitedInput = AwaitedInput.NOTHING
    card_id: int | None = None
    resends: int = 0
    problem: str | None = None
    excerpt: str = ""
    hold: HoldReason | None = None
    holds: int = 0
    due_at: datetime | None = None
    confirmed_at: datetime | None = None
    queued_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def live(self) -> bool:
        return self.state in (BroadcastState.SENDING, BroadcastState.PAUSED)

    @property
    def begins(self) -> datetime | None:
        """When it is to begin: at its time, and not before somebody has said so; None for a draft."""
        return max(filter(None, (starts(self.timing), self.confirmed_at)), default=None)


@dataclass(frozen=True)
class Counts:
    """How many deliveries of a broadcast are in which state. `waiting` includes those under way."""

    waiting: int = 0
    sent: int = 0
    failed: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.waiting + self.sent + self.failed + self.unknown


class FailureReason(StrEnum):
    """Why a delivery failed."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    NOT_FOUND = "not found"
    REMOVED = "removed"
    """From a group or channel."""
    NO_RIGHTS = "no rights"
    STOPPED = "stopped"
    """The learner stopped announcements, or left, after the broadcast was queued."""
    REFUSED = "refused"
    """Telegram does not take it there, for another reason."""


LEFT = (FailureReason.BLOCKED, FailureReason.DEACTIVATED, FailureReason.NOT_FOUND, FailureReason.REMOVED)
"""The chat is gone: nothing is sent there until it comes back."""


@dataclass(frozen=True)
class Delivered:
    message_id: int


@dataclass(frozen=True)
class Failed:
    reason: FailureReason


@dataclass(frozen=True)
class ChatMoved:
    """The group has another id now; nothing was sent."""

    chat_id: int


@dataclass(frozen=True)
class PerhapsDelivered:
    """It may have been sent or not: nobody can know."""


@dataclass(frozen=True)
class RateLimited:
    """Telegram wants a pause; nothing was sent."""

    seconds: float


@dataclass(frozen=True)
class NotReached:
    """The request never left; nothing was sent."""


@dataclass(frozen=True)
class MessageUnsendable:
    """The message itself cannot be sent to anyone; nothing was sent."""

    words: str


DeliveryResult = (
    Delivered | Failed | ChatMoved | PerhapsDelivered | RateLimited | NotReached | MessageUnsendable
)
"""What became of one attempt at a delivery."""


@dataclass(frozen=True)
class Target:
    """A chat that a delivery is for. `zone`: see bot.learning.broadcast.delivery_time. `languages`: those to
    write there in, the best first; `course_id`: what is studied there, whose language is the next best."""

    chat_id: int
    zone: str
    thread_id: int | None = None
    languages: Languages = ()
    course_id: str | None = None


@dataclass(frozen=True)
class BroadcastReport:
    """`chats`: to how many it goes or went; None where that cannot be told. `reasons` are counted; `unknown`
    names some of the chats of which nobody knows. `late`: how long ago it was due, while it is on hold."""

    broadcast: Broadcast
    counts: Counts
    chats: int | None
    reasons: tuple[tuple[FailureReason, int], ...]
    unknown: tuple[int, ...]
    late: timedelta | None = None


def seconds_for(chats: int, per_second: float) -> float:
    """How long so many deliveries take at this rate."""
    return chats / per_second
