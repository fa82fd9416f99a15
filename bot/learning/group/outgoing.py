"""What goes out to a group, one thing at a time, and what may keep it from going out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.course.keys import key

LONGEST_GAP = timedelta(hours=6)
"""Between two tries in a group that does not let the bot write."""


class ItemKind(StrEnum):
    SECTION = "section"
    DOUBT = "doubt"
    """The word about a section that may have arrived."""
    END = "end"
    ROUND = "round"
    RESULT = "result"
    """What came out of a round, as a message of its own."""


@dataclass(frozen=True)
class Item:
    """One message that goes out to a group. `id`: the section's, or the round's number; "" for the end.
    `question` and `course`: the ids of the round's, which may be of a course that the group had before."""

    what: ItemKind
    id: str = ""
    question: str = field(default="", compare=False)
    course: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """What a button calls it by."""
        return key("item", self.what, self.id)

    @property
    def of_round(self) -> bool:
        """Whether it is a question that is asked, or what came out of it: the others are sections, and what
        goes with them."""
        return self.what in (ItemKind.ROUND, ItemKind.RESULT)


class Trouble(StrEnum):
    """What a chat does not allow. The person who set the group up is told of each once."""

    WRITE = "write"
    """To write there at all. It is tried again, with growing gaps."""
    TOPIC_CLOSED = "topic-closed"
    """To write in the group's topic. Likewise."""
    TOPIC_GONE = "topic-gone"
    """The topic was deleted: posts go to General."""
    POLLS = "polls"
    """Questions are asked with buttons."""
    PICTURES = "pictures"
    """They are told in words."""
    REFUSED = "refused"
    """Something was refused for what it is, and passed over."""


@dataclass(frozen=True)
class SendingHold:
    """Nothing is sent to the group before `until`. `tries`: how many have failed so far."""

    tries: int
    until: datetime


def longer(hold: SendingHold | None, now: datetime) -> SendingHold:
    """The hold after one more failure: a minute, two, four …"""
    tries = hold.tries + 1 if hold else 1
    gap = min(timedelta(minutes=2.0 ** min(tries - 1, 16)), LONGEST_GAP)
    return SendingHold(tries, now + gap)


@dataclass(frozen=True)
class ItemSent:
    """It is out. `without`: what it had to do without; `used`: what the chat turned out to allow."""

    message_id: int | None = None
    poll_id: str | None = None
    without: Trouble | None = None
    used: Trouble | None = None


@dataclass(frozen=True)
class SurelyNotSent:
    """It surely did not arrive, and may after so many seconds; None: nobody knows when."""

    wait: float | None = None


@dataclass(frozen=True)
class PerhapsSent:
    """It may have arrived, and so is not sent again by itself."""


@dataclass(frozen=True)
class SendingHeld:
    """The chat takes nothing. `thread_id` and `hold` are the group's when it was tried: what has changed
    since may have mended it."""

    trouble: Trouble
    thread_id: int | None = None
    hold: SendingHold | None = None


@dataclass(frozen=True)
class TopicGone:
    """Its topic was deleted: this one."""

    thread_id: int | None = None


@dataclass(frozen=True)
class ItemRefused:
    """Telegram does not take this one thing."""


@dataclass(frozen=True)
class NothingToSend:
    """There is nothing to send: the course has it no more, or nobody would miss it."""


@dataclass(frozen=True)
class ChatGone:
    """The bot is not in the chat any more."""


SendOutcome = (
    ItemSent | SurelyNotSent | PerhapsSent | SendingHeld | TopicGone | ItemRefused | NothingToSend | ChatGone
)
"""What became of one attempt to send."""
