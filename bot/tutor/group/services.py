"""All use cases of groups and channels that study, tied together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.tutor.group.changed_rounds import ChangedRounds
from bot.tutor.group.groups import Groups
from bot.tutor.group.known_members import KnownMembers
from bot.tutor.group.known_messages import KnownMessages
from bot.tutor.group.leaderboard import Leaderboard
from bot.tutor.group.outbox import Outbox
from bot.tutor.group.post_planner import PostPlanner
from bot.tutor.group.rankings import Rankings
from bot.tutor.group.rounds import Rounds
from bot.tutor.use_cases import UseCases


@dataclass(frozen=True)
class GroupServices:
    groups: Groups
    post_planner: PostPlanner
    rounds: Rounds
    leaderboard: Leaderboard
    known_members: KnownMembers
    outbox: Outbox
    rewording: ChangedRounds
    known_messages: KnownMessages

    @classmethod
    def of(cls, use_cases: UseCases) -> GroupServices:
        rankings = Rankings(use_cases.database)
        return cls(
            Groups(use_cases),
            PostPlanner(use_cases),
            Rounds(use_cases),
            Leaderboard(use_cases, rankings),
            KnownMembers(use_cases, rankings),
            Outbox(use_cases, rankings),
            ChangedRounds(use_cases),
            KnownMessages(use_cases),
        )
