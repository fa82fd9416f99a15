"""A chat's life with the bot: added, taken out, moved; and votes in its polls, which belong to no chat."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from telegram import ChatMemberUpdated, Update
from telegram.error import BadRequest, Forbidden

from bot.chat.group.answer_counts import AnswerCounts
from bot.chat.group.incoming import chat_of, is_inside
from bot.chat.group.presence import Presence
from bot.chat.group.scheduler import Scheduler
from bot.chat.group.show import GroupShow
from bot.chat.incoming import person_of
from bot.learning.group.group import ChatKind, Group
from bot.learning.group.round import QuestionChanged, Scored
from bot.learning.group.setup import set_menu
from bot.tutor.group.groups import BotAdded
from bot.tutor.group.services import GroupServices
from bot.tutor.tap import Tap
from bot.views.deep_links import Links
from bot.views.group import messages as views
from bot.views.group.setup import SetupContext, setup
from bot.views.group.words import words_of_group
from bot.views.words import words_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GroupLifecycle:
    services: GroupServices
    presence: Presence
    answer_counts: AnswerCounts
    scheduler: Scheduler
    show: GroupShow
    links: Links

    async def membership(self, update: Update, at: datetime) -> None:
        """The bot was added to a group or channel, or taken out."""
        change = update.my_chat_member
        if change is None:
            return
        was, is_ = is_inside(change.old_chat_member), is_inside(change.new_chat_member)
        if is_ and not was:
            await self._added(change, at)
        elif was and not is_:
            await self.services.groups.removed(change.chat.id, at)
        elif is_:
            await self._reopened(change.chat.id, at)

    async def topic_reopened(self, update: Update, at: datetime) -> None:
        if message := update.message:
            await self._reopened(message.chat_id, at)

    async def migrated(self, update: Update, at: datetime) -> None:
        """Told in the old chat and in the new one."""
        message = update.message
        if message is None:
            return
        here = message.chat_id
        old, new = message.migrate_from_chat_id or here, message.migrate_to_chat_id or here
        await self.services.groups.moved(old, new)
        self.scheduler.wake()
        if message.migrate_from_chat_id:
            await self._show_counts(await self.services.groups.meet(chat_of(message.chat), at))

    async def _show_counts(self, group: Group) -> None:
        """What was open comes once more in the new chat, and shows how many have answered already."""
        await self.scheduler.deliver(group.key)
        for round_ in await self.services.rounds.open_ones():
            if round_.group_key == group.key:
                self.answer_counts.touch(group.key, round_.number)

    async def vote(self, update: Update, at: datetime) -> None:
        """An answer in a native poll; one that a channel or an anonymous admin gave is nobody's."""
        answer = update.poll_answer
        if answer is None or answer.user is None or answer.user.is_bot:
            return
        tap = Tap(person_of(answer.user), f"poll:{answer.poll_id}:{answer.user.id}", at, 0)
        chosen = answer.option_ids
        reply = await self.presence.let_in(
            tap, lambda: self.services.rounds.vote(tap, answer.poll_id, chosen)
        )
        if isinstance(reply, Scored) and not reply.again:
            self.answer_counts.touch(reply.round.group_key, reply.round.number)
        if isinstance(reply, QuestionChanged):
            self.scheduler.wake()

    async def _added(self, change: ChatMemberUpdated, at: datetime) -> None:
        arrival = await self.services.groups.added(chat_of(change.chat), person_of(change.from_user), at)
        if arrival.known:
            return
        self.scheduler.wake()
        try:
            await self._greet(arrival, at)
        except (BadRequest, Forbidden) as error:  # it may not write there, or not yet
            log.info("a group could not be greeted: %s", error.message)
        if arrival.group.chat.kind is ChatKind.CHANNEL:
            await self._to_hosts(arrival, at)

    async def _reopened(self, chat_id: int, at: datetime) -> None:
        """The bot may do more in the chat than it might, or less: what waits is tried at once."""
        await self.services.groups.reopened(chat_id, at)
        self.scheduler.wake()

    async def _greet(self, arrival: BotAdded, at: datetime) -> None:
        group = arrival.group
        library = self.services.groups.library()
        words = words_of_group(group, library)
        screen = views.greeting(words, group, self.services.groups.courses(group), arrival.back, self.links)
        message_id = await self.show.send(group.chat.id, screen)
        if group.chat.kind is not ChatKind.CHANNEL:
            await self.services.groups.change(group.key, set_menu(message_id), at)

    async def _to_hosts(self, arrival: BotAdded, at: datetime) -> None:
        group = arrival.group
        where = SetupContext(at, hosted=True)
        for host in arrival.hosts:
            words = words_of(await self.services.groups.reader(host))
            await self.show.send(host, views.hello_host(words, group))
            await self.show.send(host, setup(words, group, self.services.groups.courses(group), where))
