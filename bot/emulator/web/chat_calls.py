"""What a person does in their chats, as calls of the page.

Every POST takes a JSON object with "person" and, but for the private chat, "chat"; [ ] may be left out.

POST /chat/people {[name, language_code, page_language]}: joins (without a name as "Guest 1", … in the page's
     language) or comes back; the user
GET  /chat/people: the users so far
GET  /chat/chats?person=ID: the chats of a person (see ChatViews.describe), each with "last", its last message
POST /chat/send {text, [thread, anonymous, reply_to]}: the message
POST /chat/edit {message_id, text}: the message
POST /chat/tap {message_id, data}: {"query_id"}, by which the toast event knows its tap
POST /chat/inline {text}: {"query_id"}, by which the inline event tells what the bot offers for "@bot text"
POST /chat/inline/choose {query_id, result_id, [thread]}: the message
POST /chat/vote {message_id, options, [anonymous]}: {"options"}, those that count now; [] takes the vote back
POST /chat/upload, multipart: person, [chat, thread, caption, as ("photo" or "document")], file: the message
"""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot.emulator.errors import RefusedError
from bot.emulator.web.json_calls import answered, json, number, query_id, read_body, take
from bot.emulator.web.page_words import guest
from bot.emulator.world.chat import Message
from bot.emulator.world.files import Upload
from bot.emulator.world.images import picture_size
from bot.emulator.world.world import World


def chat_routes(world: World) -> list[web.AbstractRouteDef]:
    calls = _ChatCalls(world)
    return [
        web.post("/chat/people", answered(calls.join)),
        web.get("/chat/people", answered(calls.people)),
        web.get("/chat/chats", answered(calls.chats)),
        web.post("/chat/send", answered(calls.send)),
        web.post("/chat/edit", answered(calls.edit)),
        web.post("/chat/tap", answered(calls.tap)),
        web.post("/chat/inline", answered(calls.inline)),
        web.post("/chat/inline/choose", answered(calls.choose)),
        web.post("/chat/vote", answered(calls.vote)),
        web.post("/chat/upload", answered(calls.upload)),
    ]


class _ChatCalls:
    def __init__(self, world: World) -> None:
        self._world = world

    async def join(self, request: web.Request) -> web.Response:
        sent = await read_body(request)
        language = take(sent, "language_code", str, None)
        name = take(sent, "name", str, None)
        if name is None:
            name = self._world.people.guest_name(guest(take(sent, "page_language", str, "en")))
        person = self._world.join(name, "en" if language is None else language or None)
        if language is not None:
            person = self._world.speak(person.id, language or None)
        return json(person.user())

    async def people(self, _: web.Request) -> web.Response:
        return json([person.user() for person in self._world.people.values()])

    async def chats(self, request: web.Request) -> web.Response:
        person, _ = self._world.chats.seat(query_id(request, "person") or 0)
        return json(
            [
                self._world.views.describe(person, chat)
                | {"last": next(reversed(chat.messages.values()), None)}
                for chat in self._world.chats.of(person)
            ]
        )

    async def send(self, request: web.Request) -> web.Response:
        sent = await read_body(request)
        person, chat = _who(sent)
        message = self._world.writing.say(
            person,
            take(sent, "text", str),
            chat,
            thread_id=take(sent, "thread", int, None),
            anonymous=take(sent, "anonymous", bool, False),
            reply_to=take(sent, "reply_to", int, None),
        )
        return json(message)

    async def edit(self, request: web.Request) -> web.Response:
        sent = await read_body(request)
        person, chat = _who(sent)
        edited = self._world.writing.edit_text(
            person, take(sent, "message_id", int), take(sent, "text", str), chat
        )
        return json(edited)

    async def tap(self, request: web.Request) -> web.Response:
        sent = await read_body(request)
        person, chat = _who(sent)
        message_id, data = take(sent, "message_id", int), take(sent, "data", str)
        return json({"query_id": self._world.queries.tap(person, message_id, data, chat)})

    async def inline(self, request: web.Request) -> web.Response:
        sent = await read_body(request)
        person, chat = _who(sent)
        return json({"query_id": self._world.inline.ask(person, take(sent, "text", str), chat)})

    async def choose(self, request: web.Request) -> web.Response:
        sent = await read_body(request)
        person, chat = _who(sent)
        query, result = take(sent, "query_id", str), take(sent, "result_id", str)
        return json(self._world.inline.choose(person, query, result, chat, take(sent, "thread", int, None)))

    async def vote(self, request: web.Request) -> web.Response:
        sent = await read_body(request)
        person, chat = self._world.chats.seat(*_who(sent))
        poll = self._world.polls.of(chat.messages.get(take(sent, "message_id", int), {}))
        options = take(sent, "options", list)
        if poll is None or not all(type(option) is int for option in options):
            raise RefusedError("This is no vote.")
        anonymous = take(sent, "anonymous", bool, False)
        self._world.polls.vote(person.id, poll.id, options, anonymous=anonymous)
        return json({"options": poll.votes.get(chat.id if anonymous else person.id, [])})

    async def upload(self, request: web.Request) -> web.Response:
        """Like every call it is kept from other sites by the guard."""
        if request.content_type != "multipart/form-data":
            raise RefusedError("The content type must be multipart/form-data.")
        form: dict[str, Any] = dict(await request.post())
        file = form.get("file")
        if not isinstance(file, web.FileField):
            raise RefusedError('"file" must be a file.')
        data = await asyncio.to_thread(file.file.read)
        upload = Upload(file.filename or "file", file.content_type, data)
        await self._world.files.keep(upload)
        return json(self._send_file(form, upload))

    def _send_file(self, form: dict[str, Any], upload: Upload) -> Message:
        person = number("person", form.get("person", ""))
        chat, thread = (number(name, form[name]) if form.get(name) else None for name in ("chat", "thread"))
        caption = str(form.get("caption", ""))
        wished = form.get("as") or ("photo" if picture_size(upload.data) else "document")
        if wished == "photo":
            return self._world.writing.send_photo(person, upload.data, caption, chat, thread)
        return self._world.writing.send_document(person, upload.name, upload.data, caption, chat, thread)


def _who(sent: dict[str, Any]) -> tuple[int, int | None]:
    return take(sent, "person", int), take(sent, "chat", int, None)
