"""Where a bot may read and write, and the words in which Telegram says that it may not."""

from __future__ import annotations

from bot.emulator.api.params import Args
from bot.emulator.errors import ApiError, bad_request, forbidden
from bot.emulator.world.chat import ADMINS, BLOCKED, DEACTIVATED, GENERAL, Chat
from bot.emulator.world.chat_members import may
from bot.emulator.world.world import World

_NEEDED = {
    "text messages": "can_send_messages",
    "photos": "can_send_photos",
    "documents": "can_send_documents",
    "polls": "can_send_polls",
}


def find_chat(world: World, chat_id: int | str) -> Chat:
    """The chat that a bot names by its id, if the bot is there. Raises ApiError."""
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None or not (chat.is_private or chat.started):
        raise bad_request("chat not found")
    if chat.migrated_to:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": chat.migrated_to},
        )
    if not chat.is_private and chat.bot_status == BLOCKED:
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if not chat.is_private and not chat.has_bot:
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def writable_chat(world: World, args: Args, what: str = "text messages") -> Chat:
    """The chat of a call that sends, if the bot may write such a thing there. Raises ApiError."""
    chat = find_chat(world, args["chat_id"])
    if chat.bot_status == BLOCKED:
        raise forbidden("bot was blocked by the user")
    if chat.bot_status == DEACTIVATED:
        raise forbidden("user is deactivated")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    if chat.type == "channel" and not bot_may(chat, "can_post_messages"):
        raise bad_request("need administrator rights in the channel chat")
    if chat.restricted:
        raise bad_request("CHAT_RESTRICTED")
    if chat.bot_status in ("member", "restricted") and not bot_may(chat, _NEEDED[what]):
        raise bad_request(f"not enough rights to send {what} to the chat")
    if args.get("message_thread_id", 0) not in (0, *chat.topics):
        raise bad_request("message thread not found")
    if (args.get("message_thread_id") or GENERAL) in chat.closed and not bot_may(chat, "can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return chat


def bot_may(chat: Chat, right: str) -> bool:
    """Whether the bot has a right or permission in a chat."""
    if right in chat.forbidden and chat.bot_status not in ADMINS:
        return False
    return may(chat.bot_status, chat.type, right, chat.bot_rights)
