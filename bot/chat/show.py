"""A Screen on its way to a chat: sent, edited in place, or stripped of its buttons."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from html import escape
from typing import Any

from telegram.error import BadRequest, TelegramError

from bot.chat.errors import Failure, failure
from bot.tutor.pictures import PictureIds
from bot.views.fit import Message, fit
from bot.views.screen import Button, Picture, Row, Screen

Params = dict[str, Any]
File = tuple[str, bytes, str]
"""Name, bytes, MIME type."""
Call = Callable[[str, Params, dict[str, File]], Awaitable[Any]]
"""Calls a Bot API method with plain values; raises telegram.error.TelegramError."""

log = logging.getLogger(__name__)

CHATS_IN_MIND = 10_000
"""Of how many chats the newest message is known: those in which something happens at this moment."""


async def together(*steps: Awaitable[object]) -> None:
    """All at once, each to its end: a failure does not leave the others unattended. Raises the first one."""
    if not steps:
        return
    first, *others = steps
    tasks = [asyncio.ensure_future(step) for step in others]
    failures: list[Exception] = []
    try:
        for step in (first, *tasks):  # the first needs no task of its own
            try:
                await step
            except Exception as error:
                failures.append(error)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        raise
    if failures:
        raise failures[0]


class _UnreadableError(Exception):
    """A picture's file is not there any more."""


class Show:
    def __init__(self, call: Call, pictures: PictureIds) -> None:
        self._call = call
        self._pictures = pictures
        self._newest: dict[int, int] = {}

    def is_newest(self, chat_id: int, message_id: int) -> bool:
        """Whether nothing was sent below this message, as far as is known: a restart forgets it."""
        return self._newest.get(chat_id, 0) <= message_id

    async def send(
        self, chat_id: int, screen: Screen, reply_to: int | None = None, thread_id: int | None = None
    ) -> int:
        """Sends the screen, as several messages where it is too long for one; the id of the last.

        `thread_id`: the forum topic to send it to."""
        message_id = 0
        topic = {"message_thread_id": thread_id} if thread_id else {}
        for message in fit(screen):
            extra = {"reply_parameters": {"message_id": reply_to, "allow_sending_without_reply": True}}
            params = {"chat_id": chat_id, **topic, **(extra if reply_to else {}), **markup(message.rows)}
            sent = await self._send(params, message)
            message_id = sent["message_id"]
        self._note(chat_id, message_id)
        return message_id

    async def edit(self, chat_id: int, message_id: int, screen: Screen, thread_id: int | None = None) -> int:
        """Changes a message of text in place, or sends a new one where it cannot be changed; its id."""
        if await self.edit_if_there(chat_id, message_id, screen):
            return message_id
        return await self.send(chat_id, screen, thread_id=thread_id)

    async def edit_if_there(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Changes a message of text in place; whether it could be changed."""
        *_, message = fit(screen)
        params = {"chat_id": chat_id, "message_id": message_id, **_text(message), **markup(message.rows)}
        try:
            await self._call("editMessageText", params, {})
        except BadRequest as error:
            if failure(error) not in (Failure.SAME, Failure.NOT_THERE):
                raise
            return failure(error) is Failure.SAME
        return True

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Takes the buttons off a message that is left behind."""
        await self.buttons(chat_id, message_id, ())

    async def buttons(self, chat_id: int, message_id: int, rows: tuple[Row, ...]) -> None:
        """Gives a message other buttons; nothing, where it is not there any more."""
        params = {"chat_id": chat_id, "message_id": message_id, **markup(rows)}
        try:
            await self._call("editMessageReplyMarkup", params, {})
        except BadRequest as error:
            if failure(error) not in (Failure.SAME, Failure.NOT_THERE):
                raise

    async def answer(self, query_id: str, text: str = "", alert: bool = False) -> None:
        """Stops a button's spinner, with a few words if there is something to say."""
        params: Params = {"callback_query_id": query_id}
        if text:
            params |= {"text": text, "show_alert": alert}
        try:
            await self._call("answerCallbackQuery", params, {})
        except BadRequest as error:
            if failure(error) is not Failure.TOO_LATE:
                raise

    async def photo(self, chat_id: int, file: File) -> None:
        """A picture that was drawn for this message alone."""
        sent = await self._call("sendPhoto", {"chat_id": chat_id}, {"photo": file})
        self._note(chat_id, sent["message_id"])

    async def document(self, chat_id: int, file: File, caption: str) -> None:
        params = {"chat_id": chat_id, "caption": caption, "parse_mode": "HTML"}
        sent = await self._call("sendDocument", params, {"document": file})
        self._note(chat_id, sent["message_id"])

    def _note(self, chat_id: int, message_id: int) -> None:
        self._newest.pop(chat_id, None)
        self._newest[chat_id] = message_id
        if len(self._newest) > CHATS_IN_MIND:
            del self._newest[next(iter(self._newest))]

    async def _send(self, params: Params, message: Message) -> dict[str, Any]:
        if message.picture is None:
            sent: dict[str, Any] = await self._call("sendMessage", params | _text(message), {})
            return sent
        try:
            return await self._send_photo(params | _caption(message), message.picture)
        except _UnreadableError as error:  # somebody is at work in the folder of the courses
            log.error("the picture %s cannot be read: %s", message.picture.path.name, error)
            in_words = replace(message, text=message.text or escape(message.picture.description))
            return await self._send(params, replace(in_words, picture=None))

    async def _send_photo(self, params: Params, picture: Picture) -> dict[str, Any]:
        file_id = self._pictures.find(picture.digest)
        if file_id is not None:
            try:
                sent: dict[str, Any] = await self._call("sendPhoto", params | {"photo": file_id}, {})
            except TelegramError as error:
                if failure(error) is not Failure.BAD_FILE:
                    raise
                await self._pictures.drop(picture.digest)
            else:
                return sent
        return await self._upload(params, picture)

    async def _upload(self, params: Params, picture: Picture) -> dict[str, Any]:
        try:
            data = await asyncio.to_thread(picture.path.read_bytes)
        except OSError as error:
            raise _UnreadableError(error.strerror) from error
        mime = "image/png" if picture.path.suffix == ".png" else "image/jpeg"
        sent: dict[str, Any] = await self._call(
            "sendPhoto", params, {"photo": (picture.path.name, data, mime)}
        )
        await self._pictures.keep(picture.digest, sent["photo"][-1]["file_id"])
        return sent


def _text(message: Message) -> Params:
    return {"text": message.text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _caption(message: Message) -> Params:
    return {"caption": message.text, "parse_mode": "HTML"} if message.text else {}


def markup(rows: tuple[Row, ...]) -> Params:
    """The parameter that puts buttons below a message; none without buttons."""
    if not rows:
        return {}
    return {"reply_markup": {"inline_keyboard": [[_button(button) for button in row] for row in rows]}}


def _button(button: Any) -> dict[str, str]:
    if isinstance(button, Button):
        return {"text": button.label, "callback_data": button.data}
    return {"text": button.label, "url": button.url}
