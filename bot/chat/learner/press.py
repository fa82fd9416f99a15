"""What a learner presses."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import assert_never

from bot.chat.bot_profile import AdminCommands
from bot.chat.incoming import ButtonPress
from bot.chat.learner.outcome_presenter import OutcomePresenter
from bot.chat.show import Show, together
from bot.learning.learner.learner import Learner
from bot.learning.learner.outcome import Outcome
from bot.tutor.learner.account import Account
from bot.tutor.learner.quiz import Quiz
from bot.tutor.learner.study import Study
from bot.tutor.tap import Tap
from bot.views.learner import buttons
from bot.views.learner import screens as views
from bot.views.learner.buttons import (
    Again,
    Back,
    Begin,
    Check,
    Choose,
    ChoosePictures,
    CoursesPage,
    Cover,
    Describe,
    Forget,
    Hint,
    Jump,
    Lessons,
    LessonsPage,
    More,
    Next,
    PressPart,
    Restart,
    Retry,
    Reveal,
    ShowResult,
    TakeBack,
    ToggleTick,
)
from bot.views.screen import Screen
from bot.views.words import words_of

Around = Lessons | LessonsPage | CoursesPage | Cover | ChoosePictures | Forget


class LearnerPress:
    """Every press is answered, whatever it is: an unanswered button spins, and people press again."""

    def __init__(
        self,
        study: Study,
        quiz: Quiz,
        reception: Account,
        show: Show,
        present: OutcomePresenter,
        commands: AdminCommands,
    ) -> None:
        self._study = study
        self._quiz = quiz
        self._reception = reception
        self._show = show
        self._present = present
        self._commands = commands

    async def press(self, pressed: ButtonPress) -> None:
        action = buttons.parse(pressed.data)
        words = words_of(pressed.person)
        if not pressed.private:
            await self._show.answer(pressed.query_id, words.word("learner.toast_private"), alert=True)
        elif action is None:
            await self._show.answer(pressed.query_id, words.word("learner.toast_unknown"), alert=True)
        else:
            await self._act(pressed.tap, action, pressed)

    async def _act(self, tap: Tap, action: buttons.Action, pressed: ButtonPress) -> None:
        match action:
            case Lessons() | Cover() | LessonsPage() | CoursesPage() | ChoosePictures() | Forget():
                await self._around(tap, action, pressed)
            case Describe(step):
                learner = await self._reception.know(tap)
                await self._present.outcome(tap, learner, self._study.describe(step), pressed)
            case More(step):
                learner = await self._reception.know(tap)
                await self._present.outcome(tap, learner, self._study.explain(step), pressed)
            case _:
                learner, outcome = await self._in_course(tap, action)
                await self._present.outcome(tap, learner, outcome, pressed)

    async def _in_course(self, tap: Tap, action: buttons.InCourse) -> tuple[Learner, Outcome]:
        match action:
            case Next():
                return await self._study.onward(tap, action.mark)
            case Back():
                return await self._study.back(tap, action.mark)
            case Choose() | ToggleTick() | Check() | PressPart() | TakeBack():
                return await self._quiz.press(tap, action.mark, action.attempt, action.move)
            case Hint(attempt=attempt):
                return await self._quiz.hint(tap, action.mark, attempt)
            case Reveal(attempt=attempt):
                return await self._quiz.reveal(tap, action.mark, attempt)
            case Retry():
                return await self._quiz.retry(tap, action.mark)
            case Jump(key):
                return await self._study.jump(tap, key)
            case Again(key):
                return await self._study.again(tap, key)
            case ShowResult(course):
                return await self._study.result(tap, course)
            case Begin(course):
                return await self._study.begin(tap, course)
            case Restart(course, run):
                return await self._study.restart(tap, course, run)
            case _:
                assert_never(action)

    async def _around(self, tap: Tap, action: Around, pressed: ButtonPress) -> None:
        match action:
            case Lessons() | Cover():
                screen = await self._about_course(tap, action)
                await self._answer_and(pressed, self._show.send(tap.person.id, screen))
            case LessonsPage():
                screen = await self._about_course(tap, action)
                await self._answer_and(pressed, self._show.edit(tap.person.id, pressed.message_id, screen))
            case CoursesPage(page):
                learner, overview = await self._reception.look_around(tap)
                screen = views.courses(words_of(learner), overview, page)
                await self._answer_and(pressed, self._show.edit(tap.person.id, pressed.message_id, screen))
            case ChoosePictures(pictures):
                learner = await self._reception.choose_pictures(tap, pictures)
                words = words_of(learner)
                screen = views.settings(words, learner)
                edit = self._show.edit(tap.person.id, pressed.message_id, screen)
                await self._answer_and(pressed, edit, words.word("learner.toast_saved"))
            case Forget(sure):
                if sure and await self._reception.forget(tap):
                    await self._commands.withdraw(tap.person.id)
                screen = views.plain(words_of(tap.person), "forgotten" if sure else "kept")
                await self._answer_and(pressed, self._show.edit(tap.person.id, pressed.message_id, screen))
            case _:
                assert_never(action)

    async def _about_course(self, tap: Tap, action: Lessons | LessonsPage | Cover) -> Screen:
        learner, overview = await self._reception.look_around(tap)
        course = next((course for course in overview.courses if course.key == action.course), None)
        words = words_of(learner)
        if course is None:
            return views.plain(words, "gone")
        standing = overview.standing(course)
        match action:
            case Cover():
                return views.cover(words, course, standing, learner)
            case Lessons():
                return views.lessons(words, course, standing)
            case LessonsPage(_, page):
                return views.lessons(words, course, standing, page)
            case _:
                assert_never(action)

    async def _answer_and(self, pressed: ButtonPress, step: Awaitable[object], toast: str = "") -> None:
        await together(self._show.answer(pressed.query_id, toast), step)
