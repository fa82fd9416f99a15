"""Telegram's failures, told apart in one place.

Telegram has no codes for them: the words are those it sends with a 400 or 403.
Source: https://core.telegram.org/bots/api#making-requests and the server's own texts.
"""

from __future__ import annotations

from enum import Enum, auto

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError


class Failure(Enum):
    SAME = auto()
    """The message shows this already: as good as done."""
    TOO_LATE = auto()
    """A tap that waited too long to be answered: nothing to do."""
    NOT_THERE = auto()
    """The message was deleted, is too old to be changed, or is a picture: send a new one."""
    NO_REPLY = auto()
    """The message that is answered is not there: say it without answering one."""
    TOO_LONG = auto()
    """More characters than a text or a caption may have."""
    BAD_TEXT = auto()
    """Formatting that Telegram cannot read, or no words at all."""
    BAD_BUTTONS = auto()
    """Too many buttons, or one that cannot be."""
    GONE = auto()
    """Blocked, deactivated, kicked, never there: send nothing until they come back."""
    MIGRATED = auto()
    """The group has another id now."""
    NO_THREAD = auto()
    """The forum topic was deleted."""
    TOPIC_CLOSED = auto()
    NO_PICTURES = auto()
    """The group or channel takes no pictures."""
    NO_POLLS = auto()
    """It takes no polls, or not such a one."""
    NO_RIGHTS = auto()
    """The bot may not write in this group or channel."""
    OTHER = auto()


_WORDS = {
    "message is not modified": Failure.SAME,
    "query is too old": Failure.TOO_LATE,
    "message to edit not found": Failure.NOT_THERE,
    "message can't be edited": Failure.NOT_THERE,
    "there is no text in the message to edit": Failure.NOT_THERE,
    "message_id_invalid": Failure.NOT_THERE,
    "message to be replied not found": Failure.NO_REPLY,
    "message to reply not found": Failure.NO_REPLY,
    "reply_message_id_invalid": Failure.NO_REPLY,
    "message is too long": Failure.TOO_LONG,
    "caption is too long": Failure.TOO_LONG,
    "message_too_long": Failure.TOO_LONG,
    "media_caption_too_long": Failure.TOO_LONG,
    "can't parse entities": Failure.BAD_TEXT,
    "text is empty": Failure.BAD_TEXT,
    "text must be non-empty": Failure.BAD_TEXT,
    "button": Failure.BAD_BUTTONS,
    "reply markup": Failure.BAD_BUTTONS,
    "reply_markup": Failure.BAD_BUTTONS,
    "keyboard": Failure.BAD_BUTTONS,
    "chat not found": Failure.GONE,
    "message thread not found": Failure.NO_THREAD,
    "topic_deleted": Failure.NO_THREAD,
    "topic_closed": Failure.TOPIC_CLOSED,
    "not enough rights to send photos": Failure.NO_PICTURES,
    "chat_send_photos_forbidden": Failure.NO_PICTURES,
    "chat_send_media_forbidden": Failure.NO_PICTURES,
    "not enough rights to send polls": Failure.NO_POLLS,
    "chat_send_polls_forbidden": Failure.NO_POLLS,
    "polls can't be sent": Failure.NO_POLLS,
    "not enough rights": Failure.NO_RIGHTS,
    "have no rights": Failure.NO_RIGHTS,
    "need administrator rights": Failure.NO_RIGHTS,
    "chat_write_forbidden": Failure.NO_RIGHTS,
    "chat_restricted": Failure.NO_RIGHTS,
    "chat_send_plain_forbidden": Failure.NO_RIGHTS,
}


ABOUT_THE_CHAT = frozenset(
    {
        *(Failure.GONE, Failure.MIGRATED, Failure.NO_THREAD, Failure.TOPIC_CLOSED),
        *(Failure.NO_RIGHTS, Failure.NO_PICTURES, Failure.NO_POLLS),
    }
)
"""Whatever is sent there, or all of its kind, it would be refused."""

ABOUT_THE_WORDS = frozenset({Failure.TOO_LONG, Failure.BAD_TEXT, Failure.BAD_BUTTONS})
"""The text or the buttons, and not a picture that comes with them."""


def failure(error: TelegramError) -> Failure:
    if isinstance(error, Forbidden):
        shut = any(words in error.message.lower() for words in ("write_forbidden", "not enough rights"))
        return Failure.NO_RIGHTS if shut else Failure.GONE
    if isinstance(error, ChatMigrated):
        return Failure.MIGRATED
    if not isinstance(error, BadRequest):
        return Failure.OTHER
    text = error.message.lower()
    return next((kind for words, kind in _WORDS.items() if words in text), Failure.OTHER)


def said(error: TelegramError) -> str:
    """What was refused, and in which words: "sendMessage: Message is too long". For the log."""
    method = next(iter(getattr(error, "__notes__", ())), "")
    # The library writes all words small, also those that are names of errors.
    words = error.message if " " in error.message else error.message.upper()
    return f"{method}: {words}" if method else words
