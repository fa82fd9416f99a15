"""kill -9 while an answer is half done: what was put or written is still there, and counts once."""

from __future__ import annotations

import sys

import pytest

from tests import demo
from tests.messages import letter_of, text_of
from tests.processes import Killer, environment
from tests.school import LocalApi, Pupil, School

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


async def test_half_done_answers_of_all_kinds_outlive_kills(api: LocalApi, closed_school: School) -> None:
    settings = environment(
        closed_school.database, TELEGRAM_API_URL=api.url, CONTENT_DIR=str(demo.FOLDER), PORT="0"
    )
    killer, ada = Killer(api, settings), closed_school.join("Ada")
    await killer.start()
    try:
        await _gaps_and_command(ada, killer)
        await _order_and_card(ada, killer)
    finally:
        await killer.stop()
    assert killer.deaths == 6
    assert closed_school.rows(
        "SELECT step_id, attempt, result FROM answers ORDER BY answered_at, attempt"
    ) == [
        ("fill-in", 1, "right"),
        ("in-the-background", 1, "wrong"),
        ("in-the-background", 2, "right"),
        ("in-order", 1, "right"),
        ("a-card", 1, "recalled"),
    ]


async def _gaps_and_command(ada: Pupil, killer: Killer) -> None:
    await _say(ada, killer, "/start every-kind--written")
    await _skip_to(ada, killer, "Fill in")
    killer.kill_at("before sendMessage")
    await _say(ada, killer, "run")
    assert "gap 2" in _text(ada)
    killer.kill_at("after sendMessage")
    await _say(ada, killer, "container")
    assert "Running makes a new container" in _text(ada)
    await _skip_to(ada, killer, "In the background")
    killer.kill_at("before sendMessage")
    await _say(ada, killer, "docker run nginx")
    assert "The port is missing" in _text(ada)
    await _say(ada, killer, "docker run -dp 8080:80 --name web nginx")
    assert "lets it run in the background" in _text(ada)


async def _order_and_card(ada: Pupil, killer: Killer) -> None:
    await _say(ada, killer, "/start every-kind--pressed")
    await _skip_to(ada, killer, "In order")
    killer.kill_at("before editMessageText")
    await _press(ada, killer, letter_of(_text(ada), "Boil"))
    killer.kill_at("after editMessageText")
    await _press(ada, killer, letter_of(_text(ada), "Put the leaves"))
    assert "2. Put the leaves into the pot." in _text(ada)
    for line in ("Pour", "Wait"):
        await _press(ada, killer, letter_of(_text(ada), line))
    await _press(ada, killer, "Check")
    assert "Water first, patience last." in _text(ada)
    await _skip_to(ada, killer, "A card")
    await _press(ada, killer, "Turn it over")
    killer.kill_at("after answerCallbackQuery")
    await _press(ada, killer, "Good")
    assert "What one instruction adds" in _text(ada)


async def _skip_to(ada: Pupil, killer: Killer, title: str) -> None:
    while not _text(ada).startswith(title):
        await _press(ada, killer, "Next ▸" if "Next ▸" in ada.labels else "Skip ▸")


async def _say(ada: Pupil, killer: Killer, text: str) -> None:
    ada.school.world.say(ada.id, text)
    await killer.settled()


async def _press(ada: Pupil, killer: Killer, label: str) -> None:
    message, button = ada.find(label)
    ada.school.world.tap(ada.id, message["message_id"], button["callback_data"])
    await killer.settled()


def _text(ada: Pupil) -> str:
    return text_of(next(m for m in reversed(ada.messages) if m["from"]["is_bot"]))
