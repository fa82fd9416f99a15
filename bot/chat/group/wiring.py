"""All that serves groups, tied together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.chat.group.answer_counts import AnswerCounts
from bot.chat.group.background import GroupBackground
from bot.chat.group.commands import GroupCommands
from bot.chat.group.deep_links import DeepLinks
from bot.chat.group.hosts import Hosts
from bot.chat.group.lifecycle import GroupLifecycle
from bot.chat.group.membership import Membership
from bot.chat.group.outbox_sender import OutboxSender, OutboxTools
from bot.chat.group.outgoing import SendFactory, SendOutcomes
from bot.chat.group.presence import Presence
from bot.chat.group.press import GroupPress
from bot.chat.group.question_press import QuestionPress
from bot.chat.group.setup_menu import SetupMenu
from bot.chat.group.show import GroupShow
from bot.chat.keyed_lock import KeyedLock
from bot.chat.learner.wiring import LearnerWiring
from bot.chat.messenger import Messengers
from bot.learning.group.group import Group
from bot.tutor.group.services import GroupServices
from bot.views.group.words import words_of_group
from bot.views.words import Words


@dataclass(frozen=True)
class GroupWiring:
    presence: Presence
    commands: GroupCommands
    press: GroupPress
    life: GroupLifecycle
    deep_links: DeepLinks
    background: GroupBackground

    @classmethod
    def of(
        cls,
        services: GroupServices,
        messengers: Messengers,
        learner: LearnerWiring,
        now: Callable[[], datetime],
    ) -> GroupWiring:
        answering = messengers.answering
        membership = Membership(answering.call, messengers.by_itself.call, now)
        presence = Presence(membership, services.known_members)
        background = _background(services, messengers, membership, now)
        scheduler, counts = background.scheduler, background.answer_counts
        show, links = GroupShow(answering, services.groups, now), answering.links
        pressed = QuestionPress(services, presence, counts, scheduler, answering.show)
        menu = SetupMenu(services.groups, presence, scheduler, show, links)
        return cls(
            presence,
            GroupCommands(services, presence, scheduler, show, answering.show, menu, links),
            GroupPress(services, presence, pressed, scheduler, answering.show, show),
            GroupLifecycle(services, presence, counts, scheduler, show, links),
            DeepLinks(services, learner.study, membership, answering.show, learner.present),
            background,
        )


def _background(
    services: GroupServices, messengers: Messengers, membership: Membership, now: Callable[[], datetime]
) -> GroupBackground:
    by_itself, posting, lock = messengers.by_itself, messengers.posting, KeyedLock()
    counting = GroupShow(by_itself, services.groups, now)
    counts = AnswerCounts(services, counting, by_itself.links, lock)
    show = GroupShow(posting, services.groups, now)

    def words(group: Group) -> Words:
        return words_of_group(group, services.groups.library())

    tools = OutboxTools(
        outbox=services.outbox,
        show=show,
        sends=SendFactory(show, posting.links, words, now),
        outcomes=SendOutcomes(show),
        hosts=Hosts(services.groups, membership, by_itself.show),
        lock=lock,
        now=now,
    )
    return GroupBackground(services, counts, OutboxSender(tools), now)
