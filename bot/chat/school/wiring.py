"""All that serves admins in the chat, and the reports that learners send them, tied together."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from telegram.error import TelegramError

from bot.chat.admins_only import AdminsOnly
from bot.chat.bot_profile import ChatCommands
from bot.chat.draw import Draw
from bot.chat.incoming import OnButtonPress, OnWritten
from bot.chat.learner.wiring import LearnerWiring
from bot.chat.messenger import Messenger
from bot.chat.school.appointments import Appointments
from bot.chat.school.commands import FromAdmin, SchoolCommands
from bot.chat.school.offering import OfferingChat
from bot.chat.school.press import SchoolPress
from bot.chat.school.preview_chat import PreviewChat
from bot.chat.school.publishing import AnnouncementData, Download, PublishingChat
from bot.chat.school.reports import ReportChat
from bot.chat.show import Show
from bot.learning.school.publication import HasMistakes, NotWritten, Published
from bot.tutor.school.services import SchoolServices
from bot.views.course_messages import in_words, line_of
from bot.views.school import publishing as views
from bot.views.screen import Screen
from bot.views.words import words_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SchoolTools:
    """`fetch` gives the bytes of a file path of Telegram's, `draw` a picture. `broadcast` is the data of the
    button to broadcasts, and `announce` gives that of a button that tells of what was published."""

    chat_commands: ChatCommands
    fetch: Callable[[str], Awaitable[bytes]]
    draw: Draw
    broadcast: str
    announce: AnnouncementData


@dataclass(frozen=True)
class SchoolWiring:
    services: SchoolServices
    show: Show
    chat_commands: ChatCommands
    now: Callable[[], datetime]
    admins_only: AdminsOnly
    of_admin: FromAdmin
    commands: SchoolCommands
    reports: ReportChat
    preview: PreviewChat
    press: OnButtonPress
    document: OnWritten
    photo: OnWritten

    @classmethod
    def of(
        cls,
        services: SchoolServices,
        messenger: Messenger,
        learner: LearnerWiring,
        tools: SchoolTools,
        now: Callable[[], datetime],
    ) -> SchoolWiring:
        """`learner` answers whoever is no admin."""
        show, chat_commands, unknown = messenger.show, tools.chat_commands, learner.press.press
        admins_only = AdminsOnly(services.admins)
        preview = PreviewChat(services.previews, show)
        download = _download(messenger, tools)
        files = PublishingChat(services.publishing, show, download, tools.announce, preview, messenger.links)
        offering = OfferingChat(services, files, show, messenger.links)
        appointing = Appointments(services.admins, show, chat_commands)
        reports = ReportChat(services.reports, show, learner.words, unknown)
        press = SchoolPress(
            services, show, tools.draw, appointing, files, offering, reports, tools.broadcast, unknown
        )
        return cls(
            services=services,
            show=show,
            chat_commands=chat_commands,
            now=now,
            admins_only=admins_only,
            of_admin=FromAdmin(services.admins),
            commands=SchoolCommands(
                services.statistics, show, chat_commands, appointing, reports, tools.broadcast
            ),
            reports=reports,
            preview=preview,
            press=admins_only.press(press.press, unknown),
            document=admins_only.message(files.document, learner.words),
            photo=replace(reports, otherwise=files.photo).words,
        )

    def words(self, otherwise: OnWritten) -> OnWritten:
        """What is written while an admin plays a draft is for that; all else is not."""
        return self.admins_only.message(self.preview.words(otherwise), otherwise)

    async def offer(self) -> None:
        """Offers each admin the commands, and tells them what this start could not mend."""
        titles = await self.services.housekeeping.out_of_place()
        for admin_id in sorted(self.services.admins.ids):
            words = words_of(await self.services.admins.reader(admin_id))
            await self.chat_commands.offer(admin_id, words)
            if titles:
                await self._tell(admin_id, views.stand_in(words, titles))

    async def start(self) -> None:
        """Puts the folder of the courses in order."""
        try:
            await self.services.housekeeping.tidy(self.now())
        except OSError as error:
            log.warning("CONTENT_DIR: cannot be put in order (%s)", error.strerror)

    async def _tell(self, admin_id: int, screen: Screen) -> None:
        """That one cannot be reached is no reason not to tell the others."""
        try:
            if (await self.services.admins.contact(admin_id)).may_be_written_to:
                await self.show.send(admin_id, screen)
        except TelegramError as error:
            log.info("an admin could not be told: %s", type(error).__name__)

    async def reload(self) -> None:
        """Reads CONTENT_DIR again and teaches what is there, if it has no mistake."""
        outcome = await self.services.publishing.reload_now(self.now())
        match outcome:
            case HasMistakes(mistakes):
                for mistake in mistakes:
                    log.warning("CONTENT_DIR: %s", line_of(mistake))
                log.warning("CONTENT_DIR: %s to mend; nothing was changed", len(mistakes))
            case NotWritten(why):
                log.warning("CONTENT_DIR: cannot be read (%s); nothing was changed", in_words(why))
            case Published():
                log.info("CONTENT_DIR: read again; changed: %s", outcome.changed)
            case _:
                log.info("CONTENT_DIR: read again; nothing has changed")


def _download(messenger: Messenger, tools: SchoolTools) -> Download:
    async def download(file_id: str) -> bytes:
        found = await messenger.call("getFile", {"file_id": file_id}, {})
        return await tools.fetch(found["file_path"])

    return download
