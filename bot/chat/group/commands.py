"""What is written in groups and channels: commands.

/help, /leaderboard and /privacy are everyone's, the others are for the chat's admins, anonymous ones and the
authors of channel posts among them. Each handler parses, calls one verb of `tutor`, and shows one screen.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.group.incoming import Said, said_in_group
from bot.chat.group.presence import Presence
from bot.chat.group.scheduler import Scheduler
from bot.chat.group.setup_menu import SetupMenu
from bot.chat.group.show import GroupShow
from bot.chat.group.time_zone_reply import zone_asked_for, zone_named
from bot.learning.clock import is_like_time, minute_of
from bot.learning.group.group import Group, GroupState
from bot.learning.group.schedule import week_start
from bot.learning.group.setup import Change, choose_course, once, pause, set_minute, set_zone, start
from bot.learning.group.syllabus import Post
from bot.tutor.group.groups import Groups
from bot.tutor.group.leaderboard import Leaderboard
from bot.tutor.group.posts import Decided, Posts
from bot.tutor.group.rounds import Rounds
from bot.views.deep_links import Links
from bot.views.group import messages as views
from bot.views.group.buttons import SetupPage
from bot.views.group.setup import Where, setup
from bot.views.screen import Screen

Context = ContextTypes.DEFAULT_TYPE


class GroupCommands:
    def __init__(
        self,
        groups: Groups,
        posts: Posts,
        rounds: Rounds,
        leaderboard: Leaderboard,
        presence: Presence,
        timetable: Scheduler,
        show: GroupShow,
        links: Links,
        now: Callable[[], datetime],
    ) -> None:
        self._groups = groups
        self._posts = posts
        self._rounds = rounds
        self._leaderboard = leaderboard
        self._presence = presence
        self._timetable = timetable
        self._show = show
        self._links = links
        self._menu = SetupMenu(groups, presence, timetable, show, links)
        self._now = now

    async def start(self, update: Update, context: Context) -> None:
        """/start, and ?startgroup=<course>, which arrives as /start@bot <course>."""
        said = said_in_group(update, self._now())
        if said is None:
            return
        group = await self._groups.meet(said.chat, said.at)
        course_id = context.args[0] if context.args else ""
        course = self._groups.library().course(course_id)
        if course and await self._may(said) and group.state is GroupState.SETTING_UP:
            change = choose_course(course.id, said.at)
            group = await self._groups.change(group.key, change, said.at) or group
            await self._menu.open(said, group, SetupPage.MAIN, instead=group.menu_id)
        else:
            screen = views.greeting(group, self._groups.library().courses, False, self._links)
            await self._say(said, screen)

    async def lesson(self, update: Update, _: Context) -> None:
        if found := await self._by_admin(update):
            said, group = found
            decided = await self._posts.lesson(group.key, said.message_id, said.at)
            await self._posted(said, decided, "all_posted")

    async def quiz(self, update: Update, _: Context) -> None:
        if found := await self._by_admin(update):
            said, group = found
            decided = await self._posts.quiz(group.key, said.message_id, said.at)
            await self._posted(said, decided, "all_asked")

    async def close(self, update: Update, _: Context) -> None:
        """Closes the open rounds."""
        if found := await self._by_admin(update):
            said, group = found
            closed = await self._rounds.close(group.key, said.at)
            await self._timetable.deliver(group.key)
            if not closed:
                await self._say(said, views.said("none_open"))

    async def schedule(self, update: Update, context: Context) -> None:
        """The setup; with a time of day or the name of a time zone behind it, sets that."""
        found = await self._by_admin(update)
        if found is None:
            return
        said, group = found
        wish = " ".join(context.args or ())
        if wish:
            change = await _change_of(wish)
            if isinstance(change, Screen):
                await self._say(said, change)
                return
            group = await self._groups.change(group.key, change, said.at) or group
            self._timetable.wake()
        await self._menu.open(said, group, SetupPage.MAIN)

    async def course(self, update: Update, _: Context) -> None:
        if found := await self._by_admin(update):
            await self._menu.open(*found, SetupPage.COURSE)

    async def stop(self, update: Update, _: Context) -> None:
        """The first of two steps."""
        if found := await self._by_admin(update):
            await self._menu.open(*found, SetupPage.STOP)

    async def pause(self, update: Update, _: Context) -> None:
        """Pauses, or goes on."""
        found = await self._by_admin(update)
        if found is None:
            return
        said, group = found
        if group.state not in (GroupState.ACTIVE, GroupState.PAUSED):
            await self._say(said, views.said("not_started"))
            return
        turn = once(said.message_id, pause if group.state is GroupState.ACTIVE else start)
        group = await self._groups.change(group.key, turn, said.at) or group
        self._timetable.wake()
        paused = group.state is GroupState.PAUSED
        resumed = views.said("resumed", group, group.next_post_at)
        await self._say(said, views.paused(group) if paused else resumed)

    async def leaderboard(self, update: Update, _: Context) -> None:
        if said := said_in_group(update, self._now()):
            group = await self._groups.meet(said.chat, said.at)
            await self._presence.look(group)
            week = await self._leaderboard.board(group, week_start(said.at, group.plan.zone))
            all_time = await self._leaderboard.board(group)
            await self._say(said, views.leaderboard(week, all_time))

    async def help(self, update: Update, _: Context) -> None:
        if said := said_in_group(update, self._now()):
            await self._say(said, views.help_())

    async def privacy(self, update: Update, _: Context) -> None:
        if said := said_in_group(update, self._now()):
            await self._say(said, views.said("private"))

    async def zone(self, update: Update, _: Context) -> None:
        """A reply to the question for the time zone, in the group or (for a channel) in private."""
        message = update.message
        key = zone_asked_for(message.reply_to_message) if message else None
        if message is None or key is None:
            return
        said, group = said_in_group(update, self._now()), await self._groups.find(key)
        if said is None or group is None or not await self._may(said, group):
            return
        name = await zone_named(message.text or "")
        if name is None:
            await self._show.say(message.chat_id, views.bad_zone(message.text or ""), said.thread_id)
            return
        group = await self._groups.change(key, set_zone(name), said.at) or group
        self._timetable.wake()
        where = Where(said.at, said.chat.id != group.chat.id, said.thread_id)
        screen = setup(group, self._groups.library().courses, where)
        await self._show.send(message.chat_id, screen, said.thread_id)

    async def _by_admin(self, update: Update) -> tuple[Said, Group] | None:
        """The message and its group, where its author may decide for the group; others are told."""
        said = said_in_group(update, self._now())
        if said is None:
            return None
        if not await self._may(said):
            await self._say(said, views.said("admins"))
            return None
        return said, await self._groups.meet(said.chat, said.at)

    async def _may(self, said: Said, group: Group | None = None) -> bool:
        chat_id = group.chat.id if group else said.chat.id
        if said.official and said.chat.id == chat_id:
            return True
        return said.person is not None and await self._presence.is_admin(chat_id, said.person.id)

    async def _posted(self, said: Said, decided: Decided | None, nothing_left: str) -> None:
        """Sends what was decided upon, or tells why there is nothing."""
        if decided is None:  # the same command once more: what it caused may still have to go out
            return
        post: Post | None = decided.post
        if decided.waits:
            await self._deliver(said, decided.group)
        elif post is None:
            await self._say(said, views.said("course_gone" if decided.group.course_id else "no_course"))
        elif post.empty:
            await self._say(said, views.said(nothing_left))
        else:
            await self._deliver(said, decided.group)

    async def _deliver(self, said: Said, group: Group) -> None:
        """Sends what is due, or tells why the chat takes nothing."""
        await self._timetable.deliver(group.key)
        self._timetable.wake()
        after = await self._groups.find(group.key)
        if after and after.hold:
            await self._say(said, views.held(after))

    async def _say(self, said: Said, screen: Screen) -> None:
        await self._show.say(said.chat.id, screen, said.thread_id)


async def _change_of(wish: str) -> Change | Screen:
    """What a time of day, or a time zone, changes; what to say where it is neither."""
    minute = minute_of(wish)
    if minute is not None:
        return set_minute(minute)
    if is_like_time(wish):
        return views.bad_time(wish)
    zone = await zone_named(wish)
    return set_zone(zone) if zone else views.bad_zone(wish)
