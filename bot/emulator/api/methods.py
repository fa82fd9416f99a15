"""The table of methods that the local Bot API knows, each with its function and its parameters.

Names and types as in https://core.telegram.org/bots/api (10.0).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.emulator.api import bot_info, chats, copying, editing, inline, polls, sending, updates
from bot.emulator.api.params import Args, Kind
from bot.emulator.errors import UnknownNameError
from bot.emulator.world.world import World

INTEGER, BOOLEAN, STRING, CHAT = Kind.INTEGER, Kind.BOOLEAN, Kind.STRING, Kind.CHAT
OBJECT, ARRAY, FILE, MEDIA = Kind.OBJECT, Kind.ARRAY, Kind.FILE, Kind.MEDIA


@dataclass(frozen=True)
class Method:
    """run gives a JSON value, or something to await for one; needs are the required parameters."""

    run: Callable[[World, Args], Any]
    takes: Mapping[str, Kind]
    needs: tuple[str, ...] = ()


_LANGUAGE = {"language_code": STRING}
_COMMANDS = {"scope": OBJECT} | _LANGUAGE
_MESSAGE = {"chat_id": CHAT, "message_id": INTEGER}
_TEXT = {"text": STRING, "parse_mode": STRING, "entities": ARRAY, "link_preview_options": OBJECT}
_CAPTION = {
    "caption": STRING,
    "parse_mode": STRING,
    "caption_entities": ARRAY,
    "show_caption_above_media": BOOLEAN,
}
_SEND = {
    "chat_id": CHAT,
    "message_thread_id": INTEGER,
    "disable_notification": BOOLEAN,
    "protect_content": BOOLEAN,
    "allow_paid_broadcast": BOOLEAN,
    "message_effect_id": STRING,
    "reply_parameters": OBJECT,
    # Both older than reply_parameters, and still understood by Telegram.
    "reply_to_message_id": INTEGER,
    "allow_sending_without_reply": BOOLEAN,
    "reply_markup": OBJECT,
}
_EDIT = _MESSAGE | {"inline_message_id": STRING, "reply_markup": OBJECT}
_COPY = _SEND | _MESSAGE | {"from_chat_id": CHAT}
_NOT_FORWARDED = {"reply_markup", "reply_parameters", "reply_to_message_id", "allow_sending_without_reply"}
_QUESTION = {
    "question": STRING,
    "question_parse_mode": STRING,
    "options": ARRAY,
    "is_anonymous": BOOLEAN,
    "type": STRING,
    "allows_multiple_answers": BOOLEAN,
    "allows_revoting": BOOLEAN,
    "shuffle_options": BOOLEAN,
    "hide_results_until_closes": BOOLEAN,
    "members_only": BOOLEAN,
    "correct_option_ids": Kind.INTEGERS,
    # Older than correct_option_ids, and still understood by Telegram.
    "correct_option_id": INTEGER,
    "explanation": STRING,
    "explanation_parse_mode": STRING,
    "explanation_entities": ARRAY,
    "open_period": INTEGER,
    "close_date": INTEGER,
    "is_closed": BOOLEAN,
}
_UPDATES = {"offset": INTEGER, "limit": INTEGER, "timeout": INTEGER, "allowed_updates": Kind.STRINGS}
_WEBHOOK = {
    "url": STRING,
    "ip_address": STRING,
    "max_connections": INTEGER,
    "allowed_updates": Kind.STRINGS,
    "drop_pending_updates": BOOLEAN,
    "secret_token": STRING,
}

METHODS: dict[str, Method] = {
    "getMe": Method(bot_info.get_me, {}),
    "getUpdates": Method(updates.get_updates, _UPDATES),
    "setWebhook": Method(updates.set_webhook, _WEBHOOK),
    "deleteWebhook": Method(updates.delete_webhook, {"drop_pending_updates": BOOLEAN}),
    "getWebhookInfo": Method(updates.get_webhook_info, {}),
    "answerCallbackQuery": Method(
        updates.answer_callback_query,
        {
            "callback_query_id": STRING,
            "text": STRING,
            "show_alert": BOOLEAN,
            "url": STRING,
            "cache_time": INTEGER,
        },
        ("callback_query_id",),
    ),
    "answerInlineQuery": Method(
        inline.answer_inline_query,
        {
            "inline_query_id": STRING,
            "results": ARRAY,
            "cache_time": INTEGER,
            "is_personal": BOOLEAN,
            "next_offset": STRING,
            "button": OBJECT,
        },
        ("inline_query_id", "results"),
    ),
    "sendMessage": Method(sending.send_message, _SEND | _TEXT, ("chat_id", "text")),
    "sendPhoto": Method(
        sending.send_photo, _SEND | _CAPTION | {"photo": FILE, "has_spoiler": BOOLEAN}, ("chat_id", "photo")
    ),
    "sendDocument": Method(
        sending.send_document,
        _SEND | _CAPTION | {"document": FILE, "disable_content_type_detection": BOOLEAN},
        ("chat_id", "document"),
    ),
    "sendPoll": Method(polls.send_poll, _SEND | _QUESTION, ("chat_id", "question", "options")),
    "stopPoll": Method(polls.stop_poll, _MESSAGE | {"reply_markup": OBJECT}, ("chat_id", "message_id")),
    "sendChatAction": Method(
        sending.send_chat_action,
        {"chat_id": CHAT, "message_thread_id": INTEGER, "action": STRING},
        ("chat_id", "action"),
    ),
    "copyMessage": Method(copying.copy_message, _COPY | _CAPTION, ("chat_id", "from_chat_id", "message_id")),
    "forwardMessage": Method(
        copying.forward_message,
        {name: kind for name, kind in _COPY.items() if name not in _NOT_FORWARDED},
        ("chat_id", "from_chat_id", "message_id"),
    ),
    "editMessageText": Method(editing.edit_message_text, _EDIT | _TEXT, ("text",)),
    "editMessageCaption": Method(editing.edit_message_caption, _EDIT | _CAPTION),
    "editMessageReplyMarkup": Method(editing.edit_message_reply_markup, _EDIT),
    "editMessageMedia": Method(editing.edit_message_media, _EDIT | {"media": MEDIA}, ("media",)),
    "deleteMessage": Method(editing.delete_message, _MESSAGE, ("chat_id", "message_id")),
    "deleteMessages": Method(
        editing.delete_messages, {"chat_id": CHAT, "message_ids": Kind.INTEGERS}, ("chat_id", "message_ids")
    ),
    "getFile": Method(bot_info.get_file, {"file_id": STRING}, ("file_id",)),
    "getChat": Method(chats.get_chat, {"chat_id": CHAT}, ("chat_id",)),
    "getChatMember": Method(
        chats.get_chat_member, {"chat_id": CHAT, "user_id": INTEGER}, ("chat_id", "user_id")
    ),
    "getChatAdministrators": Method(
        chats.get_chat_administrators, {"chat_id": CHAT, "return_bots": BOOLEAN}, ("chat_id",)
    ),
    "getChatMemberCount": Method(chats.get_chat_member_count, {"chat_id": CHAT}, ("chat_id",)),
    "leaveChat": Method(chats.leave_chat, {"chat_id": CHAT}, ("chat_id",)),
    "pinChatMessage": Method(
        chats.pin_chat_message,
        _MESSAGE | {"disable_notification": BOOLEAN},
        ("chat_id", "message_id"),
    ),
    "unpinChatMessage": Method(chats.unpin_chat_message, _MESSAGE, ("chat_id",)),
    "setMyCommands": Method(bot_info.set_my_commands, _COMMANDS | {"commands": ARRAY}, ("commands",)),
    "getMyCommands": Method(bot_info.get_my_commands, _COMMANDS),
    "deleteMyCommands": Method(bot_info.delete_my_commands, _COMMANDS),
    "setMyName": Method(bot_info.set_my_name, _LANGUAGE | {"name": STRING}),
    "getMyName": Method(bot_info.get_my_name, _LANGUAGE),
    "setMyDescription": Method(bot_info.set_my_description, _LANGUAGE | {"description": STRING}),
    "getMyDescription": Method(bot_info.get_my_description, _LANGUAGE),
    "setMyShortDescription": Method(
        bot_info.set_my_short_description, _LANGUAGE | {"short_description": STRING}
    ),
    "getMyShortDescription": Method(bot_info.get_my_short_description, _LANGUAGE),
    "setChatMenuButton": Method(bot_info.set_chat_menu_button, {"chat_id": INTEGER, "menu_button": OBJECT}),
    "getChatMenuButton": Method(bot_info.get_chat_menu_button, {"chat_id": INTEGER}),
}
_ANY_CASE = {name.lower(): name for name in METHODS}


def find_method(name: str) -> tuple[str, Method]:
    """A method by its name in any case, as Telegram takes it. Raises UnknownNameError."""
    known = name if name in METHODS else _ANY_CASE.get(name.lower())
    if known is None:
        raise UnknownNameError(404, f"Not Found: method {name} is not known to the local Bot API")
    return known, METHODS[known]
