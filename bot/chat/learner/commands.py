"""What a learner writes: commands, and words.

Each handler parses, calls one verb of `tutor`, and shows one screen.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from telegram import Update

from bot.chat.bot_profile import ChatCommands
from bot.chat.command import Command, Scope, Who
from bot.chat.incoming import WrittenMessage
from bot.chat.learner.certificates import CertificateChat
from bot.chat.learner.outcome_presenter import OutcomePresenter
from bot.chat.learner.progress import ProgressChat
from bot.chat.show import Show
from bot.learning.learner.certificate import NameForCertificate
from bot.learning.learner.outcome import NotAnAnswer
from bot.learning.learner.overview import Overview
from bot.tutor.learner.account import Account
from bot.tutor.learner.quiz import Quiz
from bot.tutor.learner.study import Study
from bot.tutor.tap import Tap
from bot.views.deep_links import certificate_of, course_of
from bot.views.learner import screens as views
from bot.views.learner import settings as settings_views
from bot.views.screen import Screen
from bot.views.words import Words, words_of

MessageCallback = Callable[["LearnerCommands", WrittenMessage], Coroutine[Any, Any, None]]
AnswerBySearch = Callable[[WrittenMessage, bool], Awaitable[bool]]
"""Whether words could be answered by what they find. The second: a question is open for their author."""
View = Callable[[Words, Overview, Any], Screen]
"""Of all courses at a glance, and the one that is meant."""


@dataclass(frozen=True, slots=True)
class LearnerCommands:
    """`offered`: the commands that /help lists. `chat_commands`: for an admin who comes for the first time:
    before, Telegram knew no chat to offer them in."""

    study: Study
    quiz: Quiz
    account: Account
    show: Show
    present: OutcomePresenter
    offered: tuple[str, ...]
    chat_commands: ChatCommands
    search: AnswerBySearch
    progress_chat: ProgressChat
    certificates: CertificateChat

    async def start(self, written: WrittenMessage) -> None:
        """/start, and the deep links to a course and to a lesson."""
        tap = written.tap
        payload = written.args[0] if written.args else ""
        learner, overview = await self.account.look_around(tap)
        match course_of(payload, overview.courses):
            case None if number := certificate_of(payload):
                await self.certificates.is_genuine(tap, number)
            case None:
                await self._say(tap, views.welcome(words_of(learner), learner, overview, gone=bool(payload)))
            case course, None:
                standing = overview.standing(course)
                await self._say(tap, views.cover(words_of(learner), course, standing, learner))
            case course, lesson:
                learner, outcome = await self.study.jump(tap, course.lesson_key(lesson.id))
                await self.present.outcome(tap, learner, outcome)
        if self.account.is_admin(tap.person.id):
            await self.chat_commands.offer(tap.person.id, words_of(learner))

    async def resume(self, written: WrittenMessage) -> None:
        """/continue"""
        tap = written.tap
        learner, outcome = await self.study.resume(tap)
        await self.present.outcome(tap, learner, outcome)

    async def lessons(self, written: WrittenMessage) -> None:
        await self._about_course(
            written.tap,
            lambda words, overview, course: views.lessons(words, course, overview.standing(course)),
        )

    async def resources(self, written: WrittenMessage) -> None:
        await self._about_course(
            written.tap,
            lambda words, overview, course: views.resources(words, course, overview.standing(course)),
        )

    async def progress(self, written: WrittenMessage) -> None:
        await self.progress_chat.look(written)

    async def settings(self, written: WrittenMessage) -> None:
        tap = written.tap
        learner, _overview = await self.account.look_around(tap)
        await self._say(tap, settings_views.settings(words_of(learner), learner))

    async def help(self, written: WrittenMessage) -> None:
        await self._around(written.tap, lambda words, overview: views.help_(words, overview, self.offered))

    async def privacy(self, written: WrittenMessage) -> None:
        await self._around(written.tap, views.privacy)

    async def my_data(self, written: WrittenMessage) -> None:
        """All rows about the person as a JSON file."""
        tap = written.tap
        rows = await self.account.my_data(tap)
        data = orjson.dumps(rows, option=orjson.OPT_INDENT_2)
        file = ("my-data.json", data, "application/json")
        await self.show.document(tap.person.id, file, views.plain(words_of(tap.person), "my_data"))

    async def forget(self, written: WrittenMessage) -> None:
        """The first of two steps: nothing is deleted yet."""
        await self._say(written.tap, views.forget(words_of(written.tap.person)))

    async def unknown_command(self, written: WrittenMessage) -> None:
        await self._say(written.tap, views.plain(words_of(written.tap.person), "unknown_command"))

    async def group_command(self, written: WrittenMessage) -> None:
        """A command that is known, but not here."""
        await self._say(written.tap, views.plain(words_of(written.tap.person), "group_command"))

    async def words(self, written: WrittenMessage) -> None:
        """Anything else a person sends: an answer, what can be found, or what nobody can make anything of."""
        tap = written.tap
        learner, outcome = await self.quiz.answer_in_words(tap, written.text)
        if isinstance(outcome, NameForCertificate):
            await self.certificates.named(tap, outcome.course_key, written.text)
            return
        waiting = isinstance(outcome, NotAnAnswer)
        if (waiting or outcome is None) and await self.search(written, waiting):
            return
        if outcome:
            await self.present.outcome(tap, learner, outcome)
            return
        learner, overview = await self.account.look_around(tap)
        await self._say(tap, views.no_words(words_of(learner), learner, overview))

    async def membership(self, update: Update, now: datetime) -> None:
        """The person blocked the bot; unblocking comes with their next message."""
        change = update.my_chat_member
        if change and change.new_chat_member.status == change.new_chat_member.BANNED:
            await self.account.gone(change.from_user.id, now)

    async def _say(self, tap: Tap, screen: Screen) -> None:
        await self.show.send(tap.person.id, screen)

    async def _around(self, tap: Tap, view: Callable[[Words, Overview], Screen]) -> None:
        """Shows something that is the same in all courses, with the way back to where the learner was."""
        learner, overview = await self.account.look_around(tap)
        await self._say(tap, view(words_of(learner), overview))

    async def _about_course(self, tap: Tap, view: View) -> None:
        """Shows something of the course the learner is in; where that is not clear, asks which."""
        learner, overview = await self.account.look_around(tap)
        words, course = words_of(learner), overview.current
        await self._say(tap, view(words, overview, course) if course else views.courses(words, overview))


def _command(
    name: str, handler: MessageCallback, *, only_shows: bool = True
) -> Command[LearnerCommands, WrittenMessage]:
    return Command(name, Scope.PRIVATE, Who.EVERYONE, handler, only_shows=only_shows)


COMMANDS = (
    _command("start", LearnerCommands.start),
    _command("continue", LearnerCommands.resume),
    _command("lessons", LearnerCommands.lessons),
    _command("progress", LearnerCommands.progress),
    _command("resources", LearnerCommands.resources),
    _command("settings", LearnerCommands.settings),
    _command("help", LearnerCommands.help),
    _command("privacy", LearnerCommands.privacy),
    _command("mydata", LearnerCommands.my_data),
    _command("forget", LearnerCommands.forget, only_shows=False),
)
