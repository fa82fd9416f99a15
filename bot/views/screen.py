"""What one message shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from bot.course.model import Picture
from bot.views.words import Words, words_for

__all__ = ["Button", "ButtonStyle", "LinkButton", "Picture", "Row", "Screen"]

NOT_KNOWN = words_for(None)
"""For a reader whose language is not known."""


class ButtonStyle(Enum):
    """What a button means, in Telegram's words: https://core.telegram.org/bots/api#inlinekeyboardbutton"""

    PLAIN = ""
    ONWARD = "primary"
    """The way on."""
    DESTROYS = "danger"
    """Cannot be taken back."""


@dataclass(frozen=True)
class Button:
    """Does something in the chat when pressed: `data` is what `buttons.pack` made."""

    label: str
    data: str
    style: ButtonStyle = ButtonStyle.PLAIN


@dataclass(frozen=True)
class LinkButton:
    """Opens a page."""

    label: str
    url: str


Row = tuple[Button | LinkButton, ...]


@dataclass(frozen=True)
class Screen:
    """`text` is Telegram HTML. Where it is too long for the picture's caption or for one message, it goes out
    as several, of which the last has the buttons. `apart`: the picture goes out before the text in any case.
    `author`: for whoever can mend the picture, and is told why where it cannot be shown. `words`: for what
    has to be said in place of something that Telegram refuses."""

    text: str
    rows: tuple[Row, ...] = field(default=())
    picture: Picture | None = None
    author: bool = False
    apart: bool = False
    words: Words = NOT_KNOWN
