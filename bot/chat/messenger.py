"""The way to Telegram that goes with an occasion, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.calls import Call
from bot.chat.show import Show
from bot.views.deep_links import Links


@dataclass(frozen=True, slots=True)
class Messenger:
    """Screens go by `show`, all else by `call`, both in the same lane. `links` lead to the bot's own chat."""

    show: Show
    call: Call
    links: Links


@dataclass(frozen=True, slots=True)
class Messengers:
    """`answering` is for people who wait, `by_itself` for what nobody waits for. `posting` is for what is
    claimed before it is sent: it raises RetryAfter where a wait would be long."""

    answering: Messenger
    by_itself: Messenger
    posting: Messenger
