from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, InaccessibleMessage, Message, Update

from bot.wire.reading import read_update

BOT = Bot("1:test")
IDS = st.integers(-(2**52), 2**52)


def object_of(optional: dict[str, Any], **fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields, optional=optional)


USERS = object_of(
    {"last_name": st.text(), "username": st.text(), "language_code": st.text(), "is_premium": st.booleans()},
    id=IDS,
    is_bot=st.booleans(),
    first_name=st.text(),
)
CHATS = object_of(
    {"first_name": st.text(), "title": st.text(), "username": st.text()},
    id=IDS,
    type=st.sampled_from(["private", "group", "supergroup", "channel"]),
)
MESSAGES = object_of(
    {"text": st.text(), "from": USERS}, message_id=IDS, date=st.integers(0, 2**31 - 1), chat=CHATS
)
TAPS = object_of(
    {"message": MESSAGES, "data": st.text(), "game_short_name": st.text(), "inline_message_id": st.text()},
    **{"id": st.text(), "from": USERS, "chat_instance": st.text()},
)


def told(update: Update) -> dict[str, Any]:
    """What handlers may ask a tap for."""
    query, user, chat = update.callback_query, update.effective_user, update.effective_chat
    assert query
    return {
        "update": update.update_id,
        "query": (query.id, query.data, query.chat_instance),
        "user": user
        and (user.id, user.is_bot, user.first_name, user.last_name, user.username, user.language_code),
        "chat": chat and (chat.id, chat.type),
        "message": query.message and query.message.message_id,
    }


@given(IDS, TAPS)
def test_a_tap_says_what_the_library_says_of_it(update_id: int, tap: dict[str, Any]) -> None:
    raw = {"update_id": update_id, "callback_query": tap}
    read = read_update(raw, BOT)
    assert told(read) == told(Update.de_json(raw, BOT))
    assert read.callback_query
    assert read.callback_query.get_bot() is BOT


def test_a_tap_in_a_private_chat_is_read_without_the_text_of_its_message() -> None:
    assert isinstance(message_of(tap_in("private")), InaccessibleMessage)


def test_a_tap_in_a_group_is_read_whole() -> None:
    message = message_of(tap_in("group"))
    assert isinstance(message, Message)
    assert message.text == "How hot?"


def test_any_other_update_is_read_whole() -> None:
    message = tap_in("private")["callback_query"]["message"]
    raw = {"update_id": 1, "message": message}
    assert read_update(raw, BOT).to_dict() == Update.de_json(raw, BOT).to_dict()


def tap_in(kind: str) -> dict[str, Any]:
    user = {"id": 5, "is_bot": False, "first_name": "Ada"}
    message = {"message_id": 7, "date": 1, "chat": {"id": 5, "type": kind}, "text": "How hot?"}
    query = {"id": "9", "from": user, "message": message, "chat_instance": "3", "data": "x"}
    return {"update_id": 1, "callback_query": query}


def message_of(raw: dict[str, Any]) -> object:
    query = read_update(raw, BOT).callback_query
    return query and query.message
