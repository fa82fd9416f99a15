"""A world in a folder is there again after its process was killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.emulator.web.server import Server
from bot.emulator.world.journal import FolderInUseError
from bot.emulator.world.world import World
from tests.emulator.calls import upload
from tests.emulator.conftest import Api, buttons, png


async def lived_in(folder: Path) -> tuple[World, dict[str, Any]]:
    """A world in which some things happened, never closed."""
    world = World(folder)
    server = Server(world)
    await server.start()
    ada = world.join("Ada", language_code=None)
    world.say(ada.id, "/start")
    async with aiohttp.ClientSession() as session:
        api = Api(session, server.url)
        (update,) = await api.ok("getUpdates", allowed_updates=["message", "callback_query"])
        await api.ok("getUpdates", offset=update["update_id"] + 1)
        sent = (await upload(api, "sendPhoto", "photo", png(), chat_id=ada.id))["result"]
        await api.ok("sendMessage", chat_id=ada.id, text="Q", reply_markup=buttons("a"))
        asked = world.messages(ada.id)[-1]["message_id"]
        await api.ok("editMessageText", chat_id=ada.id, message_id=asked, text="over")
        await api.ok("setMyCommands", commands=[{"command": "start", "description": "Begin"}])
        world.say(ada.id, "waiting")
        gone = await api.ok("sendMessage", chat_id=ada.id, text="gone")
        await api.ok("deleteMessage", chat_id=ada.id, message_id=gone["message_id"])
    await server.stop()
    return world, {"photo": sent["photo"][0]["file_id"], "asked": asked, "gone": gone["message_id"]}


async def test_everything_is_there_again(tmp_path: Path) -> None:
    before, seen = await lived_in(tmp_path)
    after = World(tmp_path)
    ada = after.join("Ada")
    assert ada.language_code is None
    assert after.messages(ada.id) == before.messages(ada.id)
    assert list(after.updates.waiting.values()) == list(before.updates.waiting.values())
    assert len(after.updates.waiting) == 1
    assert after.updates.allowed == ["message", "callback_query"]
    assert after.views.of(ada.id) == before.views.of(ada.id)
    photo = after.files.get(seen["photo"])
    assert photo is not None
    assert await after.files.read(photo) == png()


async def test_old_buttons_work_and_no_id_is_given_twice(tmp_path: Path) -> None:
    before, seen = await lived_in(tmp_path)
    last_update = max(before.updates.waiting)
    after = World(tmp_path)
    ada = after.join("Ada")
    query_id = after.tap(ada.id, seen["asked"], "a")
    assert max(after.updates.waiting) > last_update
    assert after.say(ada.id, "new")["message_id"] > seen["gone"]
    again = World(tmp_path)
    again.queries.answer(query_id, "still known", alert=False)


async def test_a_torn_last_line_costs_only_itself(tmp_path: Path) -> None:
    before, _ = await lived_in(tmp_path)
    journal = tmp_path / "journal.jsonl"
    with journal.open("ab") as out:
        out.write(b'[["message","1:2",{"mess')
    after = World(tmp_path)
    (person,) = after.people
    assert after.messages(person) == before.messages(person)
    after.say(person, "goes on")
    assert World(tmp_path).messages(person) == after.messages(person)


def test_a_confirmed_update_does_not_come_back(tmp_path: Path) -> None:
    world = World(tmp_path)
    ada = world.join("Ada")
    world.say(ada.id, "one")
    world.updates.clear()
    world.commit()
    assert not World(tmp_path).updates.waiting


def test_a_folder_has_one_process(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot.emulator", "--port", "0", "--journal", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().startswith("Local Bot API and chat page: http://127.0.0.1:")
        with pytest.raises(FolderInUseError):
            World(tmp_path)
        other.send_signal(signal.SIGTERM)
        assert other.wait(timeout=20) == 0
    World(tmp_path).close()


async def test_groups_and_polls_are_there_again(tmp_path: Path) -> None:
    before = World(tmp_path)
    before.bot.accept("4242:a")
    ada, bob, eve = (before.join(name) for name in ("Ada", "Bob", "Eve"))
    group = before.create_group("Study", ada.id)
    before.groups.add_bot(group.id, admin=True, can_pin_messages=False)
    for person in (bob, eve):
        before.add_member(group.id, person.id)
    before.groups.remove_member(group.id, eve.id, by=ada.id)
    before.say(ada.id, "anonymous", group.id, anonymous=True)
    poll = before.writing.send_poll(ada.id, "Q?", ["a", "b"], group.id, correct=[1])["poll"]
    before.polls.vote(bob.id, poll["id"], [0])
    forum = before.create_group("Forum", ada.id, topics=True)
    thread = before.topics.create(forum.id, "Week 1")
    new = before.groups.migrate(group.id)
    last = before.say(ada.id, "mine", new)
    after = World(tmp_path)
    for person in (ada, bob, eve):
        assert after.views.of(person.id) == before.views.of(person.id)
    for chat_id in (group.id, new, forum.id):
        assert after.chats[chat_id] == before.chats[chat_id]
    assert list(after.updates.waiting.values()) == list(before.updates.waiting.values())
    assert after.polls == before.polls
    after.polls.vote(ada.id, poll["id"], [1])
    after.say(ada.id, "there", forum.id, thread_id=thread)
    after.writing.edit_text(ada.id, last["message_id"], "still mine", new)
    assert after.create_group("Next", ada.id).id not in before.chats


async def test_a_button_of_a_deleted_message_is_remembered(tmp_path: Path) -> None:
    before, seen = await lived_in(tmp_path)
    (person,) = before.people
    before.history.delete(before.chats[person], seen["asked"])
    before.commit()
    after = World(tmp_path)
    assert after.tap(person, seen["asked"], "a")
    assert seen["asked"] not in after.chats[person].messages
    assert after.say(person, "new")["message_id"] > seen["gone"]
