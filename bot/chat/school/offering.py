"""What admins do with whole courses in the chat: share, hide, remove and bring back; get files to edit."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import assert_never

from bot.chat.incoming import ButtonPress
from bot.chat.school.publishing import PublishingChat
from bot.chat.show import Show, together
from bot.learning.school.offering import IdTaken, LastCourse, OfferChanged, Removed, Withdrawal
from bot.learning.school.publication import AlreadySettled, BaseChanged, CourseVersions, NotWritten
from bot.tutor.school.services import SchoolServices
from bot.tutor.tap import Tap
from bot.views.deep_links import Links
from bot.views.school import offering as views
from bot.views.school import publishing as of_publishing
from bot.views.school import screens as around
from bot.views.school.course_buttons import (
    AskHide,
    AskRemove,
    BringBack,
    GetTemplate,
    HideCourse,
    ListRemoved,
    OfferCourse,
    RemoveCourse,
    ShareCourse,
    parse,
)
from bot.views.screen import Screen
from bot.views.words import Words, words_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OfferingChat:
    """To be entered through `AdminsOnly`."""

    services: SchoolServices
    publishing_chat: PublishingChat
    show: Show
    links: Links

    async def press(self, pressed: ButtonPress) -> bool:
        """Whether it was for this."""
        tap, action = pressed.tap, parse(pressed.data)
        match action:
            case None:
                return False
            case ShareCourse(course):
                await self._share(tap, course, pressed)
            case GetTemplate():
                await self._template(tap, pressed)
            case BringBack(version):
                await self._bring_back(tap, version, pressed)
            case AskHide() | HideCourse() | OfferCourse() | AskRemove() | RemoveCourse() | ListRemoved():
                screen, toast = await self._withdrawn(tap, action)
                await self._to(tap, pressed, screen, toast)
            case _:
                assert_never(action)
        return True

    async def _withdrawn(
        self, tap: Tap, action: AskHide | HideCourse | OfferCourse | AskRemove | RemoveCourse | ListRemoved
    ) -> tuple[Screen, str]:
        """What is shown then, and the name of what is said to the tap."""
        words, offering = words_of(tap.person), self.services.offering
        match action:
            case AskHide(course):
                found = await offering.consider(tap, course)
                return (
                    views.sure_to_hide(words, found)
                    if isinstance(found, Withdrawal)
                    else _refused(words, found)
                ), ""
            case AskRemove(course):
                found = await offering.consider(tap, course)
                return (
                    views.sure_to_remove(words, found)
                    if isinstance(found, Withdrawal)
                    else _refused(words, found)
                ), ""
            case HideCourse(course):
                return await self._changed(tap, await offering.hide(tap, course), "toast_hidden")
            case OfferCourse(course):
                return await self._changed(tap, await offering.show(tap, course), "toast_offered")
            case RemoveCourse(course, present):
                done = await offering.remove(tap, course, present)
                if isinstance(done, Removed):
                    log.info("CONTENT_DIR: taken out from the chat: %s", done.course.id)
                    return views.removed(words, done), "toast_removed"
                return _refused(words, done), ""
            case ListRemoved(page):
                return views.removed_courses(words, await offering.removed(tap), page), ""
            case _:
                assert_never(action)

    async def _changed(
        self, tap: Tap, done: OfferChanged | LastCourse | AlreadySettled, toast: str
    ) -> tuple[Screen, str]:
        words = words_of(tap.person)
        if not isinstance(done, OfferChanged):
            return _refused(words, done), ""
        log.info("CONTENT_DIR: %s from the chat: %s", toast.removeprefix("toast_"), done.course.id)
        found = await self.services.publishing.course(tap, done.course.key)
        if isinstance(found, CourseVersions):
            return of_publishing.course(words, found), toast
        return _refused(words, found), toast

    async def _bring_back(self, tap: Tap, version: str, pressed: ButtonPress) -> None:
        done = await self.services.offering.bring_back(tap, version)
        if isinstance(done, IdTaken):
            await self._to(tap, pressed, views.id_taken(words_of(tap.person), done))
        else:
            await self.publishing_chat.result(tap, pressed, done)

    async def _share(self, tap: Tap, course_key: str, pressed: ButtonPress) -> None:
        """Below what was pressed, which keeps its buttons."""
        words, found = words_of(tap.person), await self.services.publishing.course(tap, course_key)
        if isinstance(found, CourseVersions):
            screen = views.share(words, self.links, found.course, found.hidden, tap.person.id)
        else:
            screen = _refused(words, found)
        await together(self.show.answer(pressed.query_id), self.show.send(tap.person.id, screen))

    async def _template(self, tap: Tap, pressed: ButtonPress) -> None:
        await self.show.answer(pressed.query_id)
        file = views.packed(await self.services.offering.template(tap))
        await self.show.document(tap.person.id, file, around.plain(words_of(tap.person), "template"))

    async def _to(self, tap: Tap, pressed: ButtonPress, screen: Screen, toast: str = "") -> None:
        words = words_of(tap.person)
        answer = self.show.answer(pressed.query_id, words.word(f"school.{toast}") if toast else "")
        await together(answer, self.show.edit(tap.person.id, pressed.message_id, screen))


def _refused(words: Words, why: LastCourse | AlreadySettled | BaseChanged | NotWritten) -> Screen:
    match why:
        case LastCourse():
            return views.last_course(words, why)
        case AlreadySettled():
            return around.plain(words, "settled")
        case BaseChanged(draft):
            return of_publishing.base_changed(words, draft)
        case NotWritten():
            return of_publishing.not_written(words, why)
        case _:
            assert_never(why)
