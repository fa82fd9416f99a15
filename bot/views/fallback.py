"""The same message in a way that asks less of Telegram, for when it refuses the better one."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

from bot.views.screen import Button, LinkButton, Picture, Row, Screen
from bot.views.split_html import escaped, plain_length, split, without_tags
from bot.views.split_message import OutgoingMessage, messages_of

NOTHING = "…"
"""Stands for a text without words: its buttons have to hang on something."""

SHORTEST = 200
"""Characters: a text that is too long for Telegram is not shorter than that."""

BUTTONS = 100
IN_ROW = 8
DATA = 64
"""Bytes. Source: https://core.telegram.org/bots/api#inlinekeyboardbutton"""


def in_words(message: OutgoingMessage, why: str = "") -> tuple[OutgoingMessage, ...]:
    """With the picture's description in its place. `why` is told to an author alone."""
    if message.picture is None:
        return (message,)
    description = message.picture.description
    said = description in unescape(without_tags(message.text))
    text = message.words.render(
        "picture_in_words",
        description="" if said else description,
        file=message.picture.path.name if isinstance(message.picture, Picture) else "",
        why=why if message.author else "",
    )
    return messages_of(_in_words(message, text))


def screen_in_words(screen: Screen) -> Screen:
    """A whole screen, likewise."""
    if screen.picture is None:
        return screen
    text = screen.words.render("picture_in_words", description=screen.picture.description, file="", why="")
    return _in_words(screen, text)


def apart(message: OutgoingMessage) -> tuple[OutgoingMessage, ...]:
    """A picture and its words as two messages, or a text in pieces; empty where that would help nobody."""
    if message.picture and message.text:
        return replace(message, text="", rows=()), replace(message, picture=None)
    length = plain_length(message.text)
    if length < SHORTEST:
        return ()
    *others, last = split(message.text, length // 2 + 1)
    return (*(replace(message, text=text, rows=()) for text in others), replace(message, text=last))


def unformatted(message: OutgoingMessage) -> tuple[OutgoingMessage, ...]:
    """The words alone; empty where there was no formatting."""
    text = escaped(unescape(without_tags(message.text))).strip() or NOTHING
    return () if text == message.text else (replace(message, text=text),)


def with_fewer_buttons(message: OutgoingMessage, in_group: bool = False) -> tuple[OutgoingMessage, ...]:
    """Without the buttons that cannot be, else without any, and a word about that; empty where it had none,
    or is of no use without."""
    if not message.rows:
        return ()
    kept = tuple(filter(None, (tuple(filter(_is_sound, row))[:IN_ROW] for row in message.rows)))
    few = _first(kept, BUTTONS)
    if few and few != message.rows:
        return (replace(message, rows=few),)
    if message.needs_buttons:
        return ()
    return (
        replace(message, rows=()),
        OutgoingMessage(message.words.render("no_buttons", in_group=in_group), None, (), words=message.words),
    )


def _in_words(shown: OutgoingMessage | Screen, text: str) -> Screen:
    return Screen(
        _below_title(shown.text, text),
        shown.rows,
        words=shown.words,
        needs_buttons=shown.needs_buttons,
    )


def _below_title(html: str, more: str) -> str:
    """Below the first line, unless a tag goes on beyond it: above all, then."""
    if not more:
        return html
    title, _, rest = html.partition("\n")
    whole = title.count("<") == 2 * title.count("</")  # all other signs of the kind are escaped
    parts = (title, more, rest.lstrip("\n")) if whole else (more, html)
    return "\n\n".join(filter(None, parts))


def _is_sound(button: Button | LinkButton) -> bool:
    if isinstance(button, LinkButton):
        return False  # which addresses Telegram takes, only Telegram knows
    return bool(button.label.strip()) and 0 < len(button.data.encode()) <= DATA


def _first(rows: tuple[Row, ...], most: int) -> tuple[Row, ...]:
    """The rows that hold at most so many buttons, and the last one, which has the way on."""
    kept: list[Row] = []
    room = most - len(rows[-1]) if rows else 0
    for row in rows[:-1]:
        room -= len(row)
        if room >= 0:
            kept.append(row)
    return (*kept, *rows[-1:])
