"""People and the chats in which they meet the bot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Message = dict[str, Any]
"""A Bot API Message object. Never changed in place: an edit puts a new one into the chat."""

BLOCKED = "kicked"
"""The bot's status in the private chat of a person who blocked it."""


@dataclass(frozen=True)
class Person:
    """Somebody who chats; language_code may be missing, as on Telegram."""

    id: int
    first_name: str
    language_code: str | None = None

    def user(self) -> dict[str, Any]:
        """The Bot API User object."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return user | ({"language_code": self.language_code} if self.language_code else {})


@dataclass
class Chat:
    """A chat with all its messages, oldest first, by message id."""

    id: int
    info: dict[str, Any]
    members: list[int]
    started: bool = False
    bot_status: str = "member"
    messages: dict[int, Message] = field(default_factory=dict)
    data: dict[int, set[str]] = field(default_factory=dict)
    """Every callback data that a message's keyboard ever had: an old screen may still show those buttons."""

    @property
    def type(self) -> str:
        return str(self.info["type"])

    def row(self) -> dict[str, Any]:
        """What the journal keeps of the chat itself."""
        return {
            "info": self.info,
            "members": self.members,
            "started": self.started,
            "bot_status": self.bot_status,
        }


def private_chat(person: Person) -> Chat:
    info = {"id": person.id, "first_name": person.first_name, "type": "private"}
    return Chat(person.id, info, [person.id])
