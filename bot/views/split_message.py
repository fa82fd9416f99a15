"""A screen within Telegram's limits: as many messages as it takes.

Limits, counted after the formatting is parsed: 4096 characters a text, 1024 a caption.
Source: https://core.telegram.org/bots/api#sendmessage and #sendphoto
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.course.model import Picture
from bot.views.screen import Drawing, Row, Screen, not_known
from bot.views.split_html import plain_length, split
from bot.views.words import Words

TEXT = 4096
CAPTION = 1024


@dataclass(frozen=True)
class OutgoingMessage:
    """One message: a text, or a picture with a caption that may be empty. The rest is as in Screen."""

    text: str
    picture: Picture | Drawing | None
    rows: tuple[Row, ...]
    author: bool = False
    words: Words = field(default_factory=not_known)
    needs_buttons: bool = False


def messages_of(screen: Screen) -> tuple[OutgoingMessage, ...]:
    """The messages of a screen, in order; the last one has its buttons."""
    if not screen.apart and _fits(screen.text, CAPTION if screen.picture else TEXT):
        return (_whole(screen, screen.text, screen.picture),)
    # A text that repeats its tags to stay whole may grow, so one that is short enough is never split.
    texts = [screen.text] if _fits(screen.text, TEXT) else split(screen.text, TEXT)
    first = (OutgoingMessage("", screen.picture, (), screen.author, screen.words),) if screen.picture else ()
    *others, last = texts
    return (
        *first,
        *(OutgoingMessage(text, None, (), words=screen.words) for text in others),
        replace(_whole(screen, last, None), author=False),
    )


def _whole(screen: Screen, text: str, picture: Picture | Drawing | None) -> OutgoingMessage:
    """With the buttons."""
    return OutgoingMessage(
        text, picture, screen.rows, screen.author, screen.words, needs_buttons=screen.needs_buttons
    )


def _fits(html: str, limit: int) -> bool:
    # Tags and entities are longer than what they stand for: what is short with them is short without.
    return len(html) <= limit or plain_length(html) <= limit
