"""Which thread of a chat a message belongs to, and which message it answers."""

from __future__ import annotations

from typing import Any

from bot.emulator.world.chat import Chat


def thread_fields(chat: Chat, reply_to: int | None, thread_id: int | None) -> dict[str, Any]:
    """The fields reply_to_message, message_thread_id and is_topic_message.

    As on Telegram, a message in a topic that answers nothing answers the one that opened the topic, and in a
    supergroup without topics an answer carries the id of the thread that it belongs to, which is no topic.
    """
    answered = chat.messages.get(reply_to) if reply_to is not None else None
    if chat.is_forum and thread_id is None and answered and answered.get("is_topic_message"):
        thread_id = answered["message_thread_id"]
    fields: dict[str, Any] = {}
    if thread_id is not None:
        fields = {"message_thread_id": thread_id, "is_topic_message": True}
        answered = answered or chat.messages.get(thread_id)
    elif answered and chat.type == "supergroup" and not chat.is_forum:
        fields = {"message_thread_id": answered.get("message_thread_id", answered["message_id"])}
    if answered:
        shown = {name: value for name, value in answered.items() if name != "reply_to_message"}
        fields["reply_to_message"] = shown
    return fields
