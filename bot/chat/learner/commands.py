"""What a learner writes: commands, and words.

Each handler parses, calls one verb of `tutor`, and shows one screen.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson
from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.incoming import message_tap
from bot.chat.learner.outcome_presenter import OutcomePresenter
from bot.chat.show import Show
from bot.learning.learner.overview import Overview
from bot.tutor.learner.account import Account
from bot.tutor.learner.quiz import Quiz
from bot.tutor.learner.study import Study
from bot.tutor.tap import Tap
from bot.views.learner import screens as views
from bot.views.render import render
from bot.views.screen import Screen

Context = ContextTypes.DEFAULT_TYPE
View = Callable[[Overview, Any], Screen]
"""Of all courses at a glance, and the one that is meant."""


class LearnerCommands:
    def __init__(
        self,
        study: Study,
        quiz: Quiz,
        reception: Account,
        show: Show,
        present: OutcomePresenter,
        now: Callable[[], datetime],
    ) -> None:
        self._study = study
        self._quiz = quiz
        self._reception = reception
        self._show = show
        self._present = present
        self._now = now

    async def start(self, update: Update, context: Context) -> None:
        """/start, and the deep links ?start=<course> and ?start=<course>--<lesson>."""
        tap = self._tap(update)
        payload = context.args[0] if context.args else ""
        course_id, _, lesson_id = payload.partition("--")
        learner, overview = await self._reception.look_around(tap)
        course = next((course for course in overview.courses if course.id == course_id), None)
        if course and course.lesson(lesson_id):
            learner, outcome = await self._study.jump(tap, course.lesson_key(lesson_id))
            await self._present.outcome(tap, learner, outcome)
        elif course and not lesson_id:
            await self._say(tap, views.cover(course, overview.standing(course), learner))
        else:
            await self._say(tap, views.welcome(learner, overview, gone=bool(payload)))

    async def resume(self, update: Update, _: Context) -> None:
        """/continue"""
        tap = self._tap(update)
        learner, outcome = await self._study.resume(tap)
        await self._present.outcome(tap, learner, outcome)

    async def lessons(self, update: Update, _: Context) -> None:
        await self._about_course(
            update, lambda overview, course: views.lessons(course, overview.standing(course))
        )

    async def glossary(self, update: Update, _: Context) -> None:
        await self._about_course(
            update, lambda overview, course: views.glossary(course, overview.standing(course))
        )

    async def resources(self, update: Update, _: Context) -> None:
        await self._about_course(
            update, lambda overview, course: views.resources(course, overview.standing(course))
        )

    async def progress(self, update: Update, _: Context) -> None:
        tap = self._tap(update)
        learner, overview = await self._reception.look_around(tap)
        await self._say(tap, views.progress(learner, overview))

    async def settings(self, update: Update, _: Context) -> None:
        tap = self._tap(update)
        learner, _overview = await self._reception.look_around(tap)
        await self._say(tap, views.settings(learner))

    async def help(self, update: Update, _: Context) -> None:
        await self._around(update, views.help_)

    async def privacy(self, update: Update, _: Context) -> None:
        await self._around(update, views.privacy)

    async def my_data(self, update: Update, _: Context) -> None:
        """All rows about the person as a JSON file."""
        tap = self._tap(update)
        rows = await self._reception.my_data(tap)
        data = orjson.dumps(rows, option=orjson.OPT_INDENT_2)
        file = ("my-data.json", data, "application/json")
        await self._show.document(tap.person.id, file, render("learner/my_data"))

    async def forget(self, update: Update, _: Context) -> None:
        """The first of two steps: nothing is deleted yet."""
        await self._say(self._tap(update), views.forget())

    async def unknown_command(self, update: Update, _: Context) -> None:
        await self._say(self._tap(update), views.plain("unknown_command"))

    async def words(self, update: Update, _: Context) -> None:
        """Anything else a person sends: the letter of an answer, or what nobody can make anything of."""
        tap, message = self._tap(update), update.message
        learner, outcome = await self._quiz.answer_in_words(tap, (message and message.text) or "")
        if outcome:
            await self._present.outcome(tap, learner, outcome)
            return
        learner, overview = await self._reception.look_around(tap)
        await self._say(tap, views.no_words(learner, overview))

    async def membership(self, update: Update, _: Context) -> None:
        """The person blocked the bot; unblocking comes with their next message."""
        change = update.my_chat_member
        if change and change.new_chat_member.status == change.new_chat_member.BANNED:
            await self._reception.gone(change.from_user.id, self._now())

    def _tap(self, update: Update) -> Tap:
        found = message_tap(update, self._now())
        assert found, "the routes let only people's messages in"  # noqa: S101
        return found[0]

    async def _say(self, tap: Tap, screen: Screen) -> None:
        await self._show.send(tap.person.id, screen)

    async def _around(self, update: Update, view: Callable[[Overview], Screen]) -> None:
        """Shows something that is the same in all courses, with the way back to where the learner was."""
        tap = self._tap(update)
        _, overview = await self._reception.look_around(tap)
        await self._say(tap, view(overview))

    async def _about_course(self, update: Update, view: View) -> None:
        """Shows something of the course the learner is in; where that is not clear, asks which."""
        tap = self._tap(update)
        _, overview = await self._reception.look_around(tap)
        course = overview.current
        await self._say(tap, view(overview, course) if course else views.courses(overview))
