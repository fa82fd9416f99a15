"""From the Bot API's JSON to python-telegram-bot's Update."""

from __future__ import annotations

from typing import Any

from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User

from bot.wire.handling import UnreadableError, trail

_LARGEST_ID = 2**63 - 1


def read_update(raw: dict[str, Any], bot: Bot) -> Update:
    """The update, as the library reads it, but for a tap in a private chat: that is most of a bot's work, and
    reading it whole, with the text and all the buttons of its message, costs ten times as much.

    Of such a tap the update has what says who tapped what and where: the query's id, data and chat instance;
    its user's id, names and language; its message's id and chat, as an InaccessibleMessage.

    Raises UnreadableError."""
    match raw:
        case {
            "update_id": int(update_id),
            "callback_query": {
                "id": str(query_id),
                "from": {"id": int(), "is_bot": bool(), "first_name": str()} as user,
                "message": {
                    "message_id": int(message_id),
                    "chat": {"id": int(), "type": Chat.PRIVATE} as chat,
                },
                "chat_instance": str(chat_instance),
                "data": str(data),
            },
        }:
            message = InaccessibleMessage(_private(chat), message_id)
            query = CallbackQuery(query_id, _user(user), chat_instance, message, data)
            query.set_bot(bot)
            return Update(update_id, callback_query=query)
        case _:
            return _whole(raw, bot)


def _whole(raw: dict[str, Any], bot: Bot) -> Update:
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


def _user(raw: dict[str, Any]) -> User:
    return User(
        raw["id"],
        raw["first_name"],
        raw["is_bot"],
        last_name=raw.get("last_name"),
        username=raw.get("username"),
        language_code=raw.get("language_code"),
    )


def _private(raw: dict[str, Any]) -> Chat:
    return Chat(raw["id"], raw["type"], first_name=raw.get("first_name"), username=raw.get("username"))
