"""What stands beside the chat where a course is written: a list of places in it, and what is wrong there.

POST /chat/desk/open {person, key}: the chat shows that place

The page hears it as an event, desk: {"courses": [{"title", "lessons": [{"title", "steps": [{"key", "title",
"kind"}]}]}], "found": [{"place", "line", "note", "words"}], "shown": the key of what the chat shows, or null,
"turn": how often it was brought to another}
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.emulator.web.json_calls import answered, json, read_body, take
from bot.emulator.world.world import World

EVENT = "desk"


class Desk:
    """`state` is what the pages show. `opened(person id, key)` is called when a place is pressed."""

    def __init__(self, world: World, opened: Callable[[int, str], None]) -> None:
        self.state: dict[str, Any] = {"courses": [], "found": [], "shown": None, "turn": 0}
        self._world = world
        self._opened = opened

    def show(self, state: dict[str, Any]) -> None:
        self.state = state
        self._world.events.publish(self._world.events.people(), EVENT, state)

    def routes(self) -> list[web.AbstractRouteDef]:
        return [web.post("/chat/desk/open", answered(self._open))]

    async def _open(self, request: web.Request) -> web.Response:
        sent = await read_body(request)
        self._opened(take(sent, "person", int), take(sent, "key", str))
        return json({})
