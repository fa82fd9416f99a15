"""Methods that show a message again in another chat."""

from __future__ import annotations

from typing import Any

from bot.emulator.api.chat_access import find_chat, writable_chat
from bot.emulator.api.content import caption_content
from bot.emulator.api.params import Args
from bot.emulator.api.polls import check_place
from bot.emulator.api.sending import send
from bot.emulator.errors import bad_request
from bot.emulator.world.chat import Message
from bot.emulator.world.poll import Poll
from bot.emulator.world.privacy_mode import is_service
from bot.emulator.world.world import World

_COPIED = (
    *("text", "entities", "link_preview_options", "photo", "document", "has_media_spoiler"),
    *("caption", "caption_entities", "show_caption_above_media"),
)


def copy_message(world: World, args: Args) -> dict[str, int]:
    """A message of its own with the same content; a poll begins anew, a quiz only if its answer is known."""
    source = _source(world, args, "copy")
    if "poll" in source:
        return {"message_id": _copy_poll(world, args, source)["message_id"]}
    content = _content(source)
    if "caption" in args and "text" not in source:
        content = {key: value for key, value in content.items() if "caption" not in key}
        content |= caption_content(world, args)
    return {"message_id": send(world, args, content)["message_id"]}


def forward_message(world: World, args: Args) -> Message:
    """The message with its origin; a poll stays the same one, with all its votes."""
    source = _source(world, args, "forward")
    if source.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    content = _content(source) | {"forward_origin": source.get("forward_origin") or _origin(source)}
    poll = world.polls.of(source)
    if poll is None:
        return send(world, args, content)
    return send(world, args, content | {"poll": poll.body}, poll)


def _source(world: World, args: Args, deed: str) -> Message:
    source = find_chat(world, args["from_chat_id"]).messages.get(args["message_id"])
    if source is None:
        raise bad_request(f"message to {deed} not found")
    if is_service(source):
        raise bad_request(f"message can't be {'copied' if deed == 'copy' else 'forwarded'}")
    return source


def _content(source: Message) -> dict[str, Any]:
    return {key: source[key] for key in _COPIED if key in source}


def _copy_poll(world: World, args: Args, source: Message) -> Message:
    original = world.polls.of(source)
    if original is None or (original.correct and "correct_option_ids" not in original.body):
        raise bad_request("message can't be copied")
    chat = check_place(writable_chat(world, args, "polls"), original.body["is_anonymous"])
    poll = world.polls.open(chat, world.bot.id, _fresh(original), original.correct)
    return send(world, args, {"poll": poll.body}, poll)


def _fresh(poll: Poll) -> dict[str, Any]:
    """The body of a poll, as if nobody had voted; without its end."""
    options = [{**option, "voter_count": 0} for option in poll.body["options"]]
    dropped = ("id", "open_period", "close_date", "correct_option_ids")
    kept = {key: value for key, value in poll.body.items() if key not in dropped}
    return kept | {"options": options, "total_voter_count": 0, "is_closed": False}


def _origin(source: Message) -> dict[str, Any]:
    """The MessageOrigin: a channel's post, an anonymous administrator, or a user."""
    date, chat = source["date"], source.get("sender_chat")
    if chat and chat["type"] == "channel":
        return {"type": "channel", "date": date, "chat": chat, "message_id": source["message_id"]}
    if chat:
        return {"type": "chat", "date": date, "sender_chat": chat}
    return {"type": "user", "date": date, "sender_user": source["from"]}
