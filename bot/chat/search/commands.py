"""What a person writes to find something: /find, /glossary, and words that are nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.command import Command, Scope, Who
from bot.chat.incoming import WrittenMessage
from bot.chat.show import Show
from bot.learning.search.words import is_question
from bot.tutor.search.search import Search
from bot.tutor.search.seeking import Seeking
from bot.tutor.tap import Tap
from bot.views.learner import screens as learner_views
from bot.views.screen import Screen
from bot.views.search import glossary as glossary_views
from bot.views.search import results as views
from bot.views.words import words_of


@dataclass(frozen=True, slots=True)
class SearchCommands:
    """`inline_name`: the bot's @username, if it can be written in any chat; otherwise ""."""

    search: Search
    seeking: Seeking
    show: Show
    inline_name: str

    async def find(self, written: WrittenMessage) -> None:
        """/find words"""
        tap, text = written.tap, " ".join(written.args)
        if not text:
            learner, overview, _ = await self.seeking.look(tap)
            await self._say(tap, views.ask(words_of(learner), overview, self.inline_name))
        elif not await self._found(tap, text):
            learner, overview, who = await self.seeking.look(tap)
            await self._say(tap, views.nothing(words_of(learner), views.Asked(text, overview, who.waiting)))

    async def glossary(self, written: WrittenMessage) -> None:
        """/glossary, and /glossary words"""
        tap, text = written.tap, " ".join(written.args)
        if text:
            await self.find(written)
            return
        learner, overview, who = await self.seeking.look(tap)
        words, course = words_of(learner), overview.current
        if course is None:
            await self._say(tap, learner_views.courses(words, overview))
        else:
            await self._say(
                tap, glossary_views.glossary(words, course, views.Asked("", overview, who.waiting))
            )

    async def answer(self, written: WrittenMessage, waiting: bool) -> bool:
        """Whether words that were no command, and no answer, could be answered by what they find. `waiting`:
        a question is open for them; then only a question is taken for one to the bot."""
        asks = is_question(written.text)
        return (asks or not waiting) and await self._found(written.tap, written.text, all_words=not asks)

    async def _found(self, tap: Tap, text: str, all_words: bool = False) -> bool:
        learner, overview, who = await self.seeking.look(tap)
        found = await self.search.find(text, who, all_words)
        if found.nothing:
            return False
        asked = views.Asked(text, overview, who.waiting)
        await self._say(tap, views.results(words_of(learner), found, asked))
        return True

    async def _say(self, tap: Tap, screen: Screen) -> None:
        await self.show.send(tap.person.id, screen)


COMMANDS = (
    Command("find", Scope.PRIVATE, Who.EVERYONE, SearchCommands.find, only_shows=True),
    Command("glossary", Scope.PRIVATE, Who.EVERYONE, SearchCommands.glossary, only_shows=True),
)
