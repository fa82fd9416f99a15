"""The bot is killed during a round: no answer is lost or counted twice, and the message tells all of them."""

from __future__ import annotations

import asyncio
import sys

import pytest

from tests.group_school import Class
from tests.messages import buttons_of, letter_of, text_of
from tests.processes import Killer, environment
from tests.school import LocalApi, School

MOMENTS = ("before answerCallbackQuery", None, "before editMessageText")
"""Of the death after each answer."""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
async def test_a_kill_at_any_moment_of_a_round_loses_no_answer(api: LocalApi, closed_school: School) -> None:
    killer = Killer(api, environment(closed_school.database, TELEGRAM_API_URL=api.url))
    world, pupils = (
        closed_school.world,
        {name: closed_school.join(name) for name in ("Ada", "Bob", "Cy", "Di")},
    )
    ada = pupils["Ada"]
    group = Class(closed_school, world.create_group("Tea club", ada.id).id, pupils)
    for pupil in pupils.values():
        world.add_member(group.id, pupil.id)
    await killer.start()
    try:
        world.groups.add_bot(group.id)
        await shows(group, killer, "Hello Tea club")
        await killer.settled()
        killer.kill_at("before sendMessage")
        world.say(ada.id, "/quiz", chat_id=group.id)
        await killer.settled()
        world.say(ada.id, "/schedule", chat_id=group.id)
        await shows(group, killer, "Telegram did not tell whether “How hot?” arrived.")
        message, button = group.find("Post it again: How hot?")
        world.tap(ada.id, message["message_id"], button["callback_data"], chat_id=group.id)
        await shows(group, killer, "❓ How hot?")
        for (name, pupil), moment in zip(list(pupils.items())[1:], MOMENTS, strict=True):
            if moment:
                killer.kill_at(moment)
            letter = letter_of(group.text, "It boils" if name != "Cy" else "It sings")
            data = next(b["callback_data"] for b in buttons_of(group.last) if b["text"] == letter)
            for _ in range(2):
                world.tap(pupil.id, group.last["message_id"], data, chat_id=group.id)
            await killer.settled()
        await shows(group, killer, "3 answered")
    finally:
        await killer.stop()
    assert closed_school.rows("SELECT COUNT(*), SUM(correct) FROM round_answers") == [(3, 2)]
    assert closed_school.rows("SELECT COUNT(*) FROM rounds WHERE message_id > 0") == [(1,)]


async def shows(group: Class, killer: Killer, words: str) -> None:
    """Waits until the group shows this; a bot that died is started again."""
    async with asyncio.timeout(60):
        while not any(words in text_of(message) for message in group.messages):
            await killer.settled()
            if killer._process and killer._process.returncode is not None:
                await killer.start()
            await asyncio.sleep(0.05)
