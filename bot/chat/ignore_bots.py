"""Whoever writes or votes and is no person: bots, and Telegram's own accounts. They never are learners."""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler

from bot.chat.incoming import is_person


class IgnoreBots(BaseHandler[Update, Any, None]):
    """Takes what no person wrote in private, or voted, and does nothing about it. In groups an admin
    may write as Telegram's anonymous account."""

    def __init__(self) -> None:
        super().__init__(_nothing)

    def check_update(self, update: object) -> bool:
        if not isinstance(update, Update) or update.effective_user is None:
            return False
        chat = update.effective_chat
        alone = chat is None or chat.type == ChatType.PRIVATE
        return alone and not is_person(update.effective_user)


async def _nothing(_: Update, __: Any) -> None:
    """There is nobody to answer."""
