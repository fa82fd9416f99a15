"""What to send instead of a message that Telegram has refused.

Each step gives something up for good, so that there is an end: a picture's place, the formatting, a button.
"""

from __future__ import annotations

from telegram.error import BadRequest

from bot.chat.errors import ABOUT_THE_CHAT, Failure, failure, said
from bot.chat.photos import UnreadablePictureError
from bot.views.fallback import apart, in_words, unformatted, with_fewer_buttons
from bot.views.split_message import OutgoingMessage

Messages = tuple[OutgoingMessage, ...]


def plainer(
    message: OutgoingMessage, refusal: BadRequest | UnreadablePictureError, in_group: bool = False
) -> Messages:
    """The messages that say the same with less; empty where the chat takes nothing, or nothing is left to
    give up."""
    if isinstance(refusal, UnreadablePictureError):
        return _without_picture(message, str(refusal))
    match failure(refusal):
        case Failure.NO_RIGHTS:  # a chat may take words and no pictures
            return _without_picture(message, said(refusal))
        case kind if kind in ABOUT_THE_CHAT:
            return ()
        case Failure.TOO_LONG:
            return apart(message)
        case Failure.BAD_BUTTONS:
            return with_fewer_buttons(message, in_group)
        case Failure.BAD_TEXT:
            return unformatted(message)
        case _:
            return _without_picture(message, said(refusal)) or unformatted(message)


def _without_picture(message: OutgoingMessage, why: str) -> Messages:
    return in_words(message, why) if message.picture else ()
