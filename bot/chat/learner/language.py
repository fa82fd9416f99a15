"""/language, and what is pressed below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.chat.bot_profile import ChatCommands
from bot.chat.callback_dispatch import in_private
from bot.chat.command import Command, Scope, Who
from bot.chat.incoming import ButtonPress, OnButtonPress, WrittenMessage
from bot.chat.show import Show, together
from bot.tutor.learner.account import Account
from bot.tutor.tap import Tap
from bot.views.languages import nearest, tag_of
from bot.views.learner.language import language_choice
from bot.views.learner.language_buttons import Action, AskLanguage, ChooseLanguage, FollowTelegram, codec
from bot.views.learner.settings import settings
from bot.views.screen import Screen
from bot.views.words import languages, words_of


@dataclass(frozen=True, slots=True)
class LanguageChat:
    account: Account
    show: Show
    chat_commands: ChatCommands

    async def look(self, written: WrittenMessage) -> None:
        learner, _ = await self.account.look_around(written.tap)
        await self.show.send(learner.id, language_choice(words_of(learner), learner))

    def press(self, otherwise: OnButtonPress) -> OnButtonPress:
        """`otherwise`: what a button gets that is none of these."""
        return in_private(codec, self._act, otherwise)

    async def _act(self, tap: Tap, action: Action, pressed: ButtonPress) -> None:
        match action:
            case AskLanguage():
                learner = await self.account.know(tap)
                await self._show(pressed, language_choice(words_of(learner), learner))
            case ChooseLanguage(wanted):
                language = nearest(wanted, languages().spoken)
                await self._choose(tap, tag_of(language) if language else None, pressed)
            case FollowTelegram():
                await self._choose(tap, None, pressed)
            case _:
                assert_never(action)

    async def _choose(self, tap: Tap, language: str | None, pressed: ButtonPress) -> None:
        """All that is shown from here on is in that language: this message first, and then the menu of
        commands, which nobody waits for."""
        before = await self.account.know(tap)
        learner = await self.account.choose_language(tap, language)
        words = words_of(learner)
        await self._show(pressed, settings(words, learner), words.word("toast_saved"))
        if before.language != learner.language:
            await self.chat_commands.adapt(learner, admin=self.account.is_admin(learner.id))

    async def _show(self, pressed: ButtonPress, screen: Screen, toast: str = "") -> None:
        await together(
            self.show.answer(pressed.query_id, toast),
            self.show.edit(pressed.person.id, pressed.message_id, screen),
        )


COMMANDS = (Command("language", Scope.PRIVATE, Who.EVERYONE, LanguageChat.look, only_shows=True),)
