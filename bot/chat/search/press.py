"""What is pressed to look at something that was found, and in the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.chat.incoming import ButtonPress, OnButtonPress
from bot.chat.show import Show, together
from bot.learning.search.terms import find_term
from bot.tutor.search.search import Search
from bot.tutor.search.seeking import Seeking
from bot.tutor.tap import Tap
from bot.views.learner import screens as learner_views
from bot.views.screen import Screen
from bot.views.search import glossary as glossary_views
from bot.views.search import look as views
from bot.views.search.buttons import LookAt, OpenGlossary, OpenLetter, OpenTerm, parse
from bot.views.search.results import Asked
from bot.views.words import words_of


@dataclass(frozen=True, slots=True)
class SearchPress:
    """`unknown` takes the buttons that nobody knows."""

    search: Search
    seeking: Seeking
    show: Show
    unknown: OnButtonPress

    async def press(self, pressed: ButtonPress) -> None:
        action = parse(pressed.data)
        if action is None or not pressed.private:
            await self.unknown(pressed)
            return
        tap, answer = pressed.tap, self.show.answer(pressed.query_id)
        match action:
            case LookAt(step):
                await together(answer, self.show.send(tap.person.id, await self.look(tap, step)))
            case OpenGlossary() | OpenLetter() | OpenTerm():
                screen = await self.glossary(tap, action)
                if isinstance(action, OpenTerm) and action.apart:
                    await together(answer, self.show.send(tap.person.id, screen))
                else:
                    await together(answer, self.show.edit(tap.person.id, tap.message_id, screen))
            case _:
                assert_never(action)

    async def look(self, tap: Tap, step_key: str) -> Screen:
        """The step, but for one of a lesson whose question is open."""
        learner, overview, who = await self.seeking.look(tap)
        words, asked = words_of(learner), Asked("", overview, who.waiting)
        found = self.search.step(step_key, who.reads)
        seen = {course.id for course in overview.courses}
        if found is None or found.course.id not in seen:
            return learner_views.plain(words, "gone")
        if waiting := who.holding(found.step):
            return views.held(words, found, waiting.question, asked)
        return views.look(words, found, learner, asked)

    async def glossary(self, tap: Tap, action: OpenGlossary | OpenLetter | OpenTerm) -> Screen:
        learner, overview, who = await self.seeking.look(tap)
        words, asked = words_of(learner), Asked("", overview, who.waiting)
        course = next((course for course in overview.courses if course.key == action.course), None)
        if course is None:
            return learner_views.plain(words, "gone")
        match action:
            case OpenGlossary(_, page):
                return glossary_views.glossary(words, course, asked, page)
            case OpenLetter(_, letter, page):
                return glossary_views.terms_of_letter(words, course, letter, asked, page)
            case OpenTerm(_, key):
                term = find_term(course, key)
                return (
                    glossary_views.term(words, course, term, asked)
                    if term
                    else glossary_views.glossary(words, course, asked)
                )
            case _:
                assert_never(action)
