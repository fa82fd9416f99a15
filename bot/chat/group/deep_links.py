"""From a group into private: links to a step of its course, or to a channel's setup."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.group.membership import Membership
from bot.chat.incoming import WrittenMessage
from bot.chat.learner.outcome_presenter import OutcomePresenter
from bot.chat.show import Show
from bot.learning.group.round import Scored
from bot.tutor.group.services import GroupServices
from bot.tutor.learner.study import Study
from bot.tutor.tap import Tap
from bot.views.deep_links import SetupLink, StepLink, read
from bot.views.group import messages as views
from bot.views.group.setup import SetupContext, setup
from bot.views.group.verdict import verdict
from bot.views.learner import screens as learner_views
from bot.views.screen import Screen
from bot.views.words import words_of

LINKS = r"^/start(@\w+)? [GS][\w-]{8,16}$"
"""Commands that follow such a link."""


@dataclass(frozen=True, slots=True)
class DeepLinks:
    services: GroupServices
    study: Study
    membership: Membership
    show: Show
    present: OutcomePresenter

    async def open(self, written: WrittenMessage) -> None:
        """A link is followed. Anyone can write one: it counts for a group's members alone, and tells nothing
        about the group to others."""
        tap = written.tap
        match read(written.text.partition(" ")[2].strip()):
            case StepLink(group_key, step_key):
                await self._step(tap, group_key, step_key)
            case SetupLink(group_key):
                await self._setup(tap, group_key)
            case _:
                await self._gone(tap)

    async def _step(self, tap: Tap, group_key: str, step_key: str) -> None:
        group = await self.services.leaderboard.group_of_link(group_key)
        if group and not await self.membership.is_member(group.chat.id, tap.person.id):
            group = None
        shown = await self.services.leaderboard.visit(tap, group, step_key)
        if shown is None:
            await self._gone(tap)
        elif isinstance(shown, Scored) and group:
            await self._say(tap, verdict(words_of(tap.person), shown, step_key, group.chat.kind))
        else:
            learner, outcome = await self.study.jump(tap, step_key, invited=group is not None)
            await self.present.outcome(tap, learner, outcome)

    async def _setup(self, tap: Tap, group_key: str) -> None:
        group = await self.services.leaderboard.group_of_link(group_key)
        if group is None or not await self.membership.is_admin(group.chat.id, tap.person.id):
            await self.services.leaderboard.name(tap)
            await self._say(tap, views.said(words_of(tap.person), views.ShortAnswer.FOR_ADMINS))
            return
        await self._say(
            tap,
            setup(
                words_of(tap.person),
                group,
                self.services.groups.courses(group),
                SetupContext(tap.at, hosted=True),
            ),
        )

    async def _gone(self, tap: Tap) -> None:
        await self.services.leaderboard.name(tap)  # whoever starts the bot is known from then on
        await self._say(tap, learner_views.plain(words_of(tap.person), "gone"))

    async def _say(self, tap: Tap, screen: Screen) -> None:
        await self.show.send(tap.person.id, screen)
