"""Pictures on their way: by Telegram's id where it has the file, else uploaded; and those that it refuses."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

from telegram.error import BadRequest

from bot.chat.calls import Call, Params
from bot.chat.errors import ABOUT_THE_CHAT, ABOUT_THE_WORDS, failure, said
from bot.tutor.picture_ids import PictureIds
from bot.views.screen import Picture

log = logging.getLogger(__name__)

AGAIN = 3600.0
"""Seconds after which a picture that was refused is tried again: Telegram's own trouble passes."""


class UnreadablePictureError(Exception):
    """A picture's file is not there any more; the text says which, and why."""


@dataclass(frozen=True)
class RefusedPicture:
    """`why`: the method and Telegram's words."""

    picture: Picture
    why: str


class Photos:
    """`refusals`: the pictures that Telegram has refused, for whoever tells of them."""

    def __init__(self, ids: PictureIds) -> None:
        self._ids = ids
        self._refused: dict[str, float] = {}
        self.refusals: asyncio.Queue[RefusedPicture] = asyncio.Queue()

    def is_refused(self, picture: Picture) -> bool:
        """Whether it need not be tried: it was refused not long ago. What is edited is another picture."""
        tried = self._refused.get(picture.digest) if self._refused else None
        return tried is not None and asyncio.get_running_loop().time() < tried + AGAIN

    def refused(self, picture: Picture, error: BadRequest) -> None:
        """Telegram has taken the words that came with it, and not the picture."""
        self._refused[picture.digest] = asyncio.get_running_loop().time()
        self.refusals.put_nowait(RefusedPicture(picture, said(error)))

    async def send(self, call: Call, params: Params, picture: Picture) -> dict[str, Any]:
        """The message that was sent. Raises TelegramError and UnreadableError."""
        file_id = self._ids.find(picture.digest)
        if file_id is not None:
            try:
                sent: dict[str, Any] = await call("sendPhoto", params | {"photo": file_id}, {})
            except BadRequest as error:
                # Ids are refused in many words, and in new ones: whatever it says, the file itself may do.
                if failure(error) in ABOUT_THE_CHAT | ABOUT_THE_WORDS:
                    raise
                log.warning("Telegram refused %s; uploading the file", said(error))
                await self._ids.drop(picture.digest)
            else:
                return sent
        return await self._upload(call, params, picture)

    async def _upload(self, call: Call, params: Params, picture: Picture) -> dict[str, Any]:
        try:
            data = await asyncio.to_thread(picture.path.read_bytes)
        except OSError as error:
            raise UnreadablePictureError(
                f"the picture {picture.path.name} cannot be read: {error.strerror}"
            ) from error
        mime = "image/png" if picture.path.suffix == ".png" else "image/jpeg"
        file = (picture.path.name, data, mime)
        sent: dict[str, Any] = await call("sendPhoto", params, {"photo": file})
        self._refused.pop(picture.digest, None)
        await self._ids.keep(picture.digest, sent["photo"][-1]["file_id"])
        return sent
