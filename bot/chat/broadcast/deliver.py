"""One attempt to deliver a letter, and what became of it: never repeated here, never an exception.

Telegram tells what went wrong in words only, see bot.chat.errors.
"""

from __future__ import annotations

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.chat.errors import seconds_of
from bot.chat.show import Call, Params, markup
from bot.learning.broadcast.broadcast import (
    Broken,
    Copied,
    Delivered,
    Failed,
    Held,
    Moved,
    Reason,
    Result,
    Unreached,
    Unsure,
)
from bot.views.broadcast.delivery_message import DeliveryMessage

_REASONS = {
    "blocked": Reason.BLOCKED,
    "deactivated": Reason.DEACTIVATED,
    "kicked": Reason.REMOVED,
    "not a member": Reason.REMOVED,
    "deleted": Reason.REMOVED,
    "chat not found": Reason.NOT_FOUND,
    "peer_id_invalid": Reason.NOT_FOUND,
    "can't initiate": Reason.NOT_FOUND,
    "rights": Reason.NO_RIGHTS,
    "write_forbidden": Reason.NO_RIGHTS,
    "topic_closed": Reason.NO_RIGHTS,
}
_BROKEN = (
    "message to copy not found",
    "can't be copied",
    "message_id_invalid",
    "can't parse",
    "too long",
    "text is empty",
    "button",
)
"""About the message itself: it would fail in every chat."""


class Deliver:
    """`never_left`: the exception that says that a request did not reach Telegram."""

    def __init__(self, call: Call, never_left: type[TelegramError]) -> None:
        self._call = call
        self._never_left = never_left

    async def __call__(self, letter: DeliveryMessage) -> Result:
        method, params = request(letter)
        try:
            sent = await self._call(method, params, {})
        except TelegramError as error:
            return Unreached() if isinstance(error, self._never_left) else result_of(error)
        return Delivered(sent["message_id"])


def request(letter: DeliveryMessage) -> tuple[str, Params]:
    """The method that sends a letter, and its parameters."""
    thread = {"message_thread_id": letter.thread_id} if letter.thread_id else {}
    params: Params = {"chat_id": letter.chat_id, **thread, **markup(letter.rows)}
    if isinstance(letter.content, Copied):
        source = {"from_chat_id": letter.content.chat_id, "message_id": letter.content.message_id}
        return "copyMessage", params | source
    return "sendMessage", params | {"text": letter.content.html, "parse_mode": "HTML"}


def result_of(error: TelegramError) -> Result:
    words = error.message.lower()
    match error:
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case RetryAfter():
            return Held(seconds_of(error))
        case InvalidToken() | Conflict() | EndPointNotFound():
            return Unreached()
        case Forbidden():
            return Failed(_reason(words, Reason.REMOVED))
        case BadRequest():
            if any(part in words for part in _BROKEN):
                return Broken(error.message)
            return Failed(_reason(words, Reason.REFUSED))
        case _:
            return Unsure()


def _reason(words: str, otherwise: Reason) -> Reason:
    return next((reason for part, reason in _REASONS.items() if part in words), otherwise)
