"""How people run their groups and channels, as calls of the page.

Each takes a JSON object with "person", who does it, and answers with the chat as that person sees it (see
Screens.describe) and its "messages"; [ ] may be left out. user: "member": ID, or "bot": true.

POST /chat/groups {title, [kind ("group", "supergroup" or "channel"), topics]}: a new one
POST /chat/groups/add {chat, user, [admin, payload]}: somebody comes; person and member may be the same.
     payload: what a link with ?startgroup= carries, for the bot only
POST /chat/groups/topics {chat, title}: a new topic; the answer has its id as "thread"
POST /chat/topics {chat, thread, do ("rename", "close", "reopen" or "delete"), [title]}
POST /chat/groups/migrate {chat}: a group becomes a supergroup; the answer is the new chat
POST /chat/members {chat, user, do ("promote", "demote" or "remove")}; to leave: remove yourself
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.emulator.errors import RefusedError
from bot.emulator.web.json_calls import Handler, answered, json, read_body, take
from bot.emulator.world.world import World

Sent = dict[str, Any]


def group_routes(world: World) -> list[web.AbstractRouteDef]:
    calls = _GroupCalls(world)
    return [
        web.post("/chat/groups", calls.call(calls.create)),
        web.post("/chat/groups/add", calls.call(calls.add)),
        web.post("/chat/groups/topics", calls.call(calls.create_topic)),
        web.post("/chat/topics", calls.call(calls.change_topic)),
        web.post("/chat/groups/migrate", calls.call(calls.migrate)),
        web.post("/chat/members", calls.call(calls.change_member)),
    ]


class _GroupCalls:
    """Each does one thing and gives the id of the chat, and what else the answer holds."""

    def __init__(self, world: World) -> None:
        self._world = world

    def call(self, run: Callable[[int, Sent], tuple[int, Sent]]) -> Handler:
        async def answer(request: web.Request) -> web.Response:
            sent = await read_body(request)
            person, _ = self._world.chats.seat(take(sent, "person", int))
            chat_id, more = run(person.id, sent)
            chat = self._world.chats[chat_id]
            seen = self._world.views.describe(person, chat)
            return json(seen | {"messages": list(chat.messages.values())} | more)

        return answered(answer)

    def create(self, person: int, sent: Sent) -> tuple[int, Sent]:
        title, kind = take(sent, "title", str), take(sent, "kind", str, "group")
        return self._world.groups.create(title, person, kind, take(sent, "topics", bool, False)).id, {}

    def add(self, person: int, sent: Sent) -> tuple[int, Sent]:
        chat, member = take(sent, "chat", int), take(sent, "member", int, None)
        admin = take(sent, "admin", bool, False)
        if take(sent, "bot", bool, False):
            self._world.groups.add_bot(chat, person, admin, take(sent, "payload", str, None))
            return chat, {}
        if member is None:
            raise RefusedError('"member" must be a number.')
        self._world.groups.add_member(chat, member, None if member == person else person)
        if admin:
            self._world.groups.promote(chat, member, person)
        return chat, {}

    def create_topic(self, person: int, sent: Sent) -> tuple[int, Sent]:
        chat = take(sent, "chat", int)
        return chat, {"thread": self._world.topics.create(chat, take(sent, "title", str), person)}

    def change_topic(self, person: int, sent: Sent) -> tuple[int, Sent]:
        chat, thread = take(sent, "chat", int), take(sent, "thread", int)
        match take(sent, "do", str):
            case "rename":
                self._world.topics.rename(chat, thread, take(sent, "title", str), person)
            case "close":
                self._world.topics.close(chat, thread, person)
            case "reopen":
                self._world.topics.reopen(chat, thread, person)
            case "delete":
                self._world.topics.delete(chat, thread, person)
            case _:
                raise RefusedError('"do" must be rename, close, reopen or delete.')
        return chat, {}

    def migrate(self, person: int, sent: Sent) -> tuple[int, Sent]:
        return self._world.groups.migrate(take(sent, "chat", int), person), {}

    def change_member(self, person: int, sent: Sent) -> tuple[int, Sent]:
        chat, is_bot = take(sent, "chat", int), take(sent, "bot", bool, False)
        user = self._world.bot.id if is_bot else take(sent, "member", int)
        match take(sent, "do", str):
            case "promote":
                self._world.groups.promote(chat, user, person)
            case "demote":
                self._world.groups.demote(chat, user, person)
            case "remove" if is_bot:
                self._world.groups.remove_bot(chat, person)
            case "remove":
                self._world.groups.remove_member(chat, user, person)
            case _:
                raise RefusedError('"do" must be promote, demote or remove.')
        return chat, {}
