"""Replies that tell a group's time zone: recognised by the buttons of what they reply to."""

from __future__ import annotations

from telegram import Message
from telegram.ext import filters

from bot.views.group.buttons import SetZone, parse


def zone_asked_for(message: Message | None) -> str | None:
    """The key of the group whose time zone a message asks for; None for any other message."""
    markup = message.reply_markup if message else None
    for row in markup.inline_keyboard if markup else ():
        for button in row:
            action = parse(str(button.callback_data or ""))
            if isinstance(action, SetZone):
                return action.group
    return None


class _AnswersZone(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        is_text = bool(message.text) and not (message.text or "").startswith("/")
        return is_text and zone_asked_for(message.reply_to_message) is not None


ANSWERS_ZONE = _AnswersZone(name="answers the question for a time zone")
