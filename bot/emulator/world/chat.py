"""A chat with its members and messages, and the constants that tell what somebody is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.emulator.world.people import Person

Message = dict[str, Any]
"""A Bot API Message object. Never changed in place: an edit puts a new one into the chat."""

BLOCKED = "kicked"
"""The bot's status in the private chat of a person who blocked it, and where it was thrown out."""

DEACTIVATED = "deactivated"
"""The bot's status in the private chat of a person who deleted their account."""

ADMINS = ("creator", "administrator")
GENERAL = 1
"""The thread id that stands for the topic General, which a message in it does not carry."""

HERE = (*ADMINS, "member", "restricted")
"""The statuses of those who are in a chat."""

# https://core.telegram.org/bots/api#message: senders that stand for somebody else
ANONYMOUS_ADMIN = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
TELEGRAM_ID = 777000
TELEGRAM = {"id": TELEGRAM_ID, "is_bot": False, "first_name": "Telegram"}
CHANNEL_SENDER = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote a message, and what the message shows of it: from, sender_chat or both."""

    id: int
    shown: dict[str, Any]


@dataclass(slots=True)
class Chat:
    """A chat with all its messages, oldest first, by message id.

    members: who is there, by status; gone: who is not any more. started: whether the bot may write there
    first, which it may after a person wrote to it, and in groups that it was in. bot_rights: what an
    administrator allowed or forbade it, beside the usual. topics: their titles by thread id;
    closed: the threads in which only administrators may write, GENERAL perhaps among them.
    """

    id: int
    info: dict[str, Any]
    members: dict[int, str]
    started: bool = False
    bot_status: str = "left"
    gone: dict[int, str] = field(default_factory=dict)
    bot_rights: dict[str, bool] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    forbidden: set[str] = field(default_factory=set)
    """What only administrators may: can_send_photos, say."""
    restricted: bool = False
    """Telegram itself keeps the chat from being written in."""
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    discussed_in: int | None = None
    """A channel's group, into which each of its posts is copied."""
    received: int = 0
    """How many messages the bot ever sent there."""
    messages: dict[int, Message] = field(default_factory=dict)
    authors: dict[int, int] = field(default_factory=dict)
    """Who really wrote a message, which an anonymous one and a channel's do not tell."""
    data: dict[int, set[str]] = field(default_factory=dict)
    """Every callback data that a message's keyboard ever had: an old screen may still show those buttons."""

    @property
    def type(self) -> str:
        return str(self.info["type"])

    @property
    def is_private(self) -> bool:
        return self.id > 0

    @property
    def is_forum(self) -> bool:
        return bool(self.info.get("is_forum"))

    @property
    def has_bot(self) -> bool:
        return self.bot_status in HERE

    @property
    def creator(self) -> int:
        return next((person for person, status in self.members.items() if status == "creator"), 0)

    def status(self, person_id: int) -> str:
        """creator, administrator, member, left or kicked."""
        return self.members.get(person_id) or self.gone.get(person_id, "left")

    def row(self) -> dict[str, Any]:
        """What the journal keeps of the chat itself."""
        return {
            "info": self.info,
            "members": list(self.members.items()),
            "started": self.started,
            "bot_status": self.bot_status,
            "gone": list(self.gone.items()),
            "bot_rights": self.bot_rights,
            "topics": list(self.topics.items()),
            "closed": sorted(self.closed),
            "forbidden": sorted(self.forbidden),
            "restricted": self.restricted,
            "pinned": self.pinned,
            "migrated_to": self.migrated_to,
            "discussed_in": self.discussed_in,
        }


def private_chat(person: Person, *, started: bool = False) -> Chat:
    info = {"id": person.id, "first_name": person.first_name, "type": "private"}
    return Chat(person.id, info, {person.id: "member"}, started, "member")


def chat_of(chat_id: int, row: dict[str, Any]) -> Chat:
    """The chat that a row of the journal tells of."""
    pairs = {name: dict(row[name]) for name in ("members", "gone", "topics")}
    sets = {name: set(row.get(name, ())) for name in ("closed", "forbidden")}
    return Chat(chat_id, **(row | pairs | sets))
