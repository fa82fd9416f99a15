"""A Screen on its way to a chat: sent, edited in place, or stripped of its buttons."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from telegram.error import BadRequest, RetryAfter

from bot.chat.calls import Call, File, Params, markup
from bot.chat.errors import ABOUT_THE_CHAT, Failure, failure, said
from bot.chat.fallback import plainer
from bot.chat.photos import Photos, UnreadablePictureError
from bot.chat.together import together
from bot.views.fallback import in_words
from bot.views.screen import Row, Screen
from bot.views.shorten import shorten
from bot.views.split_message import OutgoingMessage, messages_of

__all__ = ["Call", "File", "Params", "Show", "markup", "together"]

log = logging.getLogger(__name__)

CHATS_IN_MIND = 10_000
"""Chats whose newest message is known, for now: after a restart, what is tapped counts as the newest."""

SCREENS_IN_MIND = 1000
"""Screens of several messages whose messages are known."""

TAPS_IN_MIND = 1000
"""Taps of which it is known that they were answered."""

TOAST = 200
"""Characters that the answer to a tap may have."""


class Show:
    """What Telegram refuses is shown in a plainer way where there is one; each refusal is a line in the log.
    What is about the chat itself (blocked, gone, no rights there) is raised at once."""

    def __init__(self, call: Call, photos: Photos) -> None:
        self._call = call
        self._photos = photos
        self._newest: dict[int, int] = {}
        self._answered: dict[str, None] = {}
        self._above: dict[tuple[int, int], tuple[tuple[int, OutgoingMessage], ...]] = {}
        """Chat and last message of a screen of several messages -> those above. A restart forgets them."""

    def is_newest(self, chat_id: int, message_id: int) -> bool:
        """Whether nothing was sent below this message, as far as is known: a restart forgets it."""
        return self._newest.get(chat_id, 0) <= message_id

    async def send(
        self, chat_id: int, screen: Screen, reply_to: int | None = None, thread_id: int | None = None
    ) -> int:
        """Sends the screen, as several messages where it is too long for one; the id of the last.

        `thread_id`: the forum topic to send it to. Raises TelegramError."""
        to: Params = {"chat_id": chat_id}
        if thread_id:
            to["message_thread_id"] = thread_id
        if reply_to:
            to["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
        messages = messages_of(screen)
        ids = [await self._deliver(to, message) for message in messages]
        self._note(chat_id, ids[-1])
        if len(ids) > 1:
            above = tuple(zip(ids, messages, strict=True))[:-1]
            _remember(self._above, (chat_id, ids[-1]), above, SCREENS_IN_MIND)
        return ids[-1]

    async def edit(self, chat_id: int, message_id: int, screen: Screen, thread_id: int | None = None) -> int:
        """Changes a message of text in place; where it cannot be changed a new one is sent, and then takes
        its buttons over. The id of the message that shows it."""
        if await self.edit_if_there(chat_id, message_id, screen):
            return message_id
        new_id = await self.send(chat_id, screen, thread_id=thread_id)
        await self.strip(chat_id, message_id)
        return new_id

    async def edit_if_there(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Changes a message of text in place; whether it could be changed. A screen of several messages is
        changed where it was one of as many, all of which are known: its end alone would be no screen."""
        *above, last = messages_of(screen)
        if above and not await self._edit_above(chat_id, message_id, above):
            return False
        return await self._edit(chat_id, message_id, last)

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Takes the buttons off a message that is left behind."""
        await self.buttons(chat_id, message_id, ())

    async def buttons(self, chat_id: int, message_id: int, rows: tuple[Row, ...]) -> None:
        """Gives a message other buttons; nothing, where that cannot be."""
        params = {"chat_id": chat_id, "message_id": message_id, **markup(rows)}
        try:
            await self._call("editMessageReplyMarkup", params, {})
        except BadRequest as error:
            _log_unless(error, Failure.SAME, Failure.NOT_THERE)

    async def answer(self, query_id: str, text: str = "", alert: bool = False) -> bool:
        """Stops a button's spinner, with a few words if there is something to say. Whether they are shown: a
        tap can be answered once, and not for long."""
        if query_id in self._answered:
            return False
        params: Params = {"callback_query_id": query_id}
        if text:
            params |= {"text": shorten(text, TOAST), "show_alert": alert}
        try:
            await self._call("answerCallbackQuery", params, {})
        except BadRequest as error:  # what was pressed is done all the same
            _log_unless(error, Failure.TOO_LATE)
            return False
        except RetryAfter:  # what goes to the chat goes there all the same, and the wire has said so
            return False
        _remember(self._answered, query_id, None, TAPS_IN_MIND)
        return True

    async def photo(self, chat_id: int, file: File) -> None:
        """A picture that was drawn for this message alone; nothing, where Telegram does not take it."""
        try:
            sent = await self._call("sendPhoto", {"chat_id": chat_id}, {"photo": file})
        except BadRequest as error:
            if failure(error) in ABOUT_THE_CHAT:
                raise
            _log_unless(error)
        else:
            self._note(chat_id, sent["message_id"])

    async def document(self, chat_id: int, file: File, caption: Screen) -> None:
        """A file; where Telegram does not take its caption, that comes below it, and where it does not take
        the file, the caption says so."""
        params = {"chat_id": chat_id, "caption": caption.text, "parse_mode": "HTML"}
        try:
            sent = await self._call("sendDocument", params, {"document": file})
        except BadRequest as error:
            if failure(error) in ABOUT_THE_CHAT:
                raise
            _log_unless(error)
        else:
            self._note(chat_id, sent["message_id"])
            return
        arrived = await self._bare_document(chat_id, file)
        missing = "" if arrived else f"\n\n{caption.words.render('learner/no_file')}"
        await self.send(chat_id, replace(caption, text=caption.text + missing))

    async def _bare_document(self, chat_id: int, file: File) -> bool:
        try:
            await self._call("sendDocument", {"chat_id": chat_id}, {"document": file})
        except BadRequest as error:
            _log_unless(error)
            return False
        return True

    def _note(self, chat_id: int, message_id: int) -> None:
        _remember(self._newest, chat_id, message_id, CHATS_IN_MIND)

    async def _deliver(self, to: Params, message: OutgoingMessage) -> int:
        """Sends the message, or the next best that Telegram takes of it; the id of what was sent last."""
        if message.picture and not message.author and self._photos.is_refused(message.picture):
            return await self._deliver_all(to, in_words(message))
        try:
            sent = await self._send(to | markup(message.rows), message)
        except (BadRequest, UnreadablePictureError) as error:
            if "reply_parameters" in to and _is_about_reply(error):
                return await self._deliver(_without_reply(to), message)
            others = plainer(message, error, in_group=to["chat_id"] < 0)
            if not others:
                raise
            refused = error
        else:
            return int(sent["message_id"])
        message_id = await self._deliver_all(to, others)
        self._note_refusal(message, others, refused)
        return message_id

    async def _deliver_all(self, to: Params, messages: tuple[OutgoingMessage, ...]) -> int:
        ids = [await self._deliver(to, message) for message in messages]
        return ids[-1]

    async def _send(self, params: Params, message: OutgoingMessage) -> dict[str, Any]:
        if message.picture is None:
            sent: dict[str, Any] = await self._call("sendMessage", params | _text(message), {})
            return sent
        return await self._photos.send(self._call, params | _caption(message), message.picture)

    def _note_refusal(
        self,
        message: OutgoingMessage,
        others: tuple[OutgoingMessage, ...],
        error: BadRequest | UnreadablePictureError,
    ) -> None:
        """It is the picture that was refused where its words were taken, in a chat that takes pictures."""
        in_its_place = message.picture and not any(other.picture for other in others)
        if isinstance(error, UnreadablePictureError):
            log.error("%s", error)
        elif in_its_place and message.picture and not message.author and failure(error) is Failure.OTHER:
            self._photos.refused(message.picture, error)
        else:
            _log_unless(error)

    async def _edit_above(self, chat_id: int, message_id: int, messages: list[OutgoingMessage]) -> bool:
        known = self._above.get((chat_id, message_id), ())
        if len(known) != len(messages):
            return False
        shown = []
        for (above_id, before), now in zip(known, messages, strict=True):
            if now != before and (now.picture or not await self._edit(chat_id, above_id, now)):
                return False
            shown.append((above_id, now))
        self._above[chat_id, message_id] = tuple(shown)
        return True

    async def _edit(self, chat_id: int, message_id: int, message: OutgoingMessage) -> bool:
        params = {"chat_id": chat_id, "message_id": message_id, **_text(message), **markup(message.rows)}
        try:
            await self._call("editMessageText", params, {})
        except BadRequest as error:
            _log_unless(error, Failure.SAME, Failure.NOT_THERE)
            return failure(error) is Failure.SAME
        return True


def _log_unless(error: BadRequest, *ordinary: Failure) -> None:
    if failure(error) not in ordinary:
        log.warning("Telegram refused %s", said(error))


def _remember(known: dict[Any, Any], key: object, value: object, most: int) -> None:
    known.pop(key, None)
    known[key] = value
    if len(known) > most:
        del known[next(iter(known))]


def _is_about_reply(error: BadRequest | UnreadablePictureError) -> bool:
    return isinstance(error, BadRequest) and failure(error) is Failure.NO_REPLY


def _without_reply(to: Params) -> Params:
    return {name: value for name, value in to.items() if name != "reply_parameters"}


def _text(message: OutgoingMessage) -> Params:
    return {"text": message.text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _caption(message: OutgoingMessage) -> Params:
    return {"caption": message.text, "parse_mode": "HTML"} if message.text else {}
