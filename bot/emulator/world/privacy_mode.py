"""Which messages a bot is told of: https://core.telegram.org/bots/features#privacy-mode."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.emulator.world.chat import Chat, Message

_CONTENT = {"text", "photo", "document", "poll"}


def update_kind(chat: Chat, *, edited: bool) -> str:
    """message, edited_message, channel_post or edited_channel_post."""
    kind = "channel_post" if chat.type == "channel" else "message"
    return f"edited_{kind}" if edited else kind


def is_for_bot(chat: Chat, message: Message, bot: Mapping[str, Any]) -> bool:
    """In groups a bot that is no administrator sees commands, answers to it, what people
    post by way of it, and service messages."""
    if not chat.has_bot:
        return False
    if chat.is_private or chat.type == "channel" or chat.bot_status == "administrator":
        return True
    return (
        is_service(message)
        or _is_command(message, bot)
        or _answers(message, bot)
        or message.get("via_bot", {}).get("id") == bot["id"]
    )


def is_service(message: Message) -> bool:
    """Whether Telegram wrote it: somebody came or went, a topic was opened …"""
    return not _CONTENT & message.keys()


def _is_command(message: Message, bot: Mapping[str, Any]) -> bool:
    """Whether it begins with a command that is meant for this bot, or for nobody in particular."""
    words = (message.get("text") or message.get("caption") or "").split(maxsplit=1)
    if not words or not words[0].startswith("/"):
        return False
    _, at, name = words[0].partition("@")
    return not at or name.lower() == str(bot["username"]).lower()


def _answers(message: Message, bot: Mapping[str, Any]) -> bool:
    answered = message.get("reply_to_message", {})
    return bool(answered.get("from", {}).get("id") == bot["id"])
