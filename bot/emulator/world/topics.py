"""Topics of a group: made, renamed, closed, opened again, deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.emulator.errors import RefusedError
from bot.emulator.world.chat import GENERAL, Chat
from bot.emulator.world.chat_views import ChatViews
from bot.emulator.world.chats import Chats
from bot.emulator.world.common import Common
from bot.emulator.world.message_history import MessageHistory
from bot.emulator.world.people import Person

_COLOR = 0x6FB9F0


@dataclass(frozen=True)
class Topics:
    """The verbs of those who run topics: its administrators; `by` is by default the creator. General is the
    topic GENERAL: it can be closed, and not deleted. All raise RefusedError."""

    common: Common
    chats: Chats
    history: MessageHistory
    views: ChatViews

    def create(self, chat_id: int, title: str, by: int | None = None) -> int:
        """A new topic; gives its thread id."""
        chat, person = self._forum(chat_id, by)
        title, thread_id = _titled(title), self.history.next_id
        chat.topics[thread_id] = title
        created = {"name": title, "icon_color": _COLOR}
        self._changed(chat, person, thread_id, {"forum_topic_created": created})
        return thread_id

    def rename(self, chat_id: int, thread_id: int, title: str, by: int | None = None) -> None:
        chat, person = self._forum(chat_id, by)
        if thread_id not in chat.topics:
            raise RefusedError("There is no such topic.")
        chat.topics[thread_id] = _titled(title)
        edited = {"name": chat.topics[thread_id]}
        self._changed(chat, person, thread_id, {"forum_topic_edited": edited})

    def close(self, chat_id: int, thread_id: int, by: int | None = None) -> None:
        """Only administrators can write there, until it is opened again."""
        chat, person = self._forum(chat_id, by, thread_id)
        if thread_id not in chat.closed:
            chat.closed.add(thread_id)
            self._changed(chat, person, thread_id, {"forum_topic_closed": {}})

    def reopen(self, chat_id: int, thread_id: int, by: int | None = None) -> None:
        chat, person = self._forum(chat_id, by, thread_id)
        if thread_id in chat.closed:
            chat.closed.remove(thread_id)
            self._changed(chat, person, thread_id, {"forum_topic_reopened": {}})

    def delete(self, chat_id: int, thread_id: int, by: int | None = None) -> None:
        """A topic and all that was written in it."""
        chat, _ = self._forum(chat_id, by)
        if chat.topics.pop(thread_id, None) is None:
            raise RefusedError("There is no such topic.")
        chat.closed.discard(thread_id)
        self.chats.keep(chat)
        for number, message in list(chat.messages.items()):
            if message.get("message_thread_id") == thread_id:
                self.history.delete(chat, number)
        self.views.show_chat(chat)
        self.common.commit()

    def _forum(self, chat_id: int, by: int | None, thread_id: int | None = None) -> tuple[Chat, Person]:
        """A group with topics, the one named among them, and the administrator who changes it."""
        chat = self.chats.group(chat_id)
        person = self.chats.admin(chat, by)
        if not chat.is_forum:
            raise RefusedError("This group has no topics.")
        if thread_id not in (None, GENERAL, *chat.topics):
            raise RefusedError("There is no such topic.")
        return chat, person

    def _changed(self, chat: Chat, by: Person, thread_id: int, content: dict[str, Any]) -> None:
        self.chats.keep(chat)
        self.history.post_service(chat, by, content, None if thread_id == GENERAL else thread_id)
        self.views.show_chat(chat)
        self.common.commit()


def _titled(title: str) -> str:
    title = title.strip()
    if not 1 <= len(title) <= 128:
        raise RefusedError("A topic's name has 1 to 128 characters.")
    return title
