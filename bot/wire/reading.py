"""From the Bot API's JSON to python-telegram-bot's Update."""

from __future__ import annotations

from typing import Any

from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User


def read_update(raw: dict[str, Any], bot: Bot) -> Update:
    """The update, as the library reads it, but for a tap in a private chat: that is most of a bot's work, and
    reading it whole, with the text and all the buttons of its message, costs ten times as much.

    Of such a tap the update has what says who tapped what and where: the query's id, data and chat instance;
    its user's id, names and language; its message's id and chat, as an InaccessibleMessage."""
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
            return Update.de_json(raw, bot)


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
