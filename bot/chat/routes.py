"""The one table of commands, and that of handlers: the first that fits takes the update."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import (
    BaseHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    PollAnswerHandler,
)
from telegram.ext import filters as only

from bot.chat.admins_only import in_private
from bot.chat.broadcast import commands as broadcast
from bot.chat.broadcast.wiring import BroadcastWiring
from bot.chat.callback_dispatch import CallbackDispatch
from bot.chat.command import Command, Scope, Who
from bot.chat.group import commands as group
from bot.chat.group.deep_links import LINKS
from bot.chat.group.incoming import on_group_message
from bot.chat.group.time_zone_reply import ANSWERS_ZONE
from bot.chat.group.wiring import GroupWiring
from bot.chat.ignore_bots import IgnoreBots
from bot.chat.incoming import Callback, Entrance, OnButtonPress, OnUpdate, OnWritten, on_update, on_written
from bot.chat.learner import commands as learner
from bot.chat.learner import language
from bot.chat.learner.wiring import LearnerWiring
from bot.chat.review import commands as review
from bot.chat.review import reminder_commands
from bot.chat.review.reminder_wiring import ReminderWiring
from bot.chat.review.wiring import ReviewWiring
from bot.chat.school import commands as school
from bot.chat.school.commands import NAMES_THIS_BOT
from bot.chat.school.wiring import SchoolWiring
from bot.chat.search import commands as search
from bot.chat.search.deep_links import LINKS as LINKS_TO_SEARCH
from bot.chat.search.deep_links import VIA_THIS_BOT
from bot.chat.search.wiring import SearchWiring
from bot.views.broadcast import buttons as broadcast_buttons
from bot.views.callback import Codec
from bot.views.group import buttons as group_buttons
from bot.views.learner import (
    announcement_buttons,
    certificate_buttons,
    language_buttons,
    progress_buttons,
    report_buttons,
)
from bot.views.review import buttons as review_buttons
from bot.views.review import reminder_buttons
from bot.views.school import buttons as school_buttons
from bot.views.school import course_buttons, page_buttons
from bot.views.search import buttons as search_buttons

Handler = BaseHandler[Any, Any, Any]
Filter = only.BaseFilter

TOPIC_REOPENED = only.StatusUpdate.FORUM_TOPIC_REOPENED | only.StatusUpdate.GENERAL_FORUM_TOPIC_UNHIDDEN


_CAME_OR_LEFT = only.StatusUpdate.NEW_CHAT_MEMBERS | only.StatusUpdate.LEFT_CHAT_MEMBER


COMMANDS: tuple[Command[Any, Any], ...] = (
    *learner.COMMANDS,
    *language.COMMANDS,
    *search.COMMANDS,
    *review.COMMANDS,
    *reminder_commands.COMMANDS,
    *group.COMMANDS,
    *school.COMMANDS,
    *broadcast.COMMANDS,
)
"""All there are, in all wings."""

_PRIVATE = only.ChatType.PRIVATE & only.UpdateType.MESSAGE & ~only.StatusUpdate.ALL
_ONLY_IN_GROUPS = ("leaderboard", *(order.name for order in group.FOR_ADMINS))
"""What somebody may try in private, having seen it in a group."""
_WHERE = {
    Scope.PRIVATE: _PRIVATE,
    # Edits are no second command: neither of the two has them.
    Scope.GROUP: (only.ChatType.GROUPS & only.UpdateType.MESSAGE) | only.UpdateType.CHANNEL_POST,
    Scope.ANYWHERE: _PRIVATE | (only.ChatType.GROUPS & only.UpdateType.MESSAGE & NAMES_THIS_BOT),
}


@dataclass(frozen=True)
class Wings:
    learner: LearnerWiring
    review: ReviewWiring
    reminders: ReminderWiring
    search: SearchWiring
    group: GroupWiring
    school: SchoolWiring
    broadcast: BroadcastWiring


def routes(wings: Wings, entrance: Entrance) -> list[Handler]:
    """A press has met the entrance already."""
    return [
        CallbackDispatch(wings.learner.press.press, _families(wings)),
        IgnoreBots(),
        *_of_search(wings, entrance),
        *_of_groups(wings.group, entrance),
        *_commands(wings, entrance),
        *_words(wings, entrance),
        ChatMemberHandler(on_update(_membership(wings), entrance), ChatMemberHandler.MY_CHAT_MEMBER),
    ]


def _families(wings: Wings) -> dict[Codec[Any], OnButtonPress]:
    """Who answers which family of buttons; the learner's are all others."""
    otherwise = wings.learner.press.press
    return {
        review_buttons.codec: wings.review.press.press(otherwise),
        reminder_buttons.codec: wings.reminders.press.press(otherwise),
        group_buttons.codec: wings.group.press.press,
        school_buttons.codec: wings.school.press,
        page_buttons.codec: wings.school.press,
        course_buttons.codec: wings.school.press,
        broadcast_buttons.codec: wings.broadcast.press.press(otherwise),
        announcement_buttons.codec: wings.broadcast.announcements.press(otherwise),
        search_buttons.codec: wings.search.press(otherwise).press,
        report_buttons.codec: wings.school.reports.press,
        progress_buttons.codec: wings.learner.progress.press,
        certificate_buttons.codec: wings.learner.certificates.press,
        language_buttons.codec: wings.learner.language.press(otherwise),
    }


def _commands(wings: Wings, entrance: Entrance) -> Iterator[Handler]:
    yield from _written(learner.COMMANDS, wings.learner.commands, wings, entrance)
    yield from _written(language.COMMANDS, wings.learner.language, wings, entrance)
    yield from _written(search.COMMANDS, wings.search.commands, wings, entrance)
    yield from _written(review.COMMANDS, wings.review.commands, wings, entrance)
    yield from _written(reminder_commands.COMMANDS, wings.reminders.commands, wings, entrance)
    yield from _written(school.COMMANDS, wings.school.commands, wings, entrance)
    yield from _written(broadcast.COMMANDS, wings.broadcast.commands, wings, entrance)
    yield from _written(group.IN_PRIVATE, wings.group.commands, wings, entrance)
    answers = wings.group.commands
    for in_group in group.FOR_EVERYONE:
        yield _handler(in_group, on_group_message(partial(in_group.handler, answers), entrance))
    for order in group.FOR_ADMINS:
        yield _handler(order, on_group_message(answers.by_admin(partial(order.handler, answers)), entrance))


def _written(
    commands: Iterable[Command[Any, Any]], answers: object, wings: Wings, entrance: Entrance
) -> Iterator[Handler]:
    """What only admins of the school may is an unknown command to everybody else."""
    for command in commands:
        answer: OnWritten = partial(command.handler, answers)
        if command.who is Who.SCHOOL_ADMINS:
            unknown = in_private(wings.learner.commands.unknown_command)
            answer = wings.school.admins_only.message(answer, unknown)
            yield _handler(command, on_written(answer, entrance), wings.school.of_admin)
        else:
            yield _handler(command, on_written(answer, entrance))


def _handler(command: Command[Any, Any], callback: Callback, author: Filter = only.ALL) -> Handler:
    return CommandHandler(command.name, callback, _WHERE[command.scope] & author)


def _words(wings: Wings, entrance: Entrance) -> list[Handler]:
    """What is written in private, and is no command that is known."""
    words, of_admin = wings.broadcast.words, only.Document.ALL & wings.school.of_admin
    of_admin_photo = only.PHOTO & wings.school.of_admin
    return [
        MessageHandler(_PRIVATE & of_admin, on_written(words(wings.school.document), entrance)),
        MessageHandler(_PRIVATE & of_admin_photo, on_written(words(wings.school.photo), entrance)),
        CommandHandler(_ONLY_IN_GROUPS, on_written(wings.learner.commands.group_command, entrance), _PRIVATE),
        MessageHandler(_PRIVATE & only.COMMAND, on_written(wings.learner.commands.unknown_command, entrance)),
        MessageHandler(_PRIVATE, on_written(wings.school.words(words(wings.school.reports.words)), entrance)),
    ]


def _of_groups(groups: GroupWiring, entrance: Entrance) -> list[Handler]:
    """What is for groups and channels, and no command; and in private, what has to do with them."""
    life, presence = groups.life, groups.presence
    return [
        PollAnswerHandler(on_update(life.vote, entrance)),
        MessageHandler(only.StatusUpdate.MIGRATE, on_update(life.migrated, entrance)),
        MessageHandler(_CAME_OR_LEFT, on_update(presence.came_or_left, entrance)),
        ChatMemberHandler(on_update(presence.member_changed, entrance), ChatMemberHandler.CHAT_MEMBER),
        MessageHandler(TOPIC_REOPENED, on_update(life.topic_reopened, entrance)),
        MessageHandler(
            ANSWERS_ZONE & only.UpdateType.MESSAGE, on_group_message(groups.commands.zone, entrance)
        ),
        MessageHandler(_PRIVATE & only.Regex(LINKS), on_written(groups.deep_links.open, entrance)),
    ]


def _of_search(wings: Wings, entrance: Entrance) -> list[Handler]:
    """Inline mode, and what it posts: the bot's own words are nobody's."""
    links = wings.search.links(wings.learner.press.press)
    return [
        InlineQueryHandler(on_update(wings.search.inline.answer, entrance)),
        MessageHandler(VIA_THIS_BOT, on_written(links.shared, entrance)),
        MessageHandler(_PRIVATE & only.Regex(LINKS_TO_SEARCH), on_written(links.open, entrance)),
    ]


def _membership(wings: Wings) -> OnUpdate:
    """Blocked in private, or added to a group: the same kind of update."""

    async def membership(update: Update, now: datetime) -> None:
        chat = update.effective_chat
        private = chat is not None and chat.type == ChatType.PRIVATE
        await (wings.learner.commands.membership if private else wings.group.life.membership)(update, now)

    return membership
