"""A group or channel that studies together: what it chose, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.course.model import Spot
from bot.learning.group.outgoing import Item, SendingHold, Trouble

KEPT = timedelta(days=30)
"""How long a group's data waits for the bot to be added again."""


class ChatKind(StrEnum):
    GROUP = "group"
    FORUM = "forum"
    """A group with topics."""
    CHANNEL = "channel"


class GroupState(StrEnum):
    SETTING_UP = "setting up"
    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"
    FINISHED = "finished"
    """All of the course has been posted."""


class Style(StrEnum):
    """How a question is asked."""

    BUTTONS = "buttons"
    POLL = "poll"
    """As Telegram's own quiz poll, where the texts fit into one."""


@dataclass(frozen=True)
class Chat:
    """A group or channel as Telegram tells it."""

    id: int
    title: str
    kind: ChatKind


@dataclass(frozen=True)
class Plan:
    """When and how is posted. `zone` is a name of the IANA database; days count from Monday = 0, `minute`
    from local midnight."""

    zone: str | None = None
    days: frozenset[int] = frozenset(range(5))
    minute: int = 9 * 60
    sections: int = 1
    style: Style = Style.BUTTONS
    round_minutes: int = 24 * 60


@dataclass(frozen=True)
class LastPost:
    """The section that went out last, and where it was then."""

    step_id: str
    lesson_id: str
    spot: Spot


@dataclass(frozen=True)
class Group:
    """`key` stays when Telegram gives the chat another id. `thread_id`: the forum topic to post in, None for
    General. `pending`: sections, and what goes with them, that have yet to go out. `menu_id`: the newest
    message with the setup; `commanded_id`: the newest whose command was acted upon. Rounds before `begun_at`
    belong to an earlier time through the course. `claimed`: what is on its way to the chat at this moment;
    `unknown`: what may or may not have arrived there; `refused`: what Telegram did not take. `troubles`: what
    the chat does not allow; `hold`: it takes nothing for the time being. `language`: what is posted
    there is in that, as Telegram writes it; None: in that of the course."""

    key: str
    chat: Chat
    added_at: datetime
    former_chat_id: int | None = None
    state: GroupState = GroupState.SETTING_UP
    course_id: str | None = None
    thread_id: int | None = None
    plan: Plan = field(default_factory=Plan)
    next_post_at: datetime | None = None
    posted: LastPost | None = None
    pending: tuple[Item, ...] = ()
    menu_id: int | None = None
    commanded_id: int | None = None
    begun_at: datetime | None = None
    removed_at: datetime | None = None
    claimed: Item | None = None
    unknown: tuple[Item, ...] = ()
    refused: tuple[Item, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    hold: SendingHold | None = None
    language: str | None = None

    @property
    def reads(self) -> tuple[str | None, ...]:
        """The languages that courses are posted in there, the best first; else it is the course's own."""
        return (self.language,)

    def lives_in(self, chat_id: int) -> bool:
        """Whether this is the group's chat; messages from before a migration still name the former one."""
        return chat_id in (self.chat.id, self.former_chat_id)
