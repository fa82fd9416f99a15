"""Methods that put a message into a chat."""

from __future__ import annotations

from typing import Any

from bot.emulator.compose import (
    caption_content,
    find_chat,
    replied_to,
    sending_content,
    text_content,
    writable_chat,
)
from bot.emulator.errors import bad_request
from bot.emulator.params import Args
from bot.emulator.people import Message
from bot.emulator.world import World

_ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"),
    *("upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}
_COPIED = ("text", "entities", "link_preview_options", "photo", "document", "caption", "caption_entities")


def send_message(world: World, args: Args) -> Message:
    return _send(world, args, text_content(world, args))


def send_photo(world: World, args: Args) -> Message:
    writable_chat(world, args)
    spoiler = {"has_media_spoiler": True} if args.get("has_spoiler") else {}
    photo = world.files.photo(args["photo"]).content()
    return _send(world, args, photo | caption_content(world, args) | spoiler)


def send_document(world: World, args: Args) -> Message:
    writable_chat(world, args)
    document = world.files.document(args["document"]).content()
    return _send(world, args, document | caption_content(world, args))


def send_chat_action(world: World, args: Args) -> bool:
    if args["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(world, args)
    world.feeds.publish(chat.members, "typing", {"chat_id": chat.id})
    return True


def copy_message(world: World, args: Args) -> dict[str, int]:
    source = _source(world, args, "message to copy not found")
    content = {key: source[key] for key in _COPIED if key in source}
    if "caption" in args and "text" not in source:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= caption_content(world, args)
    return {"message_id": _send(world, args, content)["message_id"]}


def forward_message(world: World, args: Args) -> Message:
    source = _source(world, args, "message to forward not found")
    if source.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    content = {key: source[key] for key in _COPIED if key in source}
    origin = {"type": "user", "date": source["date"], "sender_user": source["from"]}
    return _send(world, args, content | {"forward_origin": origin})


def _send(world: World, args: Args, content: dict[str, Any]) -> Message:
    chat = writable_chat(world, args)
    common = sending_content(chat, args)
    return world.post(chat, world.bot.user(), content | common, replied_to(chat, args))


def _source(world: World, args: Args, missing: str) -> Message:
    source = find_chat(world, args["from_chat_id"]).messages.get(args["message_id"])
    if source is None:
        raise bad_request(missing)
    return source
