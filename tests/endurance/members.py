"""A member of a group: answers rounds as they come, often twice, and remembers what counts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.emulator.errors import RefusedError
from bot.emulator.world.chat import Message
from bot.views.group.buttons import PickOption, SubmitTicked, TickOption, pack, parse
from tests.endurance.clock import FastClock
from tests.endurance.hand import Hand
from tests.messages import buttons_of


@dataclass
class Try:
    """An answer to one round. `chosen`: the keys of the options that count, or a poll's indexes; `queries`:
    the taps that must be told the verdict; `at`: when, by the bot's clock."""

    chosen: frozenset[str] | frozenset[int]
    queries: list[str]
    at: datetime


@dataclass
class Member:
    hand: Hand
    clock: FastClock
    tries: dict[int, Try] = field(default_factory=dict)
    """By the id of the round's message."""

    async def study(self, over: asyncio.Event) -> None:
        while not over.is_set():
            await self.hand.think(3)
            message = next((one for one in self.hand.messages[:12] if self._is_new(one)), None)
            if message is not None:
                self._answer(message)

    def _is_new(self, message: Message) -> bool:
        if message["message_id"] in self.tries:
            return False
        if "poll" in message:
            return not message["poll"]["is_closed"]
        return any(isinstance(action, PickOption | TickOption) for action in _actions(message))

    def _answer(self, message: Message) -> None:
        number, random = message["message_id"], self.hand.random
        if "poll" in message:
            self._vote(message)
            return
        actions = list(_actions(message))
        ticks = [action for action in actions if isinstance(action, TickOption)]
        if ticks:
            chosen = random.sample(ticks, random.randint(1, len(ticks)))
            for tick in chosen:
                self.hand.tap(number, pack(tick))
            done = next(action for action in actions if isinstance(action, SubmitTicked))
            queries = self._taps(number, pack(done))
            self.tries[number] = Try(frozenset(one.option for one in chosen), queries, self.clock())
            return
        wanted = random.choice([action for action in actions if isinstance(action, PickOption)])
        queries = self._taps(number, pack(wanted))
        other = random.choice([action for action in actions if isinstance(action, PickOption)])
        if random.random() < 0.2:  # the first one counts
            queries.append(self.hand.tap(number, pack(other)))
        self.tries[number] = Try(frozenset({wanted.option}), queries, self.clock())

    def _vote(self, message: Message) -> None:
        poll = message["poll"]
        index = self.hand.random.randrange(len(poll["options"]))
        try:
            self.hand.world.polls.vote(self.hand.id, poll["id"], [index])
        except RefusedError:  # it was closed a moment ago
            return
        self.tries[message["message_id"]] = Try(frozenset({index}), [], self.clock())

    def _taps(self, number: int, data: str) -> list[str]:
        return [self.hand.tap(number, data) for _ in range(self.hand.random.choice((1, 1, 1, 2, 3)))]


def _actions(message: Message) -> Iterable[object]:
    return (parse(button.get("callback_data", "")) for button in buttons_of(message))
