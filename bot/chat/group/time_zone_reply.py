"""Replies that tell a group's time zone: recognised by the buttons of what they reply to."""

from __future__ import annotations

import asyncio
import zoneinfo
from functools import cache

from telegram import Message
from telegram.ext import filters

from bot.learning.time_zones import zone_of
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


async def zone_named(text: str) -> str | None:
    """The name of the IANA time zone that is meant, however it is written; None where there is none."""
    return zone_of(text, await asyncio.to_thread(_names))


@cache
def _names() -> frozenset[str]:
    """All there are: hundreds of files are read for it."""
    return frozenset(zoneinfo.available_timezones())


class _AnswersZone(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        is_text = bool(message.text) and not (message.text or "").startswith("/")
        return is_text and zone_asked_for(message.reply_to_message) is not None


ANSWERS_ZONE = _AnswersZone(name="answers the question for a time zone")
