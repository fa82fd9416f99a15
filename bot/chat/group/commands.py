"""What is written in groups and channels: commands.

/help, /leaderboard and /privacy are everyone's, the others are for the chat's admins, anonymous ones and the
authors of channel posts among them. Each handler parses, calls one verb of `tutor`, and shows one screen.
/me is written in private.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.chat.command import Command, Scope, Who, offered
from bot.chat.group.incoming import AdminMessage, GroupMessage, OnGroupMessage
from bot.chat.group.presence import Presence
from bot.chat.group.scheduler import Scheduler
from bot.chat.group.setup_menu import SetupMenu
from bot.chat.group.show import GroupShow
from bot.chat.group.time_zone_reply import zone_asked_for
from bot.chat.incoming import WrittenMessage
from bot.chat.show import Show
from bot.chat.time_zone_names import zone_named
from bot.learning.group.alias import alias_of
from bot.learning.group.group import Group, GroupState
from bot.learning.group.setup import GroupEdit, choose_course, once, pause, set_minute, set_zone, start
from bot.learning.group.syllabus import Post
from bot.learning.time_of_day import is_like_time, minute_of
from bot.tutor.group.post_planner import PostDecision
from bot.tutor.group.services import GroupServices
from bot.views.deep_links import Links
from bot.views.group import leaderboard as board_views
from bot.views.group import messages as views
from bot.views.group.buttons import SetupPage
from bot.views.group.messages import ShortAnswer
from bot.views.group.setup import SetupContext, setup
from bot.views.group.words import words_of_group
from bot.views.screen import Screen
from bot.views.words import Words, words_of


@dataclass(frozen=True, slots=True)
class GroupCommands:
    services: GroupServices
    presence: Presence
    scheduler: Scheduler
    show: GroupShow
    in_private: Show
    menu: SetupMenu
    links: Links

    async def start(self, said: GroupMessage) -> None:
        """/start, and ?startgroup=<course>, which arrives as /start@bot <course>."""
        group = await self.services.groups.meet(said.chat, said.at)
        course_id = said.args[0] if said.args else ""
        courses = self.services.groups.courses(group)
        course = next((one for one in courses if one.id == course_id), None)
        if course and await self._may(said) and group.state is GroupState.SETTING_UP:
            change = choose_course(course.id, said.at)
            group = await self.services.groups.change(group.key, change, said.at) or group
            await self.menu.open(said, group, SetupPage.MAIN, instead=group.menu_id)
        else:
            courses = self.services.groups.courses(group)
            await self._say(said, views.greeting(self._words(group), group, courses, False, self.links))

    async def lesson(self, message: AdminMessage) -> None:
        said, group = message.said, message.group
        decided = await self.services.post_planner.lesson(group.key, said.message_id, said.at)
        await self._posted(said, decided, ShortAnswer.ALL_POSTED)

    async def quiz(self, message: AdminMessage) -> None:
        said, group = message.said, message.group
        decided = await self.services.post_planner.quiz(group.key, said.message_id, said.at)
        await self._posted(said, decided, ShortAnswer.ALL_ASKED)

    async def close(self, message: AdminMessage) -> None:
        """Closes the open rounds."""
        said, group = message.said, message.group
        closed = await self.services.rounds.close(group.key, said.at)
        await self.scheduler.deliver(group.key)
        if not closed:
            await self._say(said, views.said(self._words(group), ShortAnswer.NONE_OPEN))

    async def schedule(self, message: AdminMessage) -> None:
        """The setup; with a time of day or the name of a time zone behind it, sets that."""
        said, group = message.said, message.group
        wish = " ".join(said.args)
        if wish:
            change = await _change_of(self._words(group), wish)
            if isinstance(change, Screen):
                await self._say(said, change)
                return
            group = await self.services.groups.change(group.key, change, said.at) or group
            self.scheduler.wake()
        await self.menu.open(said, group, SetupPage.MAIN)

    async def course(self, message: AdminMessage) -> None:
        await self.menu.open(message.said, message.group, SetupPage.COURSE)

    async def stop(self, message: AdminMessage) -> None:
        """The first of two steps."""
        await self.menu.open(message.said, message.group, SetupPage.STOP)

    async def pause(self, message: AdminMessage) -> None:
        """Pauses, or goes on."""
        said, group = message.said, message.group
        if group.state not in (GroupState.ACTIVE, GroupState.PAUSED):
            await self._say(said, views.said(self._words(group), ShortAnswer.NOT_STARTED))
            return
        turn = once(said.message_id, pause if group.state is GroupState.ACTIVE else start)
        group = await self.services.groups.change(group.key, turn, said.at) or group
        self.scheduler.wake()
        paused = group.state is GroupState.PAUSED
        await self._say(said, (views.paused if paused else views.resumed)(self._words(group), group))

    async def leaderboard(self, said: GroupMessage) -> None:
        group = await self.services.groups.meet(said.chat, said.at)
        await self.presence.look(group, said.at)
        ranking = await self.services.leaderboard.ranking(group, said.at)
        screen = board_views.leaderboard(self._words(group), ranking.recent, ranking.all_time)
        await self._say(said, screen)

    async def help(self, said: GroupMessage) -> None:
        words = await self._words_here(said)
        await self._say(said, views.help_(words, _offered(Who.EVERYONE), _offered(Who.CHAT_ADMINS)))

    async def privacy(self, said: GroupMessage) -> None:
        await self._say(said, views.said(await self._words_here(said), ShortAnswer.PRIVATE))

    async def me(self, written: WrittenMessage) -> None:
        """/me shows how one is named on leaderboards, /me with an alias changes it."""
        tap, wanted = written.tap, " ".join(written.args)
        words = words_of(tap.person)
        if not wanted:
            screen = board_views.me(words, await self.services.leaderboard.name(tap))
        elif alias := alias_of(wanted):
            screen = board_views.me(words, await self.services.leaderboard.rename(tap, alias, hidden=False))
        else:
            screen = board_views.bad_alias(words)
        await self.in_private.send(tap.person.id, screen)

    async def zone(self, said: GroupMessage) -> None:
        """A reply to the question for the time zone, in the group or (for a channel) in private."""
        key = zone_asked_for(said.reply_to)
        group = await self.services.groups.find(key) if key else None
        if key is None or group is None or not await self._may(said, group):
            return
        hosted = said.chat.id != group.chat.id
        words = words_of(said.person) if hosted else self._words(group)
        name = await zone_named(said.text)
        if name is None:
            await self._say(said, views.bad_zone(words, said.text))
            return
        group = await self.services.groups.change(key, set_zone(name), said.at) or group
        self.scheduler.wake()
        where = SetupContext(said.at, hosted, said.thread_id)
        screen = setup(words, group, self.services.groups.courses(group), where)
        await self.show.send(said.chat.id, screen, said.thread_id)

    def by_admin(self, answer: Callable[[AdminMessage], Awaitable[None]]) -> OnGroupMessage:
        """`answer` where the author may decide for the group; others are told."""

        async def said_by_admin(said: GroupMessage) -> None:
            if await self._may(said):
                await answer(AdminMessage(said, await self.services.groups.meet(said.chat, said.at)))
            else:
                await self._say(said, views.said(await self._words_here(said), ShortAnswer.ADMINS))

        return said_by_admin

    async def _words_here(self, said: GroupMessage) -> Words:
        return self._words(await self.services.groups.meet(said.chat, said.at))

    def _words(self, group: Group) -> Words:
        return words_of_group(group, self.services.groups.library())

    async def _may(self, said: GroupMessage, group: Group | None = None) -> bool:
        chat_id = group.chat.id if group else said.chat.id
        if said.official and said.chat.id == chat_id:
            return True
        return said.person is not None and await self.presence.is_admin(chat_id, said.person.id)

    async def _posted(
        self, said: GroupMessage, decided: PostDecision | None, nothing_left: ShortAnswer
    ) -> None:
        """Sends what was decided upon, or tells why there is nothing."""
        if decided is None:  # the same command once more: what it caused may still have to go out
            return
        post: Post | None = decided.post
        if decided.waits:
            await self._deliver(said, decided.group)
        elif post is None:
            why = ShortAnswer.COURSE_GONE if decided.group.course_id else ShortAnswer.NO_COURSE
            await self._say(said, views.said(self._words(decided.group), why))
        elif post.empty:
            await self._say(said, views.said(self._words(decided.group), nothing_left))
        else:
            await self._deliver(said, decided.group)

    async def _deliver(self, said: GroupMessage, group: Group) -> None:
        """Sends what is due, or tells why the chat takes nothing."""
        await self.scheduler.deliver(group.key)
        self.scheduler.wake()
        after = await self.services.groups.find(group.key)
        if after and after.hold:
            await self._say(said, views.held(self._words(after), after))

    async def _say(self, said: GroupMessage, screen: Screen) -> None:
        await self.show.say(said.chat.id, screen, said.thread_id)


async def _change_of(words: Words, wish: str) -> GroupEdit | Screen:
    """What a time of day, or a time zone, changes; what to say where it is neither."""
    minute = minute_of(wish)
    if minute is not None:
        return set_minute(minute)
    if is_like_time(wish):
        return views.bad_time(words, wish)
    zone = await zone_named(wish)
    return set_zone(zone) if zone else views.bad_zone(words, wish)


FOR_EVERYONE: tuple[Command[GroupCommands, GroupMessage], ...] = (
    Command("start", Scope.GROUP, Who.EVERYONE, GroupCommands.start, offered=False, only_shows=True),
    Command("leaderboard", Scope.GROUP, Who.EVERYONE, GroupCommands.leaderboard, only_shows=True),
    Command("help", Scope.GROUP, Who.EVERYONE, GroupCommands.help, only_shows=True),
    Command("privacy", Scope.GROUP, Who.EVERYONE, GroupCommands.privacy, offered=False, only_shows=True),
)
FOR_ADMINS: tuple[Command[GroupCommands, AdminMessage], ...] = (
    Command("lesson", Scope.GROUP, Who.CHAT_ADMINS, GroupCommands.lesson),
    Command("quiz", Scope.GROUP, Who.CHAT_ADMINS, GroupCommands.quiz),
    Command("close", Scope.GROUP, Who.CHAT_ADMINS, GroupCommands.close),
    Command("schedule", Scope.GROUP, Who.CHAT_ADMINS, GroupCommands.schedule),
    Command("course", Scope.GROUP, Who.CHAT_ADMINS, GroupCommands.course),
    Command("pause", Scope.GROUP, Who.CHAT_ADMINS, GroupCommands.pause),
    Command("stop", Scope.GROUP, Who.CHAT_ADMINS, GroupCommands.stop),
)
IN_PRIVATE: tuple[Command[GroupCommands, WrittenMessage], ...] = (
    Command("me", Scope.PRIVATE, Who.EVERYONE, GroupCommands.me),
)
COMMANDS: tuple[Command[GroupCommands, Any], ...] = (*FOR_EVERYONE, *FOR_ADMINS, *IN_PRIVATE)


def _offered(who: Who) -> tuple[str, ...]:
    return offered(COMMANDS, Scope.GROUP, who)
