"""The one table of handlers. The first that fits takes the update."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import (
    BaseHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    PollAnswerHandler,
)
from telegram.ext import filters as only

from bot.chat.broadcast.wiring import BroadcastWiring
from bot.chat.callback_dispatch import CallbackDispatch
from bot.chat.group.deep_links import LINKS
from bot.chat.group.time_zone_reply import ANSWERS_ZONE
from bot.chat.group.wiring import GroupWiring
from bot.chat.ignore_bots import IgnoreBots
from bot.chat.incoming import OnButtonPress
from bot.chat.learner.commands import LearnerCommands
from bot.chat.learner.press import LearnerPress
from bot.chat.school.appointments import NAMES_THIS_BOT
from bot.chat.school.wiring import SchoolWiring
from bot.views.broadcast import buttons as broadcast_buttons
from bot.views.callback import Codec
from bot.views.group import buttons as group_buttons
from bot.views.learner import announcement_buttons, report_buttons
from bot.views.school import buttons as school_buttons

Handler = BaseHandler[Any, Any, Any]

TOPIC_REOPENED = only.StatusUpdate.FORUM_TOPIC_REOPENED | only.StatusUpdate.GENERAL_FORUM_TOPIC_UNHIDDEN


_CAME_OR_LEFT = only.StatusUpdate.NEW_CHAT_MEMBERS | only.StatusUpdate.LEFT_CHAT_MEMBER


def routes(
    learner: LearnerCommands,
    press: LearnerPress,
    groups: GroupWiring,
    admins: SchoolWiring,
    broadcasts: BroadcastWiring,
) -> list[Handler]:
    private = only.ChatType.PRIVATE & only.UpdateType.MESSAGE & ~only.StatusUpdate.ALL
    commands = {
        "start": learner.start,
        "continue": learner.resume,
        "lessons": learner.lessons,
        "progress": learner.progress,
        "glossary": learner.glossary,
        "resources": learner.resources,
        "settings": learner.settings,
        "help": learner.help,
        "privacy": learner.privacy,
        "mydata": learner.my_data,
        "forget": learner.forget,
    }
    families: dict[Codec[Any], OnButtonPress] = {
        group_buttons.codec: groups.press.press,
        school_buttons.codec: admins.press,
        broadcast_buttons.codec: broadcasts.chat.press(press.press),
        announcement_buttons.codec: broadcasts.announcements.press(press.press),
        report_buttons.codec: admins.reports.press,
    }
    return [
        CallbackDispatch(press.press, families),
        IgnoreBots(),
        *_of_admins(admins, broadcasts),
        CommandHandler("broadcast", broadcasts.chat.command(learner.unknown_command), private),
        *_of_groups(groups),
        *(CommandHandler(name, answer, private) for name, answer in commands.items()),
        MessageHandler(private & only.COMMAND, learner.unknown_command),
        MessageHandler(private, broadcasts.chat.message(admins.reports.words)),
        ChatMemberHandler(_membership(learner, groups), ChatMemberHandler.MY_CHAT_MEMBER),
    ]


def _of_admins(admins: SchoolWiring, broadcasts: BroadcastWiring) -> list[Handler]:
    """What only admins may, and passes by everybody else; and the reports that reach them."""
    private = only.ChatType.PRIVATE & only.UpdateType.MESSAGE
    anywhere = private | (only.ChatType.GROUPS & only.UpdateType.MESSAGE & NAMES_THIS_BOT)
    return [
        CommandHandler("admin", admins.menu, private & admins.of_admin),
        CommandHandler("promote", admins.promote, anywhere & admins.of_admin),
        CommandHandler("demote", admins.demote, anywhere & admins.of_admin),
        MessageHandler(
            private & only.Document.ALL & admins.of_admin, broadcasts.chat.message(admins.document)
        ),
        CommandHandler("report", admins.reports.report, private),
    ]


def _of_groups(groups: GroupWiring) -> list[Handler]:
    """What is for groups and channels; and in private, what has to do with them."""
    chat, visits = groups.chat, groups.visits
    private = only.ChatType.PRIVATE & only.UpdateType.MESSAGE
    # Edits are no second command: neither of the two has them.
    together = (only.ChatType.GROUPS & only.UpdateType.MESSAGE) | only.UpdateType.CHANNEL_POST
    commands = {
        "start": chat.start,
        "lesson": chat.lesson,
        "quiz": chat.quiz,
        "close": chat.close,
        "leaderboard": chat.leaderboard,
        "schedule": chat.schedule,
        "course": chat.course,
        "pause": chat.pause,
        "stop": chat.stop,
        "help": chat.help,
        "privacy": chat.privacy,
    }
    return [
        PollAnswerHandler(groups.life.vote),
        MessageHandler(only.StatusUpdate.MIGRATE, groups.life.migrated),
        MessageHandler(_CAME_OR_LEFT, groups.presence.came_or_left),
        ChatMemberHandler(groups.presence.membership, ChatMemberHandler.CHAT_MEMBER),
        MessageHandler(TOPIC_REOPENED, groups.life.topic_reopened),
        *(CommandHandler(name, answer, together) for name, answer in commands.items()),
        MessageHandler(ANSWERS_ZONE & only.UpdateType.MESSAGE, chat.zone),
        MessageHandler(private & only.Regex(LINKS), visits.open),
        CommandHandler("me", visits.me, private),
    ]


def _membership(
    learner: LearnerCommands, groups: GroupWiring
) -> Callable[[Update, Any], Coroutine[Any, Any, None]]:
    """Blocked in private, or added to a group: the same kind of update."""

    async def membership(update: Update, context: Any) -> None:
        chat = update.effective_chat
        private = chat is not None and chat.type == ChatType.PRIVATE
        await (learner.membership if private else groups.life.membership)(update, context)

    return membership
