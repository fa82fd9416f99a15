"""Methods that change or delete messages."""

from __future__ import annotations

from typing import Any

from bot.emulator import limits
from bot.emulator.api.chat_access import bot_may, find_chat
from bot.emulator.api.content import caption_content, own_message, text_content
from bot.emulator.api.keyboard import editing_keyboard
from bot.emulator.api.params import Args, Kind, check_params
from bot.emulator.errors import bad_request
from bot.emulator.world.chat import Chat, Message
from bot.emulator.world.privacy_mode import is_service
from bot.emulator.world.world import World

_TEXT = {"text", "entities", "link_preview_options"}
_CAPTION = {"caption", "caption_entities", "show_caption_above_media"}
_MEDIA = {"photo", "document", "has_media_spoiler"}
_PHOTO = {
    "type": Kind.STRING,
    "media": Kind.FILE,
    "caption": Kind.STRING,
    "parse_mode": Kind.STRING,
    "caption_entities": Kind.ARRAY,
    "has_spoiler": Kind.BOOLEAN,
    "show_caption_above_media": Kind.BOOLEAN,
}


def edit_message_text(world: World, args: Args) -> Message:
    chat, message = own_message(world, args)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    content = text_content(world, args, editing=True)
    return _replace(world, chat, message, args, drop=_TEXT, content=content)


def edit_message_caption(world: World, args: Args) -> Message:
    chat, message = own_message(world, args)
    if not {"photo", "document"} & message.keys():
        raise bad_request("there is no caption in the message to edit")
    content = caption_content(world, args, editing=True)
    return _replace(world, chat, message, args, drop=_CAPTION, content=content)


def edit_message_reply_markup(world: World, args: Args) -> Message:
    chat, message = own_message(world, args)
    return _replace(world, chat, message, args, drop=set(), content={})


def edit_message_media(world: World, args: Args) -> Message:
    chat, message = own_message(world, args)
    kind = args["media"].get("type")
    if kind != "photo":
        raise bad_request(f'the local Bot API edits media of type "photo" only, not "{kind}"')
    media = check_params("InputMediaPhoto", _PHOTO, ("media",), args["media"])
    if "poll" in message:
        raise bad_request("message media can't be edited")
    content = world.files.photo(media["media"]).content() | caption_content(world, media, editing=True)
    if media.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return _replace(world, chat, message, args, drop=_TEXT | _CAPTION | _MEDIA, content=content)


def delete_message(world: World, args: Args) -> bool:
    chat = find_chat(world, args["chat_id"])
    message = chat.messages.get(args["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if message["date"] + limits.DELETE_WITHIN < world.clock():
        raise bad_request("message can't be deleted for everyone")
    if not _may_delete(world, chat, message):
        raise bad_request("message can't be deleted")
    world.history.delete(chat, message["message_id"])
    return True


def delete_messages(world: World, args: Args) -> bool:
    """Deletes what is there; ids of other messages are passed over."""
    chat = find_chat(world, args["chat_id"])
    numbers = args["message_ids"]
    if not 1 <= len(numbers) <= limits.DELETE_AT_ONCE:
        raise bad_request("MESSAGE_IDS_INVALID" if numbers else "message identifiers are not specified")
    for number in numbers:
        if number in chat.messages and _may_delete(world, chat, chat.messages[number]):
            world.history.delete(chat, number)
    return True


def _may_delete(world: World, chat: Chat, message: Message) -> bool:
    """Its own messages, and everything in a private chat or where an administrator lets it."""
    own = chat.authors.get(message["message_id"]) == world.bot.id and not is_service(message)
    return own or chat.is_private or bot_may(chat, "can_delete_messages")


def _replace(
    world: World, chat: Chat, message: Message, args: Args, *, drop: set[str], content: dict[str, Any]
) -> Message:
    """Exchange the dropped parts and the keyboard; without a new keyboard the message loses its old one."""
    dropped = drop | {"reply_markup", "edit_date"}
    edited = {key: value for key, value in message.items() if key not in dropped} | content
    if markup := editing_keyboard(args.get("reply_markup")):
        edited["reply_markup"] = markup
    if edited == {key: value for key, value in message.items() if key != "edit_date"}:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message"
        )
    return world.history.put(chat, edited | {"edit_date": world.now()})
