"""How what is due is sent to a group, with less where the chat does not allow more, and what came of it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.chat.errors import Failure, failure
from bot.chat.group.show import GroupShow
from bot.learning.group.group import ChatKind, Group, Style
from bot.learning.group.outgoing import (
    ChatGone,
    ItemRefused,
    ItemSent,
    PerhapsSent,
    SendingHeld,
    SendOutcome,
    SurelyNotSent,
    TopicGone,
    Trouble,
)
from bot.tutor.group.due import DoubtDue, EndDue, RoundDue, SectionDue
from bot.views.deep_links import Links
from bot.views.fallback import screen_in_words
from bot.views.group import messages as views
from bot.views.group import round as rounds
from bot.views.group.poll import poll as poll_of
from bot.views.screen import Screen
from bot.views.words import Words
from bot.wire.failures import may_have_arrived, never_left, wait_of

log = logging.getLogger(__name__)

Send = Callable[[], Awaitable[ItemSent]]
"""One attempt. Raises TelegramError."""


@dataclass(frozen=True, slots=True)
class SendFactory:
    """Makes a Send of what is due. Each is ready before it is claimed: whatever goes wrong in making it has
    sent nothing."""

    show: GroupShow
    links: Links
    words: Callable[[Group], Words]
    now: Callable[[], datetime]

    def of(self, due: SectionDue | DoubtDue | EndDue | RoundDue) -> Send:
        match due:
            case SectionDue(group, course, section):
                return self._section(
                    group, views.section(self.words(group), group, course, section, self.links)
                )
            case DoubtDue(group, course, section):
                return self.message(group, views.doubt(self.words(group), group, course, section, self.links))
            case EndDue(group, course, board):
                return self.message(group, views.end(self.words(group), course, board))
            case RoundDue():
                return self._round(due)
            case _:
                assert_never(due)

    def message(self, group: Group, screen: Screen, reply_to: int | None = None) -> Send:
        async def send() -> ItemSent:
            return ItemSent(await self.show.send(group.chat.id, screen, group.thread_id, reply_to))

        return send

    def _section(self, group: Group, screen: Screen) -> Send:
        """In a chat that takes no pictures, with the picture's description."""
        whole = self.message(group, screen)
        if screen.picture is None:
            return whole
        in_words = self.message(group, screen_in_words(screen))

        async def send() -> ItemSent:
            try:
                return replace(await whole(), used=Trouble.PICTURES)
            except BadRequest as error:
                if failure(error) is not Failure.NO_PICTURES:
                    raise
            return replace(await in_words(), without=Trouble.PICTURES)

        return send

    def _round(self, due: RoundDue) -> Send:
        """Where a poll is refused for what it is, with buttons."""
        group, round_ = due.group, due.round
        words = self.words(group)
        step_key = due.course.step_key(due.question.id)
        screen = rounds.asked(words, group, step_key, due.question, round_, due.tally, self.links)
        with_buttons = self.message(group, screen)
        may_be_poll = round_.style is Style.POLL and group.chat.kind is not ChatKind.CHANNEL
        poll = poll_of(words, group, due.question, round_, self.now()) if may_be_poll else None
        if poll is None:
            return with_buttons

        async def send() -> ItemSent:
            try:
                message_id, poll_id = await self.show.poll(group, poll)
            except BadRequest as error:
                if failure(error) not in (Failure.NO_POLLS, Failure.OTHER):
                    raise
                log.warning("a poll was refused: %s", error.message)
            else:
                return ItemSent(message_id, poll_id, used=Trouble.POLLS)
            return replace(await with_buttons(), without=Trouble.POLLS)

        return send


@dataclass(frozen=True, slots=True)
class SendOutcomes:
    """Makes one attempt to send, and tells what became of it: the errors of Telegram as values."""

    show: GroupShow

    async def of(self, group: Group, send: Send) -> SendOutcome:
        try:
            return await send()
        except TelegramError as error:
            outcome = self.of_error(group, error)
            if isinstance(outcome, ChatGone):
                await self.show.is_gone(error, group.chat.id)
            return outcome
        except Exception as error:
            log.error("nobody knows whether a message to a group arrived: %s", type(error).__name__)
            return PerhapsSent()

    def of_error(self, group: Group, error: TelegramError) -> SendOutcome:
        match error:
            case RetryAfter():
                return SurelyNotSent(wait_of(error))
            case _ if never_left(error):
                log.warning("a group cannot be reached: %s", type(error).__name__)
                return SurelyNotSent()
            case BadRequest() | Forbidden() | ChatMigrated():
                return _refusal(group, error)
            case _ if may_have_arrived(error):
                log.warning("a message to a group may not have arrived: %s", type(error).__name__)
                return PerhapsSent()
            case _:  # the token, say, is not taken
                log.error("a message to a group was not sent: %s", type(error).__name__)
                return SurelyNotSent()


def _refusal(group: Group, error: TelegramError) -> SendOutcome:
    match failure(error):
        case Failure.GONE:
            log.info("the bot is not in a group any more")
            return ChatGone()
        case Failure.MIGRATED:  # a second time within one attempt
            return SurelyNotSent(0.0)
        case Failure.NO_THREAD if group.thread_id:
            log.info("a topic is gone: posting in General")
            return TopicGone(group.thread_id)
        case Failure.TOPIC_CLOSED:
            log.info("a topic is closed: what is due there waits")
            return SendingHeld(Trouble.TOPIC_CLOSED, group.thread_id, group.hold)
        case Failure.NO_RIGHTS | Failure.NO_PICTURES | Failure.NO_POLLS:
            log.info("a group does not let the bot write: what is due there waits")
            return SendingHeld(Trouble.WRITE, group.thread_id, group.hold)
        case _:
            log.error("a message to a group was refused: %s", error.message)
            return ItemRefused()
