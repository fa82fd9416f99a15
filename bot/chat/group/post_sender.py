"""Sending what was decided for a group, one thing after the other, each marked as soon as it is out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from telegram.error import BadRequest, NetworkError, TelegramError

from bot.chat.errors import Failure, failure
from bot.chat.group.show import GroupShow
from bot.chat.keyed_lock import KeyedLock
from bot.learning.group.group import Group, Style
from bot.learning.group.round import Tally
from bot.learning.group.setup import pause, set_topic
from bot.tutor.group.groups import Groups
from bot.tutor.group.posts import ClosingDue, DoubtDue, Due, EndDue, Lost, Posts, RoundDue, SectionDue
from bot.views.deep_links import Links
from bot.views.group import messages as views
from bot.views.group import round as rounds
from bot.views.screen import Screen

log = logging.getLogger(__name__)


class PostSender:
    """Two who deliver to the same group wait for each other, so that nothing goes out twice.

    What may have arrived is not sent again either. Nothing more is sent then before Telegram answers again:
    all that waits would come into doubt, one after the other. `never_left`: the exception that says that a
    request did not reach Telegram."""

    def __init__(
        self,
        posts: Posts,
        groups: Groups,
        show: GroupShow,
        links: Links,
        alone: KeyedLock,
        never_left: type[TelegramError],
        now: Callable[[], datetime],
    ) -> None:
        self._posts = posts
        self._groups = groups
        self._show = show
        self._links = links
        self._alone = alone
        self._never_left = never_left
        self._doubtful: set[str] = set()
        """Keys of the groups in which the last thing may or may not have arrived."""
        self._now = now

    async def deliver(self, group_key: str) -> bool:
        """Sends all that waits for the group. False where something has to be tried again later."""
        async with self._alone.with_(group_key):
            return await self._deliver(group_key)

    async def _deliver(self, group_key: str) -> bool:
        while due := await self._posts.waiting(group_key):
            if group_key in self._doubtful and not await self._show.is_there():
                return False
            self._doubtful.discard(group_key)
            try:
                await self._send(due)
            except (self._never_left, _HarmlessError) as error:
                log.warning("a group cannot be reached: %s", type(error).__name__)
                return False
            except TelegramError as error:
                if _may_have_arrived(error):
                    await self._leave_in_doubt(due, error)
                elif not await self._mended(due, error):
                    return True
        return True

    async def _send(self, due: Due) -> None:
        match due:
            case SectionDue(group, course, section):
                screen = views.section(group, course, section, self._links)
                await self._send_section(group, screen)
                await self._posts.section_sent(group.key, section.id)
            case DoubtDue(group, course, section):
                screen = views.doubt(group, course, section, self._links)
                await self._show.send(group.chat.id, screen, group.thread_id)
                await self._posts.section_sent(group.key, group.pending[0])
            case EndDue(group, course, board):
                await self._show.send(group.chat.id, views.end(course, board), group.thread_id)
                await self._posts.section_sent(group.key, group.pending[0])
            case RoundDue():
                await self._open(due)
            case ClosingDue():
                await self._close(due)
            case Lost():
                await self._posts.given_up(due, self._now())
            case _:
                assert_never(due)

    async def _send_section(self, group: Group, screen: Screen) -> None:
        """In a chat that takes no pictures, without it."""
        try:
            await self._show.send(group.chat.id, screen, group.thread_id)
        except BadRequest as error:
            if failure(error) is not Failure.NO_RIGHTS or screen.picture is None:
                raise
            await self._show.send(group.chat.id, replace(screen, picture=None), group.thread_id)

    async def _open(self, due: RoundDue) -> None:
        group, round_ = due.group, due.round
        poll = rounds.poll(group, due.question, round_) if round_.style is Style.POLL else None
        if poll:
            message_id, poll_id = await self._show.poll(group, poll)
            await self._posts.round_sent(round_, message_id, poll_id)
            return
        tally = Tally.nobody()
        step_key = due.course.step_key(due.question.id)
        screen = rounds.asked(group, step_key, due.question, round_, tally, self._links)
        message_id = await self._show.send(group.chat.id, screen, group.thread_id)
        await self._posts.round_sent(round_, message_id)

    async def _close(self, due: ClosingDue) -> None:
        """The round's message becomes the result; a poll stays what it is and is answered by it."""
        chat_id, message_id = due.group.chat.id, due.round.message_id
        screen = rounds.closed(due.question, due.round, due.tally)
        if message_id and due.round.poll_id:
            with _harmless():
                await self._show.stop_poll(chat_id, message_id)
            await self._show.send(chat_id, screen, due.group.thread_id, reply_to=message_id)
        elif message_id:
            with _harmless():
                changed = await self._show.edit_if_there(chat_id, message_id, screen)
            if not changed:
                await self._show.send(chat_id, screen, due.group.thread_id)
        elif due.tally.answered:
            await self._show.send(chat_id, screen, due.group.thread_id)
        await self._posts.closing_shown(due.round, self._now())

    async def _mended(self, due: Due, error: TelegramError) -> bool:
        """Whether to go on with the group after a refusal."""
        group = due.group
        if await self._show.is_gone(error, group.chat.id):
            log.info("the bot is not in a group any more")
            return False
        match failure(error):
            case Failure.NO_THREAD if group.thread_id:
                log.info("a topic is gone: posting in General")
                await self._groups.change(group.key, set_topic(None), self._now())
                return True
            case Failure.NO_RIGHTS:
                log.info("a group does not let the bot write: paused")
                await self._groups.change(group.key, pause, self._now())
                await self._pass_over(due)
                return True
            case _:
                log.error("a message to a group was refused: %s", error.message)
                await self._pass_over(due)
                return True

    async def _leave_in_doubt(self, due: Due, error: TelegramError) -> None:
        """Not sent again, and yet not lost: a section is in the private chat as well, and a round that nobody
        has answered is asked again in the end."""
        log.warning("a message to a group may not have arrived: %s", type(error).__name__)
        self._doubtful.add(due.group.key)
        match due:
            case SectionDue(group, _, section):
                await self._posts.section_unheard(group.key, section.id)
            case RoundDue():
                await self._posts.round_unheard(due.round)
            case _:
                await self._pass_over(due)

    async def _pass_over(self, due: Due) -> None:
        match due:
            case SectionDue(group, _, section):
                await self._posts.section_sent(group.key, section.id)
            case DoubtDue(group) | EndDue(group):
                await self._posts.section_sent(group.key, group.pending[0])
            case RoundDue(group, _, _, round_):
                await self._posts.given_up(Lost(group, round=round_), self._now())
            case ClosingDue(_, _, round_):
                await self._posts.closing_shown(round_, self._now())
            case Lost():
                await self._posts.given_up(due, self._now())
            case _:
                assert_never(due)


class _HarmlessError(Exception):
    """Something failed that may be done once more, whether it was done or not."""


@contextmanager
def _harmless() -> Iterator[None]:
    """Around what is as good done twice as once. Raises _HarmlessError where it may have been done."""
    try:
        yield
    except TelegramError as error:
        if _may_have_arrived(error):
            raise _HarmlessError from error
        raise


def _may_have_arrived(error: TelegramError) -> bool:
    """Whatever Telegram did not refuse."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)
