"""A person in one chat with the bot: writes, presses, waits, and insists where nothing comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from bot.emulator.world.chat import BLOCKED, Message
from bot.emulator.world.world import World
from tests.endurance.manners import LONGEST_WAIT, Manners, Seen, StuckError
from tests.messages import buttons_of, text_of


@dataclass
class Hand:
    """`chat_id`: the group, or the person's own id. `queries`: every tap, by its callback query."""

    world: World
    id: int
    chat_id: int
    random: Random
    manners: Manners
    queries: list[str] = field(default_factory=list)
    insisted: int = 0

    def __post_init__(self) -> None:
        self._feed = self.world.events.open(self.id, lambda: None)

    @property
    def messages(self) -> list[Message]:
        """What the bot and people wrote there, the newest first."""
        return list(reversed(self.world.chats[self.chat_id].messages.values()))

    @property
    def newest(self) -> int:
        """The id of the last message; 0 where there is none."""
        return next(reversed(self.world.chats[self.chat_id].messages), 0)

    def say(self, text: str) -> int:
        """The message's id."""
        self.come_back()
        number: int = self.world.say(self.id, text, self._chat)["message_id"]
        return number

    def send_file(self, name: str, data: bytes) -> int:
        self.come_back()
        number: int = self.world.writing.send_document(self.id, name, data)["message_id"]
        return number

    def tap(self, message_id: int, data: str) -> str:
        """The callback query's id."""
        self.come_back()
        query = self.world.tap(self.id, message_id, data, self._chat)
        self.queries.append(query)
        return query

    def press(self, data: str, after: int = 0) -> str | None:
        """The newest button with this data, or whose data begins with it."""
        found = next(self.buttons(data, after), None)
        return self.tap(*found) if found else None

    def buttons(self, data: str, after: int = 0) -> Iterator[tuple[int, str]]:
        """The message and the data of such buttons, the newest first."""
        for message in self.messages:
            if message["message_id"] > after:
                for button in buttons_of(message):
                    if f"{button.get('callback_data', '')}.".startswith(f"{data}."):
                        yield message["message_id"], button["callback_data"]

    def offers(self, data: str, after: int = 0) -> bool:
        return any(self.buttons(data, after))

    def shows(self, words: str, after: int = 0) -> bool:
        return any(words in text_of(one) for one in self.messages if one["message_id"] > after)

    def toast(self, query: str | None) -> str | None:
        """What answered this tap; None before that."""
        toasts = self.world.toasts(self.id)
        return next((toast["text"] for toast in toasts if toast["query_id"] == query), None)

    async def think(self, times: float = 2.0) -> None:
        await asyncio.sleep(self.random.uniform(0, self.manners.think * times))

    async def until(self, seen: Seen, again: Callable[[], object], what: str) -> None:
        """Does it, and now and then once more, until it is seen. Raises StuckError."""
        again()
        if not await self.comes(seen, lambda: self._insist(again)):
            raise StuckError(f"{self.world.people[self.id].first_name}: {what}")

    async def comes(
        self, seen: Seen, again: Callable[[], object] = lambda: None, most: float = LONGEST_WAIT
    ) -> bool:
        """Whether it is seen while a bot works for so many seconds."""
        loop = asyncio.get_running_loop()
        worked, patience = self.manners.worked, self.manners.patience
        end = worked() + most
        while not seen():
            look = loop.time() + min(patience * self.random.uniform(0.5, 1.5), most)
            while not seen() and (left := look - loop.time()) > 0:
                await self._feed.next(left)
            patience *= 1.5
            if seen():
                return True
            if worked() >= end:
                return False
            again()
        return True

    @property
    def _chat(self) -> int | None:
        return None if self.chat_id == self.id else self.chat_id

    def _insist(self, again: Callable[[], object]) -> None:
        self.insisted += 1
        again()

    def come_back(self) -> None:
        """Unblocks the bot, where it was blocked."""
        if self.world.chats[self.id].bot_status == BLOCKED:
            self.world.memberships.unblock(self.id)
