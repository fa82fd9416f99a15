"""What people see of their chats, and the events by which an open page keeps up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.emulator.world.chat import GENERAL, Chat
from bot.emulator.world.chats import Chats
from bot.emulator.world.common import Common
from bot.emulator.world.people import Person
from bot.emulator.world.polls import Polls


@dataclass(frozen=True)
class ChatViews:
    """Chats, as their people see them."""

    common: Common
    chats: Chats
    polls: Polls

    def of(self, person_id: int, chat_id: int | None = None) -> dict[str, Any]:
        """All that a chat page shows when it opens. Raises RefusedError."""
        person, chat = self.chats.seat(person_id, chat_id)
        return {
            "bot": self.common.bot.view(person, chat),
            "me": person.user(),
            "messages": list(chat.messages.values()),
            "chats": [
                self.describe(person, one) | {"messages": list(one.messages.values())}
                for one in self.chats.of(person)
            ],
        }

    def describe(self, person: Person, chat: Chat) -> dict[str, Any]:
        """A chat as a person sees it, without its messages.

        status and bot: what the person and the bot are in it, as in ChatMember; votes: the person's own, as
        option numbers by poll id."""
        return {
            "id": chat.id,
            "type": chat.type,
            "title": self.common.bot.user()["first_name"] if chat.is_private else chat.info["title"],
            "chat": chat.info,
            "status": chat.status(person.id),
            "bot": chat.bot_status,
            "members": [] if chat.is_private else self._members(chat),
            "topics": [
                {"id": number, "title": title, "closed": number in chat.closed}
                for number, title in ((GENERAL, "General"), *chat.topics.items())
                if chat.is_forum
            ],
            "pinned": chat.pinned,
            "migrated_to": chat.migrated_to,
            "commands": self.common.bot.commands(person, chat),
            "votes": self._votes(person, chat),
        }

    def show_chat(self, chat: Chat, joined: Iterable[int] = (), left: Iterable[int] = ()) -> None:
        """Tell the open pages how a chat is now: all of it to those who joined."""
        new = set(joined)
        for person_id in self.common.events.people():
            if person_id in chat.members or person_id in left:
                seen = self.describe(self.chats.people[person_id], chat)
                history = {"messages": list(chat.messages.values())} if person_id in new else {}
                self.common.events.publish([person_id], "chat", seen | history)

    def show_profile(self) -> None:
        """Tell every open page how the bot looks now."""
        for person_id in self.common.events.people():
            person, chat = self.chats.seat(person_id)
            self.common.events.publish([person_id], "profile", self.common.bot.view(person, chat))
            for group in self.chats.of(person)[1:]:
                self.common.events.publish([person_id], "chat", self.describe(person, group))

    def _members(self, chat: Chat) -> list[dict[str, Any]]:
        return [
            {"user": self.chats.people[person_id].user(), "status": status}
            for person_id, status in chat.members.items()
        ]

    def _votes(self, person: Person, chat: Chat) -> dict[str, list[int]]:
        return {
            poll.id: poll.votes[person.id]
            for poll in self.polls.values()
            if person.id in poll.votes and any(place[0] == chat.id for place in poll.shown)
        }
