"""Methods about the chats that the bot is in, and about who else is there."""

from __future__ import annotations

from typing import Any

from bot.emulator.api.chat_access import bot_may, find_chat
from bot.emulator.api.params import Args
from bot.emulator.errors import bad_request
from bot.emulator.world.chat import ADMINS, Chat
from bot.emulator.world.world import World

_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
    False,
)


def get_chat(world: World, args: Args) -> dict[str, Any]:
    chat = find_chat(world, args["chat_id"])
    info = chat.info | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": _GIFTS,
    }
    pinned = [chat.messages[number] for number in chat.pinned if number in chat.messages]
    return info | ({"pinned_message": pinned[-1]} if pinned else {})


def get_chat_member(world: World, args: Args) -> dict[str, Any]:
    chat = find_chat(world, args["chat_id"])
    member = world.memberships.of(chat, args["user_id"])
    is_stranger = chat.is_private and args["user_id"] not in (*chat.members, world.bot.id)
    if member is None or is_stranger:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return member


def get_chat_administrators(world: World, args: Args) -> list[dict[str, Any]]:
    chat = find_chat(world, args["chat_id"])
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    admins = [person_id for person_id, status in chat.members.items() if status in ADMINS]
    if chat.bot_status == "administrator":
        admins.append(world.bot.id)
    return [member for user_id in admins if (member := world.memberships.of(chat, user_id))]


def get_chat_member_count(world: World, args: Args) -> int:
    chat = find_chat(world, args["chat_id"])
    return len(chat.members) + chat.has_bot


def leave_chat(world: World, args: Args) -> bool:
    chat = find_chat(world, args["chat_id"])
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    world.memberships.leave(chat)
    return True


def pin_chat_message(world: World, args: Args) -> bool:
    chat = _pinnable(world, args)
    number = args["message_id"]
    if number not in chat.messages:
        raise bad_request("message to pin not found")
    return _pin(world, chat, [*(one for one in chat.pinned if one != number), number])


def unpin_chat_message(world: World, args: Args) -> bool:
    """Without a message_id: the one that was pinned last."""
    chat = _pinnable(world, args)
    number = args.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    return _pin(world, chat, [one for one in chat.pinned if one != number])


def _pinnable(world: World, args: Args) -> Chat:
    chat = find_chat(world, args["chat_id"])
    right = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
    if not chat.is_private and not bot_may(chat, right):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


def _pin(world: World, chat: Chat, pinned: list[int]) -> bool:
    chat.pinned = pinned
    world.chats.keep(chat)
    world.views.show_chat(chat)
    return True
