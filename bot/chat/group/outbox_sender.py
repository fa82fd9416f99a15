"""Sends what waits in a group's outbox, one thing after the other: claimed, sent, settled."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from telegram.error import TelegramError

from bot.chat.group.hosts import Hosts
from bot.chat.group.outgoing import Send, SendFactory, SendOutcomes
from bot.chat.group.show import GroupShow
from bot.chat.keyed_lock import KeyedLock
from bot.learning.group.group import Style
from bot.learning.group.outgoing import Item, NothingToSend, PerhapsSent, SendOutcome, SurelyNotSent
from bot.tutor.group.due import ClosingDue, Due, ItemVanished
from bot.tutor.group.outbox import Outbox
from bot.views.group import round as rounds
from bot.views.screen import Screen
from bot.views.words import Words

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OutboxTools:
    """What an OutboxSender needs. `lock`: two who deliver to the same group do so one after the other."""

    outbox: Outbox
    show: GroupShow
    sends: SendFactory
    outcomes: SendOutcomes
    hosts: Hosts
    lock: KeyedLock
    now: Callable[[], datetime]


class OutboxSender:
    """Nothing is sent that is not claimed, and so nothing where the database cannot be written.

    What may have arrived is not sent again by itself. Nothing more is sent then before Telegram answers
    again: all that waits would come into doubt, one after the other."""

    def __init__(self, tools: OutboxTools) -> None:
        self._tools = tools
        self._doubtful: set[str] = set()
        """Keys of the groups in which the last thing may or may not have arrived."""
        self._unsettled: dict[str, tuple[Item, SendOutcome]] = {}
        """What is known by group key, and could not be written down: it stays claimed meanwhile."""

    async def deliver(self, group_key: str) -> bool:
        """Sends all that waits for the group. False where something has to be tried again soon."""
        async with self._tools.lock.with_(group_key):
            return await self._deliver(group_key)

    async def _deliver(self, group_key: str) -> bool:
        if group_key in self._unsettled:
            await self._settle(group_key, *self._unsettled[group_key])
        while due := await self._tools.outbox.waiting(group_key, self._tools.now()):
            if group_key in self._doubtful and not await self._tools.show.is_there():
                return False
            self._doubtful.discard(group_key)
            outcome = await self._handle(due)
            if isinstance(outcome, PerhapsSent):
                self._doubtful.add(group_key)
            if isinstance(outcome, SurelyNotSent):
                if outcome.wait is None:
                    return False
                await asyncio.sleep(outcome.wait)
        return True

    async def _handle(self, due: Due) -> SendOutcome | None:
        match due:
            case ItemVanished(group, item):
                return await self._settle(group.key, item, NothingToSend())
            case ClosingDue():
                return await self._close(due)
            case _:
                return await self._claimed(due, self._tools.sends.of(due))

    async def _claimed(self, due: Due, send: Send) -> SendOutcome | None:
        """None: it is not due any more."""
        if not await self._tools.outbox.claim(due.group.key, due.item):
            return None
        outcome = await self._tools.outcomes.of(due.group, send)
        return await self._settle(due.group.key, due.item, outcome)

    async def _settle(self, group_key: str, item: Item, outcome: SendOutcome) -> SendOutcome:
        self._unsettled[group_key] = (item, outcome)
        trouble = await self._tools.outbox.settle(group_key, item, outcome, self._tools.now())
        del self._unsettled[group_key]
        if trouble:
            await self._tools.hosts.tell(group_key, trouble)
        return outcome

    async def _close(self, due: ClosingDue) -> SendOutcome | None:
        """The round's message becomes the result; a poll, or what cannot be changed, is answered by it. What
        is as good done twice as once needs no claim."""
        chat_id, message_id = due.group.chat.id, due.round.message_id
        screen = _result(self._tools.sends.words(due.group), due)
        try:
            if message_id and due.round.style is Style.POLL:
                await self._tools.show.stop_poll(chat_id, message_id)
            elif message_id and await self._tools.show.edit_if_there(chat_id, message_id, screen):
                return await self._settle(due.group.key, due.item, NothingToSend())
        except TelegramError as error:
            outcome = self._tools.outcomes.of_error(due.group, error)
            if isinstance(outcome, PerhapsSent | SurelyNotSent):
                log.warning("a result could not be shown: %s", type(error).__name__)
                return SurelyNotSent(outcome.wait if isinstance(outcome, SurelyNotSent) else None)
        below = await self._below(due, screen)
        if message_id and due.round.style is not Style.POLL:
            await self._tools.show.strip(chat_id, message_id)
        return below

    async def _below(self, due: ClosingDue, screen: Screen) -> SendOutcome | None:
        """The result as a message of its own."""
        if due.again or not (due.round.message_id or due.tally.answered):
            return await self._settle(due.group.key, due.item, NothingToSend())
        send = self._tools.sends.message(due.group, screen, due.round.message_id)
        return await self._claimed(due, send)


def _result(words: Words, due: ClosingDue) -> Screen:
    if due.again:
        return rounds.closed_again(words, due.question)
    return rounds.closed(words, due.question, due.round, due.tally)
