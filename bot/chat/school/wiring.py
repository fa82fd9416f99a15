"""All that serves admins in the chat, and the reports that learners send them, tied together."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from telegram.error import TelegramError

from bot.chat.admins_only import AdminsOnly
from bot.chat.bot_profile import AdminCommands
from bot.chat.learner.commands import LearnerCommands
from bot.chat.learner.press import LearnerPress
from bot.chat.school.appointments import Appointing
from bot.chat.school.commands import OfAdmin, SchoolCommands
from bot.chat.school.press import SchoolPress
from bot.chat.school.publishing import Announce, PublishingChat
from bot.chat.school.reports import ReportChat
from bot.chat.show import Call, Show
from bot.learning.school.publication import Mistaken, NotWritten, Published
from bot.tutor.school.services import SchoolServices
from bot.views.course_messages import in_words, line_of
from bot.views.school import publishing as views
from bot.views.screen import Screen
from bot.views.words import words_for

log = logging.getLogger(__name__)


class SchoolWiring:
    """`learner` and `press` answer whoever is no admin. `fetch` gives the bytes of a file path of Telegram's,
    `draw` the PNG of an SVG. `broadcast` and `announce` lead to broadcasts."""

    def __init__(
        self,
        office: SchoolServices,
        show: Show,
        call: Call,
        commands: AdminCommands,
        learner: LearnerCommands,
        press: LearnerPress,
        fetch: Callable[[str], Awaitable[bytes]],
        draw: Callable[[str], bytes],
        broadcast: str,
        announce: Announce,
        now: Callable[[], datetime],
    ) -> None:
        async def download(file_id: str) -> bytes:
            found = await call("getFile", {"file_id": file_id}, {})
            return await fetch(found["file_path"])

        self._office = office
        self._show = show
        self._commands = commands
        self._now = now
        team, publishing, statistics = office.team, office.publishing, office.statistics
        self.of_admin = OfAdmin(team)
        self.admins_only = AdminsOnly(team)
        files = PublishingChat(publishing, show, download, announce)
        appointing = Appointing(team, show, commands)
        self.reports = ReportChat(office.reports, show, learner.words, press.press)
        self.commands = SchoolCommands(statistics, show, commands, appointing, self.reports, broadcast)
        self.document = self.admins_only.message(files.document, learner.words)
        buttons = SchoolPress(
            publishing,
            statistics,
            office.reports,
            show,
            appointing,
            files,
            self.reports,
            draw,
            broadcast,
            press.press,
        )
        self.press = self.admins_only.press(buttons.press, press.press)

    async def offer(self) -> None:
        """Offers each admin the commands, and tells them what this start could not mend."""
        titles = await self._office.housekeeping.out_of_place()
        for admin_id in sorted(self._office.team.ids):
            await self._commands.offer(admin_id)
            if titles:
                await self._tell(admin_id, views.stand_in(words_for(None), titles))

    async def start(self) -> None:
        """Puts the folder of the courses in order."""
        try:
            await self._office.housekeeping.tidy(self._now())
        except OSError as error:
            log.warning("CONTENT_DIR: cannot be put in order (%s)", error.strerror)

    async def _tell(self, admin_id: int, screen: Screen) -> None:
        """That one cannot be reached is no reason not to tell the others."""
        try:
            if (await self._office.team.contact(admin_id)).may_be_written_to:
                await self._show.send(admin_id, screen)
        except TelegramError as error:
            log.info("an admin could not be told: %s", type(error).__name__)

    async def reload(self) -> None:
        """Reads CONTENT_DIR again and teaches what is there, if it has no mistake."""
        outcome = await self._office.publishing.reload_now(self._now())
        match outcome:
            case Mistaken(mistakes):
                for mistake in mistakes:
                    log.warning("CONTENT_DIR: %s", line_of(mistake))
                log.warning("CONTENT_DIR: %s to mend; nothing was changed", len(mistakes))
            case NotWritten(why):
                log.warning("CONTENT_DIR: cannot be read (%s); nothing was changed", in_words(why))
            case Published():
                log.info("CONTENT_DIR: read again; changed: %s", outcome.changed)
            case _:
                log.info("CONTENT_DIR: read again; nothing has changed")
