"""What a learner presses."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, assert_never

from bot.chat.bot_profile import ChatCommands
from bot.chat.incoming import ButtonPress
from bot.chat.learner.outcome_presenter import OutcomePresenter
from bot.chat.show import Show, together
from bot.learning.learner.learner import Person
from bot.learning.learner.outcome import Outcome
from bot.tutor.learner.account import Account
from bot.tutor.learner.quiz import Quiz
from bot.tutor.learner.study import Study
from bot.tutor.tap import Tap
from bot.tutor.use_cases import LearnerResult
from bot.views.learner import buttons
from bot.views.learner import screens as views
from bot.views.learner import settings as settings_views
from bot.views.learner.answer_buttons import (
    Check,
    Choose,
    Hint,
    PressPart,
    Retry,
    Reveal,
    TakeBack,
    ToggleTick,
)
from bot.views.learner.buttons import (
    Again,
    Back,
    Begin,
    ChoosePictures,
    CourseOverview,
    CoursesPage,
    Cover,
    Describe,
    Forget,
    Jump,
    Lessons,
    LessonsPage,
    More,
    Next,
    OpenContents,
    OverviewAction,
    ResourcesPage,
    Restart,
    ShowResult,
)
from bot.views.learner.contents import contents
from bot.views.screen import Screen
from bot.views.words import words_for, words_of


@dataclass(frozen=True, slots=True)
class LearnerPress:
    """Every press is answered, whatever it is: an unanswered button spins, and people press again."""

    study: Study
    quiz: Quiz
    account: Account
    show: Show
    present: OutcomePresenter
    chat_commands: ChatCommands

    async def press(self, pressed: ButtonPress) -> None:
        action = buttons.parse(pressed.data)
        if pressed.private and action is not None:
            await self._act(pressed.tap, action, pressed)
        else:
            why = "learner.toast_unknown" if pressed.private else "learner.toast_private"
            await self.show.answer(pressed.query_id, words_of(pressed.person).word(why), alert=True)

    async def _act(self, tap: Tap, action: buttons.Action, pressed: ButtonPress) -> None:
        match action:
            case Describe(step):
                learner = await self.account.know(tap)
                await self.present.outcome(tap, learner, self.study.describe(learner, step), pressed)
            case More(step):
                learner = await self.account.know(tap)
                await self.present.outcome(tap, learner, self.study.explain(learner, step), pressed)
            case _ if isinstance(action, OverviewAction):
                await self._around(tap, action, pressed)
            case _:
                learner, outcome = await self._in_course(tap, action)
                await self.present.outcome(tap, learner, outcome, pressed)

    async def _in_course(self, tap: Tap, action: buttons.CourseAction) -> LearnerResult[Outcome]:
        match action:
            case Next():
                return await self.study.onward(tap, action.mark)
            case Back():
                return await self.study.back(tap, action.mark)
            case Choose() | ToggleTick() | Check() | PressPart() | TakeBack():
                return await self.quiz.press(tap, action.mark, action.attempt, action.move)
            case Hint(attempt=attempt):
                return await self.quiz.hint(tap, action.mark, attempt)
            case Reveal(attempt=attempt):
                return await self.quiz.reveal(tap, action.mark, attempt)
            case Retry():
                return await self.quiz.retry(tap, action.mark)
            case Jump(key):
                return await self.study.jump(tap, key)
            case Again(key):
                return await self.study.again(tap, key)
            case ShowResult(course):
                return await self.study.result(tap, course)
            case Begin(course):
                return await self.study.begin(tap, course)
            case Restart(course, run):
                return await self.study.restart(tap, course, run)
            case _:
                assert_never(action)

    async def _around(self, tap: Tap, action: OverviewAction, pressed: ButtonPress) -> None:
        match action:
            case Lessons() | Cover():
                screen = await self._about_course(tap, action)
                await self._answer_and(pressed, self.show.send(tap.person.id, screen))
            case LessonsPage() | ResourcesPage():
                screen = await self._about_course(tap, action)
                await self._answer_and(pressed, self.show.edit(tap.person.id, pressed.message_id, screen))
            case OpenContents():
                screen = await self._contents(tap, action)
                await self._answer_and(pressed, self.show.edit(tap.person.id, pressed.message_id, screen))
            case CoursesPage(page):
                learner, overview = await self.account.look_around(tap)
                screen = views.courses(words_of(learner), overview, page)
                await self._answer_and(pressed, self.show.edit(tap.person.id, pressed.message_id, screen))
            case ChoosePictures(pictures):
                learner = await self.account.choose_pictures(tap, pictures)
                words = words_of(learner)
                screen = settings_views.settings(words, learner)
                edit = self.show.edit(tap.person.id, pressed.message_id, screen)
                await self._answer_and(pressed, edit, words.word("toast_saved"))
            case Forget(sure):
                dismissed = sure and await self.account.forget(tap)
                screen = views.plain(words_of(tap.person), "forgotten" if sure else "kept")
                await self._answer_and(pressed, self.show.edit(tap.person.id, pressed.message_id, screen))
                if dismissed or (sure and tap.person.language):
                    await self._own_menu_no_more(tap.person)
            case _:
                assert_never(action)

    async def _own_menu_no_more(self, person: Person) -> None:
        """Nothing is known of them any more, nor the language that they had chosen."""
        if self.account.is_admin(person.id):
            await self.chat_commands.offer(person.id, words_for(person.language_code))
        else:
            await self.chat_commands.withdraw(person.id)

    async def _about_course(self, tap: Tap, action: CourseOverview) -> Screen:
        learner, overview = await self.account.look_around(tap)
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
            case ResourcesPage(_, page):
                return views.resources(words, course, standing, page)
            case _:
                assert_never(action)

    async def _contents(self, tap: Tap, action: OpenContents) -> Screen:
        learner, overview = await self.account.look_around(tap)
        words = words_of(learner)
        for course in overview.courses:
            for lesson in course.lessons:
                if course.lesson_key(lesson.id) == action.lesson:
                    return contents(words, course, lesson, overview.standing(course), action.page)
        return views.plain(words, "gone")

    async def _answer_and(
        self, pressed: ButtonPress, step: Coroutine[Any, Any, object], toast: str = ""
    ) -> None:
        await together(self.show.answer(pressed.query_id, toast), step)
