"""One attempt to deliver a message, and what became of it: never repeated here, never an exception.

Telegram tells what went wrong in words only, see bot.chat.errors.
"""

from __future__ import annotations

from dataclasses import dataclass

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.chat.show import Call, Params, markup
from bot.learning.broadcast.broadcast import (
    Broken,
    Copied,
    Delivered,
    Failed,
    Moved,
    PerhapsDelivered,
    RateLimited,
    Reason,
    Result,
    Unreached,
)
from bot.views.broadcast.delivery_message import DeliveryMessage
from bot.wire.failures import may_have_arrived, wait_of

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


@dataclass(frozen=True)
class Deliver:
    call: Call

    async def __call__(self, message: DeliveryMessage) -> Result:
        method, params = request(message)
        try:
            sent = await self.call(method, params, {})
        except TelegramError as error:
            return result_of(error)
        return Delivered(sent["message_id"])


def request(message: DeliveryMessage) -> tuple[str, Params]:
    """The method that sends a message, and its parameters."""
    thread = {"message_thread_id": message.thread_id} if message.thread_id else {}
    params: Params = {"chat_id": message.chat_id, **thread, **markup(message.rows)}
    if isinstance(message.content, Copied):
        source = {"from_chat_id": message.content.chat_id, "message_id": message.content.message_id}
        return "copyMessage", params | source
    return "sendMessage", params | {"text": message.content.html, "parse_mode": "HTML"}


def result_of(error: TelegramError) -> Result:
    words = error.message.lower()
    match error:
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case RetryAfter():
            return RateLimited(wait_of(error))
        case Forbidden():
            return Failed(_reason(words, Reason.REMOVED))
        case BadRequest():
            if any(part in words for part in _BROKEN):
                return Broken(error.message)
            return Failed(_reason(words, Reason.REFUSED))
        case _:
            return PerhapsDelivered() if may_have_arrived(error) else Unreached()


def _reason(words: str, otherwise: Reason) -> Reason:
    return next((reason for part, reason in _REASONS.items() if part in words), otherwise)
