"""The one table of handlers. The first that fits takes the update."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler
from telegram.ext import filters as only

from bot.chat.learner import LearnerChat
from bot.chat.press import Press

Handler = BaseHandler[Any, Any, Any]

UPDATES = ["message", "callback_query", "my_chat_member"]
"""The kinds of update that are asked for: left out, Telegram keeps whatever was asked for before."""


def routes(learner: LearnerChat, press: Press) -> list[Handler]:
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
    return [
        CallbackQueryHandler(press.press),
        *(CommandHandler(name, answer, private) for name, answer in commands.items()),
        MessageHandler(private & only.COMMAND, learner.unknown_command),
        MessageHandler(private, learner.words),
        ChatMemberHandler(learner.membership, ChatMemberHandler.MY_CHAT_MEMBER),
    ]
