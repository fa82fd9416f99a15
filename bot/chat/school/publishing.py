"""Publishing in the chat: a file comes in, is shown as learners will see it, and goes live."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import assert_never

from telegram.error import BadRequest

from bot.chat.errors import said
from bot.chat.incoming import ButtonPress, WrittenMessage
from bot.chat.school.preview_chat import PreviewChat
from bot.chat.show import Show, together
from bot.learning.school.publication import (
    AlreadySettled,
    BaseChanged,
    Draft,
    DraftCheck,
    HasMistakes,
    NothingChanged,
    NotWritten,
    Published,
    PublishResult,
    ReadyToPublish,
    UploadRefused,
    WhichCourse,
)
from bot.tutor.school.publishing import Publishing
from bot.tutor.tap import Tap
from bot.views.deep_links import Links
from bot.views.school import publishing as views
from bot.views.school import screens as around
from bot.views.school.buttons import Discard, ForCourse, InPreview, OfDraft, OpenDraft, Publish
from bot.views.screen import Screen
from bot.views.words import Words, words_of

log = logging.getLogger(__name__)

AnnouncementData = Callable[[Published], str | None]
"""The data of a button that offers to tell learners what is new."""
Download = Callable[[str], Awaitable[bytes]]
"""The bytes of the file of this id."""

MOST_BYTES = 20 * 1024 * 1024
"""A bot can download no more: https://core.telegram.org/bots/api#getfile"""


@dataclass(frozen=True, slots=True)
class PublishingChat:
    publishing: Publishing
    show: Show
    download: Download
    announce: AnnouncementData
    preview: PreviewChat
    links: Links

    async def document(self, written: WrittenMessage) -> None:
        """A file that an admin sent. Raises NotAdminError, as does all here."""
        tap, document = written.tap, written.message.document
        if document is None:
            return
        if (document.file_size or 0) > MOST_BYTES:
            await self.show.send(tap.person.id, around.plain(words_of(tap.person), "too_large"))
            return
        try:
            data = await self.download(document.file_id)
        except BadRequest as error:
            log.warning("a file that was sent cannot be had: Telegram refused %s", said(error))
            await self.show.send(tap.person.id, around.plain(words_of(tap.person), "not_fetched"))
            return
        outcome = await self.publishing.receive(tap, document.file_name or "", data)
        await self.show.send(tap.person.id, _checked(words_of(tap.person), outcome))
        await self._all_mistakes(tap, outcome)
        if isinstance(outcome, ReadyToPublish):
            await self._whole_report(tap, outcome)

    async def photo(self, written: WrittenMessage) -> None:
        """A picture that an admin sent by itself: it is explained where one goes."""
        person = written.tap.person
        await self.show.send(person.id, around.plain(words_of(person), "photo"))

    async def reload(self, tap: Tap, pressed: ButtonPress) -> None:
        await self._show_checked(tap, pressed, await self.publishing.reload(tap))

    async def draft(self, tap: Tap, action: OfDraft, pressed: ButtonPress) -> None:
        if isinstance(action, InPreview):
            await self.preview.press(tap, action, pressed)
            return
        await self.preview.leave(tap)
        match action:
            case OpenDraft(draft):
                await self._show_checked(tap, pressed, await self.publishing.look(tap, draft))
            case ForCourse(draft, course):
                outcome = await self.publishing.choose(tap, draft, course)
                await self._show_checked(tap, pressed, outcome)
            case Publish(draft):
                await self.result(tap, pressed, await self.publishing.publish(tap, draft))
            case Discard(draft):
                await self._discard(tap, pressed, draft)
            case _:
                assert_never(action)

    async def candidates(self, tap: Tap, draft: Draft, page: int, pressed: ButtonPress) -> None:
        """Another page of the courses that lessons may be for, where that is still the question."""
        await self._show_checked(tap, pressed, await self.publishing.look(tap, draft), page)

    async def result(self, tap: Tap, pressed: ButtonPress, outcome: PublishResult) -> None:
        """What became of Publish, or of bringing back an earlier version."""
        words, toast = words_of(tap.person), ""
        match outcome:
            case Published():
                log.info("CONTENT_DIR: published from the chat; changed: %s", outcome.changed)
                hidden = self.publishing.is_hidden(outcome)
                screen = views.published(
                    words, outcome, self.announce(outcome), _link(self.links, outcome), hidden
                )
                toast = "toast_restored" if outcome.restored else "toast_published"
            case BaseChanged(draft):
                screen, toast = views.base_changed(words, draft), "toast_base_changed"
            case AlreadySettled():
                await self.preview.settled(pressed)
                return
            case NothingChanged() | HasMistakes() | UploadRefused() | NotWritten():
                screen = _checked(words_of(tap.person), outcome)
            case _:
                assert_never(outcome)
        answer = self.show.answer(pressed.query_id, words.word(f"school.{toast}") if toast else "")
        await together(answer, self._in_place(tap, pressed, screen))
        await self._all_mistakes(tap, outcome)

    async def _show_checked(self, tap: Tap, pressed: ButtonPress, outcome: DraftCheck, page: int = 0) -> None:
        await together(
            self.show.answer(pressed.query_id),
            self._in_place(tap, pressed, _checked(words_of(tap.person), outcome, page)),
        )
        await self._all_mistakes(tap, outcome)

    async def _discard(self, tap: Tap, pressed: ButtonPress, draft: Draft) -> None:
        done = await self.publishing.discard(tap, draft)
        toast = words_of(tap.person).word("school.toast_discarded" if done else "school.toast_settled")
        strip = self.show.strip(tap.person.id, pressed.message_id)
        await together(self.show.answer(pressed.query_id, toast), strip)

    async def _in_place(self, tap: Tap, pressed: ButtonPress, screen: Screen) -> None:
        """Changes the pressed message; where that is a picture, a new one takes its buttons over."""
        await self.show.edit(tap.person.id, pressed.message_id, screen)

    async def _all_mistakes(self, tap: Tap, outcome: DraftCheck | PublishResult) -> None:
        data = (
            views.mistakes_file(words_of(tap.person), outcome.mistakes)
            if isinstance(outcome, HasMistakes)
            else None
        )
        if data and isinstance(outcome, HasMistakes):
            words = words_of(tap.person)
            caption = Screen(words.render("school/mistakes_file", total=len(outcome.mistakes)), words=words)
            await self.show.document(tap.person.id, ("mistakes.txt", data, "text/plain"), caption)

    async def _whole_report(self, tap: Tap, outcome: ReadyToPublish) -> None:
        words = words_of(tap.person)
        if data := views.report_file(words, outcome):
            caption = Screen(words.render("school/report_file", total=len(outcome.report)), words=words)
            await self.show.document(tap.person.id, ("import.txt", data, "text/plain"), caption)


def _link(links: Links, published: Published) -> str:
    """To the course, or the lesson of it, that was published; "" where there were several."""
    if len(published.courses) != 1:
        return ""
    return links.to_course(published.courses[0].id, published.lesson_id)


def _checked(words: Words, outcome: DraftCheck, page: int = 0) -> Screen:
    """`page`: of the courses to choose from."""
    match outcome:
        case ReadyToPublish():
            return views.ready(words, outcome)
        case HasMistakes():
            return views.mistakes(words, outcome)
        case UploadRefused(why):
            return views.refused(words, why)
        case NotWritten():
            return views.not_written(words, outcome)
        case WhichCourse():
            return views.which_course(words, outcome, page)
        case NothingChanged():
            return around.plain(words, "same")
        case AlreadySettled():
            return around.plain(words, "settled")
        case _:
            assert_never(outcome)
