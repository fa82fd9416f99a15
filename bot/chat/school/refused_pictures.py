"""Pictures that Telegram refuses: a line in the log, and a word to the admins, once for each picture."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from telegram.error import BadRequest, Forbidden

from bot.chat.photos import Photos, RefusedPicture
from bot.chat.show import Show
from bot.tutor.admins import Admins
from bot.tutor.picture_ids import PictureIds, PictureUsage, usage
from bot.tutor.use_cases import UseCases
from bot.views.school.screens import picture_refused
from bot.views.screen import Screen
from bot.views.words import words_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RefusedPictureNotifier:
    """Told beside the updates: no learner waits for an admin's chat. A kill may keep it back until the
    picture is refused again."""

    photos: Photos
    ids: PictureIds
    use_cases: UseCases
    admins: Admins
    show: Show
    _logged: set[str] = field(default_factory=set, init=False)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        work = asyncio.create_task(self._run())
        try:
            yield
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            refused = await self.photos.refusals.get()
            try:
                await self._tell(refused)
            except Exception as error:  # the next one is told all the same
                log.error("a refused picture could not be told of: %s", type(error).__name__)

    async def _tell(self, refused: RefusedPicture) -> None:
        digest = refused.picture.digest
        found = usage(self.use_cases.library(), digest)
        if digest not in self._logged:
            self._logged.add(digest)
            log.warning("Telegram refused a picture, %s: %s", _where(refused, found), refused.why)
        if found is None:
            return
        reached = False
        for admin_id in await self.ids.whom_to_tell(digest, self.admins.ids):
            words = words_of(await self.use_cases.reader(admin_id))
            where = (found.course.title, found.section, refused.picture.path.name)
            reached |= await self._reach(admin_id, picture_refused(words, *where, refused.why))
        if reached:
            await self.ids.told(digest)

    async def _reach(self, admin_id: int, screen: Screen) -> bool:
        try:
            await self.show.send(admin_id, screen)
        except (BadRequest, Forbidden) as error:
            log.info("an admin could not be told of a refused picture: %s", type(error).__name__)
            return False
        return True


def _where(refused: RefusedPicture, found: PictureUsage | None) -> str:
    file = refused.picture.path.name
    if found is None:
        return file
    return f"{file}, in {found.course.title}, {found.section or 'cover'}"
