"""What one reads in a message of the bot: its text, its buttons, the letters of its options."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

Message = dict[str, Any]
Button = dict[str, Any]


def text_of(message: Message) -> str:
    text: str = message.get("text") or message.get("caption") or ""
    return text


def buttons_of(message: Message) -> list[Button]:
    return [button for row in _rows(message) for button in row]


def labels_of(message: Message) -> list[str]:
    """What its buttons say."""
    return [button["text"] for button in buttons_of(message)]


def view_of(message: Message) -> str:
    """The message as one reads it, its buttons in brackets."""
    shown = [" ".join(f"[{button['text']}]" for button in row) for row in _rows(message)]
    text = message["poll"]["question"] if "poll" in message else text_of(message)
    return "\n".join([text, *shown])


def find_button(messages: Sequence[Message], label: str) -> tuple[Message, Button]:
    """The newest button that says this, or begins with it, and its message; oldest message first."""
    for message in reversed(messages):
        for button in buttons_of(message):
            if button["text"] == label or button["text"].startswith((f"{label} ", f"{label}:")):
                return message, button
    raise AssertionError(f"no button {label!r}; the chat shows\n{view_of(messages[-1])}")


def letter_of(text: str, option: str) -> str:
    """The letter under which an option stands in a question's text; a part of the option will do."""
    text = re.sub("[\u2068\u2069]", "", text)  # which way something is read
    for pattern in (f"{re.escape(option)}$", re.escape(option), f".*{re.escape(option)}"):
        if found := re.search(rf"([A-J])  {pattern}", text, re.MULTILINE):
            return found[1]
    raise AssertionError(f"{option!r} is not in\n{text}")


def _rows(message: Message) -> list[list[Button]]:
    rows: list[list[Button]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows
