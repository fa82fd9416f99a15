"""One attempt to deliver a message, and what became of it: never repeated here, never an exception.

Telegram tells what went wrong in words only, see bot.chat.errors.
"""

from __future__ import annotations

from dataclasses import dataclass

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.chat.show import Call, Params, markup
from bot.learning.broadcast.broadcast import (
    ChatMoved,
    CopiedMessage,
    Delivered,
    DeliveryResult,
    Failed,
    FailureReason,
    MessageUnsendable,
    NotReached,
    PerhapsDelivered,
    RateLimited,
)
from bot.views.broadcast.delivery_message import DeliveryMessage
from bot.wire.failures import may_have_arrived, wait_of

_REASONS = {
    "blocked": FailureReason.BLOCKED,
    "deactivated": FailureReason.DEACTIVATED,
    "kicked": FailureReason.REMOVED,
    "not a member": FailureReason.REMOVED,
    "deleted": FailureReason.REMOVED,
    "chat not found": FailureReason.NOT_FOUND,
    "peer_id_invalid": FailureReason.NOT_FOUND,
    "can't initiate": FailureReason.NOT_FOUND,
    "rights": FailureReason.NO_RIGHTS,
    "write_forbidden": FailureReason.NO_RIGHTS,
    "topic_closed": FailureReason.NO_RIGHTS,
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

    async def __call__(self, message: DeliveryMessage) -> DeliveryResult:
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
    if isinstance(message.content, CopiedMessage):
        source = {"from_chat_id": message.content.chat_id, "message_id": message.content.message_id}
        return "copyMessage", params | source
    return "sendMessage", params | {"text": message.content.html, "parse_mode": "HTML"}


def result_of(error: TelegramError) -> DeliveryResult:
    words = error.message.lower()
    match error:
        case ChatMigrated():
            return ChatMoved(error.new_chat_id)
        case RetryAfter():
            return RateLimited(wait_of(error))
        case Forbidden():
            return Failed(_reason(words, FailureReason.REMOVED))
        case BadRequest():
            if any(part in words for part in _BROKEN):
                return MessageUnsendable(error.message)
            return Failed(_reason(words, FailureReason.REFUSED))
        case _:
            return PerhapsDelivered() if may_have_arrived(error) else NotReached()


def _reason(words: str, otherwise: FailureReason) -> FailureReason:
    return next((reason for part, reason in _REASONS.items() if part in words), otherwise)
