"""Those who set a group up, told in private of what does not work there."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from telegram.error import TelegramError

from bot.chat.group.membership import Membership
from bot.chat.show import Show
from bot.learning.group.group import Group
from bot.learning.group.outgoing import Trouble
from bot.tutor.group.groups import Groups
from bot.views.group import messages as views
from bot.views.words import words_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hosts:
    groups: Groups
    membership: Membership
    show: Show

    async def tell(self, group_key: str, trouble: Trouble) -> None:
        """Once and as well as it can be: the group's setup shows it in any case."""
        group = await self.groups.find(group_key)
        if group is None:
            return
        found = await self.groups.hosts(group)
        for host in await self._admins(group, found) or found:  # in some chats nobody may ask who is an admin
            try:
                words = words_of(await self.groups.reader(host))
                await self.show.send(host, views.trouble(words, group, trouble))
            except TelegramError as error:
                log.info("who set a group up could not be told: %s", type(error).__name__)

    async def _admins(self, group: Group, hosts: tuple[int, ...]) -> list[int]:
        try:
            return [host for host in hosts if await self.membership.is_admin(group.chat.id, host)]
        except TelegramError as error:
            log.info("nobody knows who is an admin of a group: %s", type(error).__name__)
            return []
