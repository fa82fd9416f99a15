"""kill -9 while the inbox is full: the next bot handles all that lies in it, in order, before what is new."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.emulator.web.server import Server
from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.endurance.house import House
from tests.eventually import eventually
from tests.messages import text_of

BURST = 6
"""Messages that a chat gets at once after a pause."""

COMMANDS = ("/privacy", "/settings", "/nonsense", "/help", "/glossary", "/progress")
WORDS = ("What I keep about you", "Settings", "do not know", "How this works", "short lessons", "not begun")


async def test_after_a_kill_what_lay_in_the_inbox_is_handled_once_in_order_and_before_anything_new(
    tmp_path: Path,
) -> None:
    world = World()
    server = Server(world)
    await server.start()
    try:
        async with House(server, tmp_path, SEND_PER_CHAT_SECOND="0.2") as house:
            await house.start()
            await house.ready()
            ada = world.join("Ada")
            for number in range(BURST):
                world.say(ada.id, f"/nonsense {number}")
            await eventually(lambda: len(_answers(world, ada)) == BURST, within=20)
            for text in COMMANDS[:-1]:
                world.say(ada.id, text)
            await eventually(lambda: not world.updates.waiting, within=20)
            await house.kill()
            assert _inbox(house) == len(COMMANDS) - 1
            assert len(_answers(world, ada)) == BURST

            world.say(ada.id, COMMANDS[-1])
            await house.start()
            await house.ready()
            await eventually(lambda: len(_answers(world, ada)) == BURST + len(COMMANDS), within=20)
            await house.settled()
            shown = _answers(world, ada)[BURST:]
            assert len(shown) == len(COMMANDS)
            assert all(words in text for text, words in zip(shown, WORDS, strict=True)), shown
            assert await house.end() == 0
    finally:
        await server.stop()


def _answers(world: World, person: Person) -> list[str]:
    return [text_of(message) for message in world.messages(person.id) if message["from"]["is_bot"]]


def _inbox(house: House) -> int:
    with closing(sqlite3.connect(house.database)) as connection:
        (count,) = connection.execute("SELECT COUNT(*) FROM inbox").fetchone()
    return int(count)
