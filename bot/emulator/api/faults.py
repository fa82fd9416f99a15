"""Which calls of the Bot API go wrong on a bad day, and how: a seeded schedule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from random import Random

from bot.emulator.api.refusals import surprises

LONGEST_DELAY = 0.5
"""Seconds that a delayed call waits at the most."""


class Fault(StrEnum):
    """What can happen to a call."""

    TOO_MANY = "429"
    """Not done: come again in a second."""
    ERROR = "500"
    """Not done, though the bot cannot know."""
    GATEWAY = "502"
    """Done, but a gateway in between answers with a page of its own."""
    PAGE = "page"
    """Not done: a proxy in between refuses with a page of its own, which says nothing about the bot."""
    DROPPED = "dropped before"
    """Not done: the connection breaks."""
    UNHEARD = "dropped after"
    """Done: the connection breaks before the answer."""
    DELAYED = "delayed"
    REFUSED = "400"
    """Not done, in words that Telegram has for this method: a picture, a button, an edit that cannot be."""
    BLOCKED = "blocked"
    """The person whom the call is for has just blocked the bot."""


class Faults:
    """Draws for every call whether it goes wrong; nothing does before `begin` and after `end`.

    `rate` is the share of the calls, 0 to 1. The same seed gives the same faults to the same calls."""

    def __init__(self, rate: float, seed: int, kinds: Iterable[Fault] = Fault) -> None:
        self._rate = rate
        self._kinds = tuple(kinds)
        self._random = Random(seed)
        self._begun = False
        self._counts: Counter[Fault] = Counter()

    def begin(self) -> None:
        self._begun = True

    def end(self) -> None:
        self._begun = False

    def counts(self) -> dict[str, int]:
        """How often each kind happened."""
        return {fault.value: self._counts[fault] for fault in self._kinds}

    def draw(self, can_block: bool) -> Fault | None:
        """The fault of the next call; `can_block`: it is for one person."""
        if not self._begun or self._random.random() >= self._rate:
            return None
        fault = self._random.choice(self._kinds)
        if fault is Fault.BLOCKED and not can_block:
            return None
        self._counts[fault] += 1
        return fault

    def words(self, method: str) -> str | None:
        """What a call of this method is refused with; None where Telegram has no words for that."""
        known = surprises(method)
        return self._random.choice(known) if known else None

    def delay(self) -> float:
        return self._random.uniform(0.0, LONGEST_DELAY)
