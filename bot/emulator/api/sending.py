"""Methods that put a message into a chat."""

from __future__ import annotations

from typing import Any

from bot.emulator.api.chat_access import writable_chat
from bot.emulator.api.content import caption_content, replied_to, sending_content, text_content
from bot.emulator.api.params import Args
from bot.emulator.errors import bad_request
from bot.emulator.world.chat import Message
from bot.emulator.world.poll import Poll
from bot.emulator.world.world import World

_ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"),
    *("upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}
_KINDS = {"photo": "photos", "document": "documents", "poll": "polls"}


def send_message(world: World, args: Args) -> Message:
    return send(world, args, text_content(world, args))


def send_photo(world: World, args: Args) -> Message:
    writable_chat(world, args, "photos")
    spoiler = {"has_media_spoiler": True} if args.get("has_spoiler") else {}
    photo = world.files.photo(args["photo"]).content()
    return send(world, args, photo | caption_content(world, args) | spoiler)


def send_document(world: World, args: Args) -> Message:
    writable_chat(world, args, "documents")
    document = world.files.document(args["document"]).content()
    return send(world, args, document | caption_content(world, args))


def send_chat_action(world: World, args: Args) -> bool:
    if args["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(world, args)
    world.events.publish(chat.members, "typing", {"chat_id": chat.id})
    return True


def send(world: World, args: Args, content: dict[str, Any], poll: Poll | None = None) -> Message:
    """Post what a call sends, to where it says; poll: the one that it shows. Raises ApiError."""
    kind = next((words for field, words in _KINDS.items() if field in content), "text messages")
    chat = writable_chat(world, args, kind)
    common = sending_content(chat, args)
    thread_id = args.get("message_thread_id") or None
    message = world.history.post(
        chat, world.history.bot_as_sender(chat), content | common, replied_to(chat, args), thread_id
    )
    if poll:
        world.polls.show(poll, message)
    return message
