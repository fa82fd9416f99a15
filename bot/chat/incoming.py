"""From Telegram's updates to who did what, and when it came in.

Messages are read by the library. A press is read here, from the raw update: presses are most of a bot's work,
and the library would build the message, with its text and all its buttons, around each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telegram import Message, Update, User
from telegram.constants import ChatType

from bot.learning.learner.learner import NOBODY, Person
from bot.learning.visible_names import shown_name
from bot.tutor.tap import Tap

_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class ButtonPress:
    """A press of an inline button. `human`: neither a bot nor one of Telegram's own accounts. `message_id` is
    the message that has the button, in the chat `chat_id` and, in a forum, the topic `thread_id`; the chat is
    None where Telegram does not tell it. `data` is what the button carries: anyone can send any.
    `received_at` is when it came in; `markup` are the message's buttons at that time, as they are sent."""

    update_id: int
    query_id: str
    person: Person
    human: bool
    received_at: datetime
    data: str = ""
    message_id: int = 0
    chat_id: int | None = None
    private: bool = False
    thread_id: int | None = None
    markup: object = field(default=None, repr=False)

    @property
    def is_there(self) -> bool:
        """Whether the message has this button: the data may be forged, or from a screen of before."""
        match self.markup:
            case {"inline_keyboard": list(rows)}:
                return any(self.data in map(_data, row) for row in rows if isinstance(row, list))
            case _:
                return False

    @property
    def tap(self) -> Tap:
        return Tap(self.person, self.query_id, self.received_at, self.message_id)


OnButtonPress = Callable[[ButtonPress], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class WrittenMessage:
    """A message that a person wrote. `private`: to the bot alone. `args`: the words behind a command."""

    tap: Tap
    message: Message
    private: bool
    args: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.message.text or ""


OnWritten = Callable[[WrittenMessage], Coroutine[Any, Any, None]]
OnUpdate = Callable[[Update, datetime], Coroutine[Any, Any, None]]
"""For any other kind of update, and when it came in."""

Callback = Callable[[Update, Any], Coroutine[Any, Any, None]]
"""What the library calls, with its context."""

Clock = Callable[[], datetime]

LanguageOf = Callable[[int], str | None]
"""A person's id -> the language that they have chosen."""


def none_chosen(_: int) -> None:
    """Where nobody knows who has chosen a language."""


@dataclass(frozen=True)
class Entrance:
    """What is known of every update before it is looked at: when it comes in (`now`), and which language
    whoever sent it has chosen."""

    now: Clock
    language_of: LanguageOf = none_chosen


def on_written(answer: OnWritten, entrance: Entrance) -> Callback:
    """Has a person's messages answered; nothing is done about anybody else's."""

    async def callback(update: Update, context: Any) -> None:
        if written := written_in(update, entrance, context.args or ()):
            await answer(written)

    return callback


def on_update(answer: OnUpdate, entrance: Entrance) -> Callback:
    async def callback(update: Update, _: Any) -> None:
        await answer(update, entrance.now())

    return callback


def pressed_in(
    raw: Mapping[str, Any], now: datetime, language_of: LanguageOf = none_chosen
) -> ButtonPress | None:
    """The press that a raw update tells of; None for any other kind, and for what the Bot API never sends.
    Source: https://core.telegram.org/bots/api#callbackquery"""
    match raw:
        case {
            "update_id": int(update_id),
            "callback_query": {
                "id": str(query_id),
                "from": {"id": int(user_id), "is_bot": bool(is_bot), "first_name": str(name)} as user,
            } as query,
        } if abs(user_id) <= _LARGEST_ID:
            place = _place(query.get("message"))
            language, data = user.get("language_code") or "", query.get("data") or ""
            if place is None or not isinstance(language, str) or not isinstance(data, str):
                return None
            person = Person(user_id, shown_name(name, user_id), language, language_of(user_id))
            human = not is_bot and user_id not in NOBODY
            markup = (query.get("message") or {}).get("reply_markup")
            return ButtonPress(update_id, query_id, person, human, now, data, *place, markup)
        case _:
            return None


def written_in(update: Update, entrance: Entrance, args: Sequence[str] = ()) -> WrittenMessage | None:
    """The message that a person sent; None where nobody did (a channel post, an edit)."""
    message, user = update.message, update.effective_user
    if message is None or user is None or not is_person(user):
        return None
    person, number = person_of(user, entrance.language_of), message.message_id
    tap = Tap(person, f"{message.chat_id}:{number}", entrance.now(), number)
    return WrittenMessage(tap, message, message.chat.type == ChatType.PRIVATE, tuple(args))


def is_person(user: User) -> bool:
    return not user.is_bot and user.id not in NOBODY


def person_of(user: User, language_of: LanguageOf = none_chosen) -> Person:
    name = shown_name(user.first_name, user.id)
    return Person(user.id, name, user.language_code or "", language_of(user.id))


def _place(message: object) -> tuple[int, int | None, bool, int | None] | None:
    """The message's id, its chat, whether that is a private one, its topic; None where it is no message."""
    match message:
        case {"message_id": int(message_id), "chat": {"id": int(chat_id), "type": str(kind)}} if (
            abs(chat_id) <= _LARGEST_ID
        ):
            return message_id, chat_id, kind == ChatType.PRIVATE, _topic(message)
        case None:
            return 0, None, False, None
        case _:
            return None


def _data(button: object) -> object:
    return button.get("callback_data") if isinstance(button, dict) else None


def _topic(message: object) -> int | None:
    match message:
        case {"is_topic_message": True, "message_thread_id": int(thread_id)}:
            return thread_id
        case _:
            return None
