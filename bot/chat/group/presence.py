"""Who is in a group while it learns: asked when it is not known, heard of when they come and go."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from telegram import Update

from bot.chat.group.incoming import is_inside
from bot.chat.group.membership import Membership
from bot.learning.group.group import Group
from bot.learning.group.round import NotAMember, Reply
from bot.tutor.group.known_members import KnownMembers
from bot.tutor.tap import Tap


@dataclass(frozen=True, slots=True)
class Presence:
    membership: Membership
    known_members: KnownMembers

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        return await self.membership.is_admin(chat_id, user_id)

    async def let_in(self, tap: Tap, answer: Callable[[], Awaitable[Reply]]) -> Reply:
        """The reply to an answer in a round, which is given again if a stranger turns out to be a member."""
        reply = await answer()
        if not isinstance(reply, NotAMember):
            return reply
        is_member = await self.membership.membership(reply.chat_id, tap.person.id)
        await self.known_members.noted(reply.group_key, tap.person, is_member, tap.at)
        return reply if is_member is False else await answer()

    async def look(self, group: Group, at: datetime) -> None:
        """Before its leaderboard is shown: are those on it there still?"""
        ids = await self.known_members.to_ask(group, at)
        if ids:
            found = await asyncio.gather(*(self.membership.membership(group.chat.id, one) for one in ids))
            await self.known_members.told(group, dict(zip(ids, found, strict=True)), at)

    async def came_or_left(self, update: Update, at: datetime) -> None:
        """As a message in the group says."""
        if message := update.message:
            gone = message.left_chat_member
            came = [user.id for user in message.new_chat_members]
            await self._changed(message.chat_id, came, [gone.id] if gone else [], at)

    async def member_changed(self, update: Update, at: datetime) -> None:
        """As Telegram tells the administrators of a chat."""
        if change := update.chat_member:
            ids = [change.new_chat_member.user.id]
            inside = is_inside(change.new_chat_member)
            await self._changed(change.chat.id, ids if inside else [], [] if inside else ids, at)

    async def _changed(self, chat_id: int, came: list[int], left: list[int], at: datetime) -> None:
        self.membership.forget(chat_id, (*came, *left))
        await self.known_members.changed(chat_id, came, left, at)
