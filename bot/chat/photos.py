"""Pictures on their way: by Telegram's id where it has the file, else uploaded; and those that it refuses."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

from telegram.error import BadRequest

from bot.chat.calls import Call, File, Params
from bot.chat.draw import Draw, NotDrawnError
from bot.chat.errors import ABOUT_THE_CHAT, ABOUT_THE_WORDS, failure, said
from bot.tutor.drawing_ids import DrawingIds
from bot.tutor.picture_ids import PictureIds
from bot.views.screen import Drawing, Picture

log = logging.getLogger(__name__)

AGAIN = 3600.0
"""Seconds after which a picture that was refused is tried again: Telegram's own trouble passes."""


class UnreadablePictureError(Exception):
    """A picture's file is not there any more, or it cannot be drawn; the text says which, and why."""


@dataclass(frozen=True)
class RefusedPicture:
    """`why`: the method and Telegram's words."""

    picture: Picture
    why: str


class Photos:
    """`refusals`: the pictures that Telegram has refused, for whoever tells of them."""

    def __init__(self, ids: PictureIds, drawings: DrawingIds, draw: Draw) -> None:
        self._ids = ids
        self._drawings = drawings
        self._draw = draw
        self._refused: dict[str, float] = {}
        self.refusals: asyncio.Queue[RefusedPicture] = asyncio.Queue()

    def is_refused(self, picture: Picture | Drawing) -> bool:
        """Whether it need not be tried: it was refused not long ago. What is edited is another picture."""
        tried = self._refused.get(picture.digest) if self._refused else None
        return tried is not None and asyncio.get_running_loop().time() < tried + AGAIN

    def refused(self, picture: Picture | Drawing, error: BadRequest) -> None:
        """Telegram has taken the words that came with it, and not the picture."""
        self._refused[picture.digest] = asyncio.get_running_loop().time()
        if isinstance(picture, Picture):
            self.refusals.put_nowait(RefusedPicture(picture, said(error)))
        else:
            log.warning("Telegram refused a drawing: %s", said(error))

    async def send(self, call: Call, params: Params, picture: Picture | Drawing) -> dict[str, Any]:
        """The message that was sent. Raises TelegramError and UnreadablePictureError."""
        file_id = await self._known(picture)
        if file_id is not None:
            try:
                sent: dict[str, Any] = await call("sendPhoto", params | {"photo": file_id}, {})
            except BadRequest as error:
                # Ids are refused in many words, and in new ones: whatever it says, the file itself may do.
                if failure(error) in ABOUT_THE_CHAT | ABOUT_THE_WORDS:
                    raise
                log.warning("Telegram refused %s; uploading the file", said(error))
                await self._drop(picture)
            else:
                return sent
        return await self._upload(call, params, picture)

    async def _upload(self, call: Call, params: Params, picture: Picture | Drawing) -> dict[str, Any]:
        file = await (_read(picture) if isinstance(picture, Picture) else self._drawn(picture))
        sent: dict[str, Any] = await call("sendPhoto", params, {"photo": file})
        self._refused.pop(picture.digest, None)
        await self._keep(picture, sent["photo"][-1]["file_id"])
        return sent

    async def _drawn(self, drawing: Drawing) -> File:
        try:
            png = await self._draw(drawing.svg)
        except NotDrawnError as error:
            raise UnreadablePictureError(str(error)) from error
        return f"{drawing.subject}.png", png, "image/png"

    async def _known(self, picture: Picture | Drawing) -> str | None:
        if isinstance(picture, Picture):
            return self._ids.find(picture.digest)
        if not picture.kept:
            return None
        return await self._drawings.find(picture.learner_id, picture.subject, picture.digest)

    async def _keep(self, picture: Picture | Drawing, file_id: str) -> None:
        if isinstance(picture, Picture):
            await self._ids.keep(picture.digest, file_id)
        elif picture.kept:
            await self._drawings.keep(picture.learner_id, picture.subject, picture.digest, file_id)

    async def _drop(self, picture: Picture | Drawing) -> None:
        if isinstance(picture, Picture):
            await self._ids.drop(picture.digest)
        else:
            await self._drawings.drop(picture.learner_id, picture.subject)


async def _read(picture: Picture) -> File:
    try:
        data = await asyncio.to_thread(picture.path.read_bytes)
    except OSError as error:
        raise UnreadablePictureError(
            f"the picture {picture.path.name} cannot be read: {error.strerror}"
        ) from error
    mime = "image/png" if picture.path.suffix == ".png" else "image/jpeg"
    return picture.path.name, data, mime
