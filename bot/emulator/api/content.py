"""From a call's parameters to the content of a message: text, caption, entities, keyboard, reply."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bot.emulator import limits
from bot.emulator.api.chat_access import find_chat
from bot.emulator.api.keyboard import inline_keyboard
from bot.emulator.api.markup import parse_html
from bot.emulator.api.params import Args, Kind, check_params
from bot.emulator.errors import bad_request
from bot.emulator.world.chat import Chat, Message
from bot.emulator.world.entities import Entity, tidy
from bot.emulator.world.privacy_mode import is_service
from bot.emulator.world.world import World

_REPLY = {
    "message_id": Kind.INTEGER,
    "chat_id": Kind.CHAT,
    "allow_sending_without_reply": Kind.BOOLEAN,
    "quote": Kind.STRING,
    "quote_parse_mode": Kind.STRING,
    "quote_entities": Kind.ARRAY,
    "quote_position": Kind.INTEGER,
}
_PREVIEW = {
    "is_disabled": Kind.BOOLEAN,
    "url": Kind.STRING,
    "prefer_small_media": Kind.BOOLEAN,
    "prefer_large_media": Kind.BOOLEAN,
    "show_above_text": Kind.BOOLEAN,
}
_WITH_MORE = ("text_link", "text_mention")
# Telegram keeps of the control characters the line feed only.
_CONTROLS = str.maketrans({code: " " for code in range(32) if chr(code) not in "\n\r"} | {13: None})


def text_content(world: World, args: Args, *, editing: bool = False) -> dict[str, Any]:
    """text, entities and link_preview_options of a message."""
    text, entities = formatted(world, args, args["text"], args.get("entities"))
    limits.check_text(text, editing=editing)
    content: dict[str, Any] = {"text": text}
    if entities:
        content["entities"] = entities
    if preview := args.get("link_preview_options"):
        content["link_preview_options"] = check_params("LinkPreviewOptions", _PREVIEW, (), preview)
    return content


def caption_content(world: World, args: Args, *, editing: bool = False) -> dict[str, Any]:
    """caption, caption_entities and how they are shown."""
    caption, entities = formatted(world, args, args.get("caption", ""), args.get("caption_entities"))
    limits.check_caption(caption, editing=editing)
    content: dict[str, Any] = {"caption": caption} if caption else {}
    if entities:
        content["caption_entities"] = entities
    if args.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def sending_content(chat: Chat, args: Args) -> dict[str, Any]:
    """What all sends have in common, apart from the reply."""
    content: dict[str, Any] = {}
    if markup := inline_keyboard(args.get("reply_markup")):
        content["reply_markup"] = markup
    if args.get("protect_content"):
        content["has_protected_content"] = True
    if effect := args.get("message_effect_id"):
        if chat.type != "private":
            raise bad_request("EFFECT_ID_INVALID")
        content["effect_id"] = effect
    return content


def replied_to(chat: Chat, args: Args) -> int | None:
    """The id of the message that a send answers. Raises ApiError when it is gone and must not be."""
    reply = check_params("ReplyParameters", _REPLY, (), args.get("reply_parameters", {}))
    number = reply.get("message_id", args.get("reply_to_message_id"))
    if number is None or number in chat.messages:
        return number
    if reply.get("allow_sending_without_reply") or args.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def own_message(world: World, args: Args, what: str = "message to edit") -> tuple[Chat, Message]:
    """The message of the bot's that an edit names. Raises ApiError."""
    if args.get("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    if "chat_id" not in args:
        raise bad_request("chat_id is empty")
    if "message_id" not in args:
        raise bad_request("message identifier is not specified")
    chat = find_chat(world, args["chat_id"])
    message = chat.messages.get(args["message_id"])
    if message is None:
        raise bad_request(f"{what} not found")
    if chat.authors.get(message["message_id"]) != world.bot.id or is_service(message):
        raise bad_request("message can't be edited")
    return chat, message


def formatted(world: World, args: Args, text: str, given: Any) -> tuple[str, list[Entity]]:
    """Text and entities as they are kept, by parse_mode or the given entities. Raises ApiError."""
    mode = args.get("parse_mode", "").lower()
    text = text.translate(_CONTROLS)
    if mode == "html":
        text, kept = _read_html(text)
    elif mode in ("markdown", "markdownv2"):
        raise bad_request(f'the local Bot API knows parse_mode "HTML" only, not "{args["parse_mode"]}"')
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        text, kept = tidy(text, [_checked(entity) for entity in given or []])
    return text, [entity for entity in (_named(world, entity) for entity in kept) if entity]


@lru_cache(maxsize=1024)
def _read_html(text: str) -> tuple[str, list[Entity]]:
    """Many people get the same screens. What comes of it is shared, and so is never changed."""
    return tidy(*parse_html(text))


def _checked(entity: Any) -> Entity:
    match entity:
        case {"type": "text_link", "offset": int(), "length": int(), "url": str()}:
            return dict(entity)
        case {"type": "text_mention", "offset": int(), "length": int(), "user": {"id": int()}}:
            return dict(entity)
        case {"type": str(kind), "offset": int(), "length": int()} if kind not in _WITH_MORE:
            return dict(entity)
        case _:
            raise bad_request(
                "can't parse entities: an entity has a type, an offset and a length, a link its url"
            )


def _named(world: World, entity: Entity) -> Entity | None:
    """A mention of a person by id carries the person; one of somebody unknown is dropped in silence."""
    if entity["type"] != "text_mention":
        return entity
    person = world.people.get(entity["user"]["id"])
    return {**entity, "user": person.user()} if person else None
