"""The setup, sent where it was asked for, or where it can be."""

from __future__ import annotations

from dataclasses import dataclass

from telegram.error import BadRequest, Forbidden

from bot.chat.errors import Failure, failure
from bot.chat.group.incoming import GroupMessage
from bot.chat.group.presence import Presence
from bot.chat.group.scheduler import Scheduler
from bot.chat.group.show import GroupShow
from bot.learning.group.group import ChatKind, Group, GroupState
from bot.learning.group.setup import set_menu, set_topic
from bot.tutor.group.groups import Groups
from bot.views.deep_links import Links
from bot.views.group import messages as views
from bot.views.group.buttons import SetupPage
from bot.views.group.setup import SetupContext, setup
from bot.views.group.words import words_of_group
from bot.views.words import Words, words_of


@dataclass(frozen=True, slots=True)
class SetupMenu:
    groups: Groups
    presence: Presence
    scheduler: Scheduler
    show: GroupShow
    links: Links

    async def open(
        self, said: GroupMessage, group: Group, page: SetupPage, instead: int | None = None
    ) -> None:
        """As a new message, or `instead` of an older one. A channel's goes to those who added the bot, and so
        does that of a group in which the bot may not write."""
        if group.hold:  # whoever looks at it has most likely mended what was wrong
            await self.groups.reopened(group.chat.id, said.at)
            self.scheduler.wake()
        if group.chat.kind is ChatKind.CHANNEL:
            if not await self._to_hosts(said, group, page):
                screen = views.set_up_in_private(self._words(group), group, self.links)
                await self.show.say(said.chat.id, screen, said.thread_id)
            return
        try:
            await self._in_group(said, group, page, instead)
        except (BadRequest, Forbidden) as error:
            if failure(error) is not Failure.NO_RIGHTS or not await self._to_hosts(said, group, page):
                raise

    async def _in_group(self, said: GroupMessage, group: Group, page: SetupPage, instead: int | None) -> None:
        if group.state is GroupState.SETTING_UP and said.thread_id and group.thread_id is None:
            # SetupContext the setup begins is where the group wants to read.
            change = set_topic(said.thread_id)
            group = await self.groups.change(group.key, change, said.at) or group
        where = SetupContext(said.at, thread_id=said.thread_id)
        screen = setup(self._words(group), group, self.groups.courses(group), where, page)
        if instead:
            message_id = await self.show.edit(said.chat.id, instead, screen, said.thread_id)
        else:
            message_id = await self.show.send_near(said.chat.id, screen, said.thread_id)
        await self.groups.change(group.key, set_menu(message_id), said.at)

    def _words(self, group: Group) -> Words:
        return words_of_group(group, self.groups.library())

    async def _to_hosts(self, said: GroupMessage, group: Group, page: SetupPage) -> bool:
        """To each in their own language; whether there was anybody to send it to."""
        where, courses = SetupContext(said.at, hosted=True), self.groups.courses(group)
        found = await self.groups.hosts(group)
        hosts = [host for host in found if await self.presence.is_admin(group.chat.id, host)]
        for host in hosts:
            words = words_of(await self.groups.reader(host))
            await self.show.send(host, setup(words, group, courses, where, page))
        return bool(hosts)
