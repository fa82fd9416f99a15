"""What the endurance tests count as sent twice: the same message for the same update, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.emulator.api.faults import Fault, Faults
from bot.emulator.world.updates import Update
from bot.emulator.world.world import World
from bot.storage import inbox
from tests import engine
from tests.endurance.watch import WatchfulServer


@pytest.fixture
async def server() -> AsyncIterator[WatchfulServer]:
    server = WatchfulServer(World(), Faults(1.0, 1, [Fault.ERROR]))
    await server.start()
    yield server
    await server.stop()


def said(server: WatchfulServer, person: int) -> Update:
    server.world.say(person, "/continue")
    return list(server.world.updates.waiting.values())[-1]


async def confirmed(server: WatchfulServer, update: Update, folder: Path) -> None:
    """The bot put the update into its inbox."""
    received = inbox.Received(update.id, update.lane, None, update.body.decode(), None, datetime.now(UTC))
    database = await engine.opened(folder / "bot.db")
    await database.transaction(partial(inbox.keep, updates=[received]))
    await database.close()
    server.database = folder / "bot.db"
    server.world.updates.confirm(update.id + 1)


async def send_until_it_arrives(server: WatchfulServer, person: int) -> None:
    """The same message twice: the first answer is a 500."""
    async with ClientSession() as session:
        server._faults.begin()
        for _ in range(2):
            url = f"{server.url}/bot1:test/sendMessage"
            async with session.post(url, json={"chat_id": person, "text": "Here you are"}):
                server._faults.end()


@pytest.mark.parametrize("lies_in_the_inbox", [False, True])
async def test_a_message_that_comes_again_for_the_same_update_was_sent_twice(
    server: WatchfulServer, tmp_path: Path, lies_in_the_inbox: bool
) -> None:
    person = server.world.join("Ada").id
    update = said(server, person)
    if lies_in_the_inbox:
        await confirmed(server, update, tmp_path)
    await send_until_it_arrives(server, person)
    assert server.sent_twice == 1


@pytest.mark.parametrize("lies_in_the_inbox", [False, True])
async def test_a_message_that_comes_for_each_of_two_updates_was_not_sent_twice(
    server: WatchfulServer, tmp_path: Path, lies_in_the_inbox: bool
) -> None:
    person = server.world.join("Ada").id
    update = said(server, person)
    if lies_in_the_inbox:
        await confirmed(server, update, tmp_path)
    said(server, person)
    await send_until_it_arrives(server, person)
    assert server.sent_twice == 0
