"""Topics of a group: made, renamed, closed, opened again, deleted."""

from __future__ import annotations

from typing import Any

from bot.emulator.errors import RefusedError
from bot.emulator.world.chats import Chats
from bot.emulator.world.people import GENERAL, Chat, Person

_COLOR = 0x6FB9F0


class Topics(Chats):
    """The verbs of those who run topics: its administrators; `by` is by default the creator. General is the
    topic GENERAL: it can be closed, and not deleted. All raise RefusedError."""

    def create_topic(self, chat_id: int, title: str, by: int | None = None) -> int:
        """A new topic; gives its thread id."""
        chat, person = self._forum(chat_id, by)
        title, thread_id = _titled(title), self._next_message
        chat.topics[thread_id] = title
        created = {"name": title, "icon_color": _COLOR}
        self._topic_changed(chat, person, thread_id, {"forum_topic_created": created})
        return thread_id

    def rename_topic(self, chat_id: int, thread_id: int, title: str, by: int | None = None) -> None:
        chat, person = self._forum(chat_id, by)
        if thread_id not in chat.topics:
            raise RefusedError("There is no such topic.")
        chat.topics[thread_id] = _titled(title)
        edited = {"name": chat.topics[thread_id]}
        self._topic_changed(chat, person, thread_id, {"forum_topic_edited": edited})

    def close_topic(self, chat_id: int, thread_id: int, by: int | None = None) -> None:
        """Only administrators can write there, until it is opened again."""
        chat, person = self._forum(chat_id, by, thread_id)
        if thread_id not in chat.closed:
            chat.closed.add(thread_id)
            self._topic_changed(chat, person, thread_id, {"forum_topic_closed": {}})

    def reopen_topic(self, chat_id: int, thread_id: int, by: int | None = None) -> None:
        chat, person = self._forum(chat_id, by, thread_id)
        if thread_id in chat.closed:
            chat.closed.remove(thread_id)
            self._topic_changed(chat, person, thread_id, {"forum_topic_reopened": {}})

    def delete_topic(self, chat_id: int, thread_id: int, by: int | None = None) -> None:
        """A topic and all that was written in it."""
        chat, _ = self._forum(chat_id, by)
        if chat.topics.pop(thread_id, None) is None:
            raise RefusedError("There is no such topic.")
        chat.closed.discard(thread_id)
        self.keep_chat(chat)
        for number, message in list(chat.messages.items()):
            if message.get("message_thread_id") == thread_id:
                self.remove(chat, number)
        self.show_chat(chat)
        self.commit()

    def _forum(self, chat_id: int, by: int | None, thread_id: int | None = None) -> tuple[Chat, Person]:
        """A group with topics, the one named among them, and the administrator who changes it."""
        chat = self.group(chat_id)
        person = self.admin(chat, by)
        if not chat.is_forum:
            raise RefusedError("This group has no topics.")
        if thread_id not in (None, GENERAL, *chat.topics):
            raise RefusedError("There is no such topic.")
        return chat, person

    def _topic_changed(self, chat: Chat, by: Person, thread_id: int, content: dict[str, Any]) -> None:
        self.keep_chat(chat)
        self.service(chat, by, content, None if thread_id == GENERAL else thread_id)
        self.show_chat(chat)
        self.commit()


def _titled(title: str) -> str:
    title = title.strip()
    if not 1 <= len(title) <= 128:
        raise RefusedError("A topic's name has 1 to 128 characters.")
    return title
