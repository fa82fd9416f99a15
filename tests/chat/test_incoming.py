from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Message, Update

from bot.chat.incoming import ButtonPress, person_of, pressed_in

BOT = Bot("1:test")
NOW = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
IDS = st.integers(-(2**52), 2**52)
ADA = {"id": 5, "is_bot": False, "first_name": "Ada"}


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
    {"text": st.text(), "from": USERS, "is_topic_message": st.just(True), "message_thread_id": IDS},
    message_id=IDS,
    date=st.integers(0, 2**31 - 1),
    chat=CHATS,
)
PRESSES = object_of(
    {"message": MESSAGES, "data": st.text(), "game_short_name": st.text(), "inline_message_id": st.text()},
    **{"id": st.text(), "from": USERS, "chat_instance": st.text()},
)


@given(IDS, PRESSES)
def test_a_press_is_what_the_library_reads_from_it(update_id: int, press: dict[str, Any]) -> None:
    raw = {"update_id": update_id, "callback_query": press}
    query = Update.de_json(raw, BOT).callback_query
    pressed = pressed_in(raw, NOW)
    assert query
    assert pressed
    assert (pressed.update_id, pressed.query_id, pressed.data) == (update_id, query.id, query.data or "")
    assert pressed.person == person_of(query.from_user)
    assert pressed.tap.at == pressed.received_at == NOW
    assert pressed.human is not query.from_user.is_bot
    chat = query.message and query.message.chat
    assert (pressed.chat_id, pressed.private) == (chat and chat.id, bool(chat and chat.type == "private"))
    assert pressed.message_id == (query.message.message_id if query.message else 0)
    in_topic = isinstance(query.message, Message) and query.message.is_topic_message
    assert pressed.thread_id == (query.message.message_thread_id if in_topic else None)


def test_an_account_of_telegram_itself_is_nobody_human() -> None:
    pressed = pressed_in(press_by(ADA | {"id": 777000}), NOW)
    assert pressed
    assert not pressed.human


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 1, "message": {"message_id": 1}},
        {"update_id": 1, "callback_query": "x"},
        {"update_id": 1, "callback_query": {"id": 9, "from": ADA}},
        {"update_id": 1, "callback_query": {"id": "9"}},
        {"update_id": 1, "callback_query": {"id": "9", "from": ADA | {"id": 2**63}}},
        {"update_id": 1, "callback_query": {"id": "9", "from": ADA | {"language_code": 5}}},
        {"update_id": 1, "callback_query": {"id": "9", "from": ADA, "data": ["x"]}},
        {"update_id": 1, "callback_query": {"id": "9", "from": ADA, "message": {"message_id": "7"}}},
    ],
)
def test_what_is_no_press_as_the_bot_api_sends_them_is_none(raw: dict[str, Any]) -> None:
    assert pressed_in(raw, NOW) is None


def press_by(user: dict[str, Any]) -> dict[str, Any]:
    return {"update_id": 1, "callback_query": {"id": "9", "from": user, "chat_instance": "3", "data": "x"}}


def test_a_press_on_an_inline_message_has_no_chat() -> None:
    pressed = pressed_in(press_by(ADA), NOW)
    assert isinstance(pressed, ButtonPress)
    assert pressed.chat_id is None
    assert not pressed.private
