"""Methods of polls."""

from __future__ import annotations

from typing import Any

from bot.emulator.api.chat_access import writable_chat
from bot.emulator.api.content import formatted, own_message, replied_to, sending_content
from bot.emulator.api.keyboard import editing_keyboard
from bot.emulator.api.params import Args
from bot.emulator.api.poll_params import check_explanation, closing, correct_options, option_texts
from bot.emulator.api.sending import send
from bot.emulator.errors import bad_request
from bot.emulator.world.chat import Chat, Message
from bot.emulator.world.poll_body import poll_body
from bot.emulator.world.world import World


def send_poll(world: World, args: Args) -> Message:
    anonymous = args.get("is_anonymous", True)
    chat = check_place(writable_chat(world, args, "polls"), anonymous)
    kind = args.get("type", "regular")
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    texts = option_texts(args["options"])
    body = poll_body(args["question"], texts, is_quiz=kind == "quiz", is_anonymous=anonymous)
    correct = correct_options(args, len(texts)) if kind == "quiz" else []
    body |= _settings(args) | _explanation(world, args, kind) | closing(args, world.now())
    # Whatever may be refused comes before the poll exists.
    sending_content(chat, args)
    replied_to(chat, args)
    poll = world.polls.open(chat, world.bot.id, body, correct)
    return send(world, args, {"poll": poll.body}, poll)


def stop_poll(world: World, args: Args) -> dict[str, Any]:
    """The closed poll."""
    chat, message = own_message(world, args, "message with poll to stop")
    poll = world.polls.of(message)
    if poll is None:
        raise bad_request("message is not a poll")
    if poll.author != world.bot.id:
        raise bad_request("poll can't be stopped")
    if poll.is_closed:
        raise bad_request("poll has already been closed")
    markup = editing_keyboard(args.get("reply_markup"))
    rest = {key: value for key, value in message.items() if key != "reply_markup"}
    world.history.put(chat, rest | ({"reply_markup": markup} if markup else {}))
    world.polls.close(poll)
    return poll.body


def check_place(chat: Chat, anonymous: bool) -> Chat:
    """The chat, if such a poll may be there. Raises ApiError."""
    if chat.type == "channel" and not anonymous:
        raise bad_request("non-anonymous polls can't be sent to channel chats")
    return chat


def _settings(args: Args) -> dict[str, Any]:
    names = ("allows_multiple_answers", "allows_revoting", "members_only", "is_closed")
    return {name: args[name] for name in names if name in args}


def _explanation(world: World, args: Args, kind: str) -> dict[str, Any]:
    if "explanation" not in args or kind != "quiz":
        return {}
    given = {"parse_mode": args.get("explanation_parse_mode", "")}
    text, entities = formatted(world, given, args["explanation"], args.get("explanation_entities"))
    check_explanation(text)
    return {"explanation": text} | ({"explanation_entities": entities} if entities else {})
