"""When a handler fails: the learner gets a few polite words, the log one line without personal data."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from telegram import Update
from telegram.constants import ChatType
from telegram.error import RetryAfter, TelegramError
from telegram.ext import ContextTypes

from bot.chat.errors import Failure, failure, said
from bot.chat.incoming import ButtonPress, Entrance
from bot.chat.show import Show
from bot.storage.errors import DatabaseError
from bot.tutor.learner.account import Account
from bot.views.screen import Screen
from bot.views.words import Words, words_for, words_of
from bot.wire.failures import may_have_arrived, never_left, wait_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ErrorHandler:
    """`failed` is told the name of what was raised. `put_off` has an update handled again after so many
    seconds."""

    show: Show
    account: Account
    failed: Callable[[str], None]
    put_off: Callable[[Update | ButtonPress, float], None]
    entrance: Entrance

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        error = context.error
        if not isinstance(update, Update | ButtonPress) or error is None:
            log.error("a handler failed: %s", _where(error))
            return
        learner_id = _private_chat(update)
        if isinstance(error, TelegramError) and failure(error) is Failure.GONE and learner_id:
            await self.account.gone(learner_id, self.entrance.now())
            log.info("update %s: the chat is gone", update.update_id)
            return
        if isinstance(error, RetryAfter):
            wait = wait_of(error)
            log.warning("update %s: nothing may be sent to its chat for %.0f s", update.update_id, wait)
            self.put_off(update, wait)
            return
        self.failed(type(error).__name__)
        log.error("update %s failed: %s", update.update_id, _where(error))
        # Words would go the way of what could not be sent.
        if not (never_left(error) or may_have_arrived(error)):
            await self._apologise(update)

    async def _apologise(self, update: Update | ButtonPress) -> None:
        """Over the chat, or where the tap was answered already, in it."""
        learner_id = _private_chat(update)
        with suppress(TelegramError):  # the first failure is in the log
            if isinstance(update, ButtonPress) and await self.show.answer(
                update.query_id, words_of(update.person).word("toast_trouble"), alert=True
            ):
                return
        with suppress(TelegramError):  # there is no third way to say it
            if learner_id:
                words = self._words(update)
                await self.show.send(learner_id, Screen(words.render("error"), words=words))

    def _words(self, update: Update | ButtonPress) -> Words:
        """Nothing is asked of the database here: it may be what has failed."""
        if isinstance(update, ButtonPress):
            return words_of(update.person)
        user = update.effective_user
        return words_for(self.entrance.language_of(user.id), user.language_code) if user else words_for(None)


def _private_chat(update: Update | ButtonPress) -> int | None:
    """The chat's id, if it is a private one: there it is the learner's."""
    if isinstance(update, ButtonPress):
        return update.chat_id if update.private else None
    chat = update.effective_chat
    return chat.id if chat and chat.type == ChatType.PRIVATE else None


def _where(error: BaseException | None) -> str:
    """What was raised and where; its own words only where they are Telegram's, with what was asked of it, or
    the database's."""
    if error is None:
        return "unknown"
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    steps = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    words = ""
    if isinstance(error, TelegramError):
        words = f" ({said(error)})"
    elif isinstance(error, DatabaseError):
        words = f" ({error})"
    return f"{type(error).__name__}{words} at {steps}"
