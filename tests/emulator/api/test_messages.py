"""Sending, editing and deleting, and each refusal word for word."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.conftest import Api, Clock, buttons

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the"
    " same as a current content and reply markup of the message"
)


def styled(style: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", "callback_data": "y", "style": style}]]}


async def test_a_message_arrives_with_its_formatting_and_buttons(api: Api, world: World, ada: Person) -> None:
    sent = await api.ok(
        "sendMessage",
        chat_id=ada.id,
        text="<b>Hi</b>",
        parse_mode="HTML",
        reply_markup=buttons("go"),
        disable_notification=True,
        link_preview_options={"is_disabled": True},
    )
    assert sent["text"] == "Hi"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert sent["reply_markup"] == buttons("go")
    assert sent["from"]["is_bot"] is True
    assert world.messages(ada.id)[-1] == sent
    assert world.calls[-1][0] == "sendMessage"


async def test_a_form_with_json_in_its_values_says_the_same_as_json(api: Api, ada: Person) -> None:
    form = {
        "chat_id": str(ada.id),
        "text": "Hi",
        "reply_markup": '{"inline_keyboard":[[{"text":"a","url":"b.io"}]]}',
    }
    async with api.session.post(f"{api.url}/bot4242:local-token/sendMessage", data=form) as answer:
        sent = (await answer.json())["result"]
    assert sent["reply_markup"]["inline_keyboard"][0][0]["url"] == "b.io"


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        (
            {"text": "<x>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        ),
        (
            {"text": "*a*", "parse_mode": "MarkdownV2"},
            'the local Bot API knows parse_mode "HTML" only, not "MarkdownV2"',
        ),
        ({"text": "a", "reply_markup": buttons("")}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": buttons("é" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": buttons(*"abcdefghi")}, "reply markup is too long"),
        ({"text": "a", "reply_markup": {"nothing": 1}}, "object expected as reply markup"),
        ({"text": "a", "reply_parameters": {"message_id": 1}}, "message to be replied not found"),
        ({"text": "a", "message_thread_id": 5}, "message thread not found"),
        ({"text": "a", "chat_id": 12}, "chat not found"),
        ({"text": "a", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "a", "chat_id": None}, "chat_id is empty"),
        ({"text": "a", "silent": True}, 'unknown parameter "silent" in sendMessage'),
        ({"text": 5}, 'parameter "text" in sendMessage must be of type String'),
        (
            {"text": "a", "reply_markup": "{"},
            'parameter "reply_markup" in sendMessage must be of type JSON-serialized Object',
        ),
        (
            {"text": "a", "reply_markup": styled("loud")},
            "can't parse inline keyboard button: Invalid button style specified",
        ),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x", "data": "y"}]]}},
            'unknown field "data" in InlineKeyboardButton',
        ),
    ],
)
async def test_a_send_is_refused_in_telegrams_words(
    api: Api, ada: Person, params: dict[str, Any], words: str
) -> None:
    assert await api.refused("sendMessage", **{"chat_id": ada.id} | params) == (400, f"Bad Request: {words}")


async def test_lengths_count_what_is_left_after_the_tags(api: Api, ada: Person) -> None:
    text = "<b>" + "&amp;" * 4096 + "</b>"
    sent = await api.ok("sendMessage", chat_id=ada.id, text=text, parse_mode="HTML")
    assert len(sent["text"]) == 4096


async def test_an_unknown_method_or_parameter_is_loud(
    api: Api, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    words = "Not Found: method sendRocket is not known to the local Bot API"
    assert await api.refused("sendRocket") == (404, words)
    await api.refused("getMe", verbose=True)
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]


async def test_a_person_who_never_wrote_or_blocked_the_bot_gets_nothing(
    api: Api, world: World, ada: Person
) -> None:
    bob = world.join("Bob")
    silent = "Forbidden: bot can't initiate conversation with a user"
    assert await api.refused("sendMessage", chat_id=bob.id, text="Hi") == (403, silent)
    world.memberships.block(ada.id)
    assert await api.refused("sendMessage", chat_id=ada.id, text="Hi") == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    assert await api.refused("sendChatAction", chat_id=ada.id, action="typing") == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    world.memberships.unblock(ada.id)
    await api.ok("sendMessage", chat_id=ada.id, text="Hi")
    changes = [update["my_chat_member"] for update in await api.ok("getUpdates")]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]


async def test_an_edit_replaces_text_and_removes_a_keyboard_that_is_not_given_again(
    api: Api, ada: Person
) -> None:
    sent = await api.ok("sendMessage", chat_id=ada.id, text="one", reply_markup=buttons("a"))
    where = {"chat_id": ada.id, "message_id": sent["message_id"]}
    edited = await api.ok("editMessageText", **where, text="<i>two</i>", parse_mode="HTML")
    assert edited["text"] == "two"
    assert "reply_markup" not in edited
    assert edited["edit_date"] >= edited["date"]
    marked = await api.ok("editMessageReplyMarkup", **where, reply_markup=buttons("b"))
    assert (marked["text"], marked["reply_markup"]) == ("two", buttons("b"))


async def test_an_edit_that_changes_nothing_is_refused(api: Api, ada: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=ada.id, text="one", reply_markup=buttons("a"))
    same = {"chat_id": ada.id, "message_id": sent["message_id"], "reply_markup": buttons("a")}
    assert await api.refused("editMessageText", **same, text="one") == (400, NOT_MODIFIED)
    assert await api.refused("editMessageReplyMarkup", **same) == (400, NOT_MODIFIED)
    await api.ok("editMessageText", **same, text="<b>one</b>", parse_mode="HTML")


async def test_an_edit_is_refused_in_telegrams_words(api: Api, world: World, ada: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=ada.id, text="one")
    here = {"chat_id": ada.id, "message_id": sent["message_id"]}
    typed = {"chat_id": ada.id, "message_id": world.messages(ada.id)[0]["message_id"]}
    refusals = [
        ("editMessageText", here | {"text": "a" * 4097}, "MESSAGE_TOO_LONG"),
        ("editMessageText", typed | {"text": "a"}, "message can't be edited"),
        ("editMessageText", {"chat_id": ada.id, "message_id": 1, "text": "a"}, "message to edit not found"),
        ("editMessageText", {"message_id": 1, "text": "a"}, "chat_id is empty"),
        ("editMessageText", {"chat_id": 7, "message_id": 1, "text": "a"}, "chat not found"),
        ("editMessageCaption", here | {"caption": "a"}, "there is no caption in the message to edit"),
        ("deleteMessage", {"chat_id": ada.id, "message_id": 1}, "message to delete not found"),
    ]
    for method, params, words in refusals:
        assert await api.refused(method, **params) == (400, f"Bad Request: {words}")


async def test_messages_are_deleted_for_two_days(api: Api, world: World, ada: Person, clock: Clock) -> None:
    numbers = [(await api.ok("sendMessage", chat_id=ada.id, text=text))["message_id"] for text in "abc"]
    await api.ok("deleteMessage", chat_id=ada.id, message_id=numbers[0])
    await api.ok("deleteMessages", chat_id=ada.id, message_ids=[numbers[0], numbers[1]])
    assert [message["message_id"] for message in world.messages(ada.id)][1:] == [numbers[2]]
    clock.now += 49 * 3600
    late = (400, "Bad Request: message can't be deleted for everyone")
    assert await api.refused("deleteMessage", chat_id=ada.id, message_id=numbers[2]) == late


async def test_a_copy_and_a_forward_show_the_same_text(api: Api, world: World, ada: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=ada.id, text="<b>one</b>", parse_mode="HTML")
    source = {"chat_id": ada.id, "from_chat_id": ada.id, "message_id": sent["message_id"]}
    copied = await api.ok("copyMessage", **source)
    forwarded = await api.ok("forwardMessage", **source)
    assert copied == {"message_id": forwarded["message_id"] - 1}
    assert [message["entities"] for message in world.messages(ada.id)[-3:]] == [sent["entities"]] * 3


async def test_a_reply_carries_the_message_that_it_answers(api: Api, world: World, ada: Person) -> None:
    asked = world.say(ada.id, "Why?")
    sent = await api.ok(
        "sendMessage", chat_id=ada.id, text="So", reply_parameters={"message_id": asked["message_id"]}
    )
    assert sent["reply_to_message"]["text"] == "Why?"
    gone = {"message_id": 1, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api.ok(
        "sendMessage", chat_id=ada.id, text="So", reply_parameters=gone
    )
