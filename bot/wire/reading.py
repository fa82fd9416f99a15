"""From the Bot API's JSON to python-telegram-bot's Update."""

from __future__ import annotations

from typing import Any, TypeGuard

from telegram import Bot, Update

from bot.wire.answers import is_number
from bot.wire.handling import RawUpdate, UnreadableError, trail

_LARGEST_ID = 2**63 - 1
_LARGEST_NUMBER = 2**53 - 1
"""The largest that every JSON reader keeps. Who believed one far above would confirm all that is to come."""


def is_update(value: object) -> TypeGuard[RawUpdate]:
    """Whether it is an object with an update's number; what else is in it shows later."""
    if not isinstance(value, dict):
        return False
    number = value.get("update_id")
    return is_number(number) and 0 <= number <= _LARGEST_NUMBER


def read_update(raw: dict[str, Any], bot: Bot) -> Update:
    """The update, as the library reads it, with people and chats that can be relied on.

    Raises UnreadableError."""
    try:
        update = Update.de_json(raw, bot)
        user, chat = update.effective_user, update.effective_chat
    except Exception as error:  # the library trips over what is missing or of another type in many ways
        raise UnreadableError(trail(error)) from None
    # These it takes as they come, and others rely on them.
    if user is None and (update.callback_query or update.my_chat_member):
        raise UnreadableError("done by nobody")
    if user and not (_is_id(user.id) and isinstance(user.first_name, str)):
        raise UnreadableError("a user without a proper id or name")
    if chat and not _is_id(chat.id):
        raise UnreadableError("a chat without a proper id")
    return update


def _is_id(value: object) -> bool:
    return type(value) is int and abs(value) <= _LARGEST_ID
