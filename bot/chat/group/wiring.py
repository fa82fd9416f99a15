"""All that serves groups, tied together, and its work in the background."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.chat.group.answer_counts import AnswerCounts
from bot.chat.group.commands import GroupCommands
from bot.chat.group.deep_links import DeepLinks
from bot.chat.group.hosts import Hosts
from bot.chat.group.lifecycle import GroupLifecycle
from bot.chat.group.membership import Membership
from bot.chat.group.outgoing import Outcomes, Parcels
from bot.chat.group.post_sender import PostSender, PostTools
from bot.chat.group.presence import Presence
from bot.chat.group.press import GroupPress
from bot.chat.group.scheduler import Scheduler
from bot.chat.group.show import GroupShow
from bot.chat.keyed_lock import KeyedLock
from bot.chat.learner.outcome_presenter import OutcomePresenter
from bot.chat.show import Call, Show
from bot.tutor.group.changed_rounds import Rewording
from bot.tutor.group.groups import Groups
from bot.tutor.group.known_members import KnownMembers
from bot.tutor.group.leaderboard import Leaderboard
from bot.tutor.group.outbox import Outbox
from bot.tutor.group.posts import Posts
from bot.tutor.group.rounds import Rounds
from bot.tutor.learner.study import Study
from bot.tutor.use_cases import UseCases
from bot.views.deep_links import Links

GRACE = 3.0
"""Seconds that posts under way have at the end."""


class GroupWiring:
    """`show` and `call` answer people; `quiet_show` and `quiet_call` are for what comes by itself, and wait
    behind them; so are `post_show` and `post_call`, which raise RetryAfter where that would be for long.
    `username` is the bot's."""

    def __init__(
        self,
        desk: UseCases,
        username: str,
        show: Show,
        quiet_show: Show,
        quiet_call: Call,
        post_show: Show,
        post_call: Call,
        call: Call,
        present: OutcomePresenter,
        now: Callable[[], datetime],
    ) -> None:
        links, alone = Links(username), KeyedLock()
        groups, posts, rounds = Groups(desk), Posts(desk), Rounds(desk)
        leaderboard, members = Leaderboard(desk), Membership(call, now)
        self.presence = presence = Presence(members, KnownMembers(desk))
        answering = GroupShow(show, call, groups, now)
        by_itself = GroupShow(quiet_show, quiet_call, groups, now)
        hosts = Hosts(groups, members, quiet_show)
        posting, outbox = GroupShow(post_show, post_call, groups, now), Outbox(desk)
        parcels, outcomes = Parcels(posting, links, now), Outcomes(posting)
        poster = PostSender(PostTools(outbox, posting, parcels, outcomes, hosts, alone, now))
        self._tallies = AnswerCounts(rounds, by_itself, links, alone)
        self._rewording, self._now = Rewording(desk), now
        self._timetable = timetable = Scheduler(posts, outbox, groups, poster, now, self._catch_up)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: asyncio.Task[None] | None = None
        self._winding_down = False
        self.commands = GroupCommands(
            groups, posts, rounds, leaderboard, presence, timetable, answering, show, links
        )
        self.press = GroupPress(
            groups, posts, rounds, leaderboard, presence, self._tallies, timetable, show, answering
        )
        self.life = GroupLifecycle(groups, rounds, presence, self._tallies, timetable, answering, links)
        self.deep_links = DeepLinks(leaderboard, groups, Study(desk), members, show, present)

    def courses_changed(self) -> None:
        """Other courses are taught now, or others of this name. May be called from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._timetable.wake)

    async def start(self) -> None:
        """Begins the work in the background: first what was missed."""
        self._loop = asyncio.get_running_loop()
        await self._tallies.touch_all()
        self._work = asyncio.create_task(self._timetable.run())

    async def tick(self) -> bool:
        """Does at once what is due."""
        return await self._timetable.tick()

    def wind_down(self) -> None:
        """Begins no more posts. Those under way have a little time, in which updates may be finished, too."""
        if self._work and not self._winding_down:
            self._winding_down = True
            self._timetable.stop()
            asyncio.get_running_loop().call_later(GRACE, self._work.cancel)

    async def _catch_up(self) -> None:
        """What was drawn from a course of before is drawn again."""
        for round_ in await self._rewording.catch_up(self._now()):
            self._tallies.touch(round_.group_key, round_.number)

    async def stop(self) -> None:
        """Lets what is under way come to its end; what takes too long is found again at the next start."""
        self.wind_down()
        if self._work:
            await asyncio.gather(self._work, return_exceptions=True)
        await self._tallies.close()
