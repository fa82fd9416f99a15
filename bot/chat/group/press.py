"""What is pressed under the messages of groups: answers, by anyone, and the setup, by admins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.chat.group.presence import Presence
from bot.chat.group.question_press import QuestionPress
from bot.chat.group.scheduler import Scheduler
from bot.chat.group.show import GroupShow
from bot.chat.incoming import ButtonPress
from bot.chat.show import Show, together
from bot.learning.group import setup
from bot.learning.group.group import Group
from bot.learning.group.setup import GroupEdit, MissingSetting
from bot.learning.time_zones import ZONES
from bot.tutor.group.services import GroupServices
from bot.tutor.tap import Tap
from bot.views.group import buttons
from bot.views.group import leaderboard as board_views
from bot.views.group.buttons import (
    ChooseCourse,
    ChooseName,
    CloseRound,
    FollowCourse,
    NameChoice,
    OpenPage,
    Pause,
    PickOption,
    PostAgain,
    PostFirst,
    SetDay,
    SetLanguage,
    SetLength,
    SetSections,
    SetStyle,
    SetTime,
    SetTopic,
    SetupPage,
    SetZone,
    Start,
    Stop,
    SubmitTicked,
    TickOption,
    TurnCourses,
)
from bot.views.group.setup import SetupContext
from bot.views.group.setup import setup as setup_screen
from bot.views.group.words import words_of_group
from bot.views.languages import nearest, tag_of
from bot.views.words import languages, words_of


@dataclass(frozen=True, slots=True)
class GroupPress:
    """Every press is answered, and authorised where it is made: data can be forged."""

    services: GroupServices
    presence: Presence
    rounds: QuestionPress
    scheduler: Scheduler
    show: Show
    group_show: GroupShow

    async def press(self, pressed: ButtonPress) -> None:
        action = buttons.parse(pressed.data)
        if action is None or pressed.chat_id is None:
            await self.show.answer(
                pressed.query_id, words_of(pressed.person).word("group.toast_unknown"), alert=True
            )
        elif not pressed.human:
            await self.show.answer(
                pressed.query_id, words_of(pressed.person).word("group.toast_people"), alert=True
            )
        else:
            await self._act(pressed, pressed.tap, action, pressed.chat_id)

    async def _act(self, pressed: ButtonPress, tap: Tap, action: buttons.Action, chat_id: int) -> None:
        match action:
            case PickOption() | TickOption() | SubmitTicked():
                await self.rounds.answer(pressed, action)
            case CloseRound():
                if await self._allowed(pressed, tap, action.group):
                    await self.rounds.close(pressed, action)
                else:
                    await self.rounds.notice(pressed, action)
            case ChooseName(wish):
                await self._name(pressed, tap, wish)
            case PostFirst(group_key):
                await self._post_first(pressed, tap, group_key)
            case PostAgain():
                await self._post_again(pressed, tap, action, chat_id)
            case TurnCourses(group_key, number):
                if group := await self._allowed(pressed, tap, group_key):
                    draw = self._draw(pressed, group, SetupPage.COURSE, tap.at, number)
                    await together(self.show.answer(pressed.query_id), draw)
            case _:
                await self._set_up(pressed, tap, action)

    async def _post_again(self, pressed: ButtonPress, tap: Tap, action: PostAgain, chat_id: int) -> None:
        group = await self._allowed(pressed, tap, action.group)
        if group is None:
            return
        wanted = await self.scheduler.post_again(group.key, action.item)
        toast = words_of(tap.person).word(
            "group.toast_again_posted" if wanted else "group.toast_again_settled"
        )
        answer = self.show.answer(pressed.query_id, toast, alert=wanted is None)
        if action.setup:
            draw = self._draw(pressed, wanted or group, SetupPage.MAIN, tap.at)
        else:
            draw = self.show.strip(chat_id, pressed.message_id)
        await together(answer, draw)
        await self.scheduler.deliver(group.key)

    async def _name(self, pressed: ButtonPress, tap: Tap, wish: NameChoice) -> None:
        """Only in private: in a group the button would be everybody's."""
        if not pressed.private:
            await self.show.answer(
                pressed.query_id, words_of(tap.person).word("group.toast_unknown"), alert=True
            )
            return
        name = await self.services.leaderboard.name(tap)
        if wish is NameChoice.ALIAS and name.alias is None:
            await self.show.answer(
                pressed.query_id, words_of(tap.person).word("group.toast_alias"), alert=True
            )
            return
        alias = None if wish is NameChoice.FIRST_NAME else name.alias
        name = await self.services.leaderboard.rename(tap, alias, hidden=wish is NameChoice.HIDDEN)
        await self.show.answer(pressed.query_id, words_of(tap.person).word("group.toast_saved"))
        await self.show.edit(tap.person.id, pressed.message_id, board_views.me(words_of(tap.person), name))

    async def _set_up(self, pressed: ButtonPress, tap: Tap, action: buttons.SetupAction) -> None:
        group = await self._allowed(pressed, tap, action.group)
        if group is None:
            return
        courses = self.services.groups.courses(group)
        needs = setup.needs(group, [course.id for course in courses])
        if isinstance(action, Start) and needs:
            page = SetupPage.COURSE if MissingSetting.COURSE in needs else SetupPage.ZONE
            toast = words_of(tap.person).word(f"group.toast_needs_{'_'.join(needs)}")
            answer = self.show.answer(pressed.query_id, toast, alert=True)
        else:
            change, page, toast = self._change(action, pressed.thread_id, tap.at)
            if change:
                group = await self.services.groups.change(group.key, change, tap.at) or group
            if isinstance(action, Start):
                await self.services.groups.set_up_by(group, tap.person, tap.at)
            if group.hold:  # whoever looks at the setup has most likely mended what was wrong
                await self.services.groups.reopened(group.chat.id, tap.at)
            if change or group.hold:
                self.scheduler.wake()
            answer = self.show.answer(
                pressed.query_id, words_of(tap.person).word(f"group.{toast}") if toast else ""
            )
        await together(answer, self._draw(pressed, group, page, tap.at))
        if isinstance(action, Stop):
            await self.scheduler.deliver(group.key)

    async def _post_first(self, pressed: ButtonPress, tap: Tap, group_key: str) -> None:
        group = await self._allowed(pressed, tap, group_key)
        if group is None:
            return
        decided = await self.services.post_planner.first(group.key, tap.at)
        toast = "toast_begun" if decided is None else "toast_posted" if decided.post else "toast_needs_course"
        answer = self.show.answer(
            pressed.query_id, words_of(tap.person).word(f"group.{toast}"), alert=toast == "toast_needs_course"
        )
        group = decided.group if decided else group
        await together(answer, self._draw(pressed, group, SetupPage.MAIN, tap.at))
        await self.scheduler.deliver(group.key)

    async def _draw(
        self, pressed: ButtonPress, group: Group, page: SetupPage, now: datetime, courses_page: int = 0
    ) -> None:
        """The setup, in place of the pressed message."""
        chat_id = pressed.chat_id or group.chat.id
        where = SetupContext(now, chat_id != group.chat.id, pressed.thread_id, courses_page)
        library = self.services.groups.library()
        words = words_of(pressed.person) if pressed.private else words_of_group(group, library)
        screen = setup_screen(words, group, self.services.groups.courses(group), where, page)
        await self.group_show.edit(chat_id, pressed.message_id, screen, pressed.thread_id)

    def _change(
        self, action: buttons.SetupAction, thread_id: int | None, now: datetime
    ) -> tuple[GroupEdit | None, SetupPage, str]:
        """What is changed, the page to show then, and the toast."""
        match action:
            case OpenPage(_, page):
                return None, page, ""
            case ChooseCourse(_, course_key):
                course = self.services.groups.library().course_by_key(course_key)
                return setup.choose_course(course.id, now) if course else None, SetupPage.MAIN, "toast_saved"
            case SetDay(_, day, on):
                return setup.set_day(day, on), SetupPage.DAYS, ""
            case SetTime(_, minute):
                return setup.set_minute(minute), SetupPage.TIME, ""
            case SetZone(_, city):
                return setup.set_zone(ZONES[city]) if city in ZONES else None, SetupPage.MAIN, "toast_saved"
            case SetSections(_, count):
                return setup.set_sections(count), SetupPage.MAIN, "toast_saved"
            case SetStyle(_, style):
                return setup.set_style(style), SetupPage.MAIN, "toast_saved"
            case SetLength(_, minutes):
                return setup.set_length(minutes), SetupPage.MAIN, "toast_saved"
            case SetLanguage(_, wanted):
                language = nearest(wanted, languages().spoken)
                edit = setup.set_language(tag_of(language)) if language else None
                return edit, SetupPage.MAIN, "toast_saved"
            case FollowCourse():
                return setup.set_language(None), SetupPage.MAIN, "toast_saved"
            case SetTopic(_, here):
                return setup.set_topic(thread_id if here else None), SetupPage.MAIN, "toast_saved"
            case Start():
                return setup.start, SetupPage.MAIN, "toast_started"
            case Pause():
                return setup.pause, SetupPage.MAIN, ""
            case Stop():
                return setup.stop, SetupPage.MAIN, ""
            case _:
                assert_never(action)

    async def _allowed(self, pressed: ButtonPress, tap: Tap, group_key: str) -> Group | None:
        """The group, where the presser is one of its admins; whoever is not is told. A group's buttons
        work in its own chat and in an admin's private one."""
        group = await self.services.groups.find(group_key)
        if group is None or group.removed_at:
            await self.show.answer(
                pressed.query_id, words_of(tap.person).word("group.toast_no_group"), alert=True
            )
            return None
        here = pressed.private or (pressed.chat_id is not None and group.lives_in(pressed.chat_id))
        if not here or not await self.presence.is_admin(group.chat.id, tap.person.id):
            await self.show.answer(
                pressed.query_id, words_of(tap.person).word("group.toast_admins"), alert=True
            )
            return None
        return group
