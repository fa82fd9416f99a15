"""python -m bot broadcast: queued in the terminal, sent by the bot."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.cli import main
from bot.course.library import Library
from tests import engine
from tests.chat.broadcast.station import Station

ROOT = Path(__file__).parents[3]


@pytest.fixture
def terminal(closed: Station, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Station:
    monkeypatch.chdir(tmp_path)  # no .env lies there
    monkeypatch.setenv("DATABASE_URL", engine.url(closed.database))
    monkeypatch.setenv("CONTENT_DIR", str(ROOT / "tests" / "content"))
    monkeypatch.setenv("ADMIN_IDS", ",".join(map(str, closed.admin_ids)))
    return closed


async def broadcast(*arguments: str) -> int:
    return await asyncio.to_thread(main, ["broadcast", *arguments])


async def test_a_text_is_queued_beside_the_running_bot_which_sends_it_and_tells_the_admin(
    terminal: Station, tea: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    async with terminal.open(tea):
        grace, ada = await terminal.learners("Grace", "Ada")
        assert await broadcast("--text", "Tea is **ready**", "--audience", "everyone", "--at-night") == 0
        assert (
            "Broadcast 1 is queued for 2 chats. The running bot sends it at once." in capsys.readouterr().out
        )
        terminal.look()
        await terminal.over()
    assert ada.last["text"] == "Tea is ready"
    assert [entity["type"] for entity in ada.last["entities"]] == ["bold"]
    assert ada.labels == ["No more announcements"]
    assert grace.last["caption"].startswith("Broadcast 1 · done\nTea is ready\nsent 2 of 2")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--text", "Hi", "--audience", "all"), "--audience: must be everyone, course:ID"),
        (("--text", "Hi", "--audience", "course:coffee"), "--audience: there is no course coffee"),
        (("--text", " ", "--audience", "everyone"), "--text: must have 1 to 4096 characters"),
        (("--text", "x" * 4097, "--audience", "everyone"), "--text: must have 1 to 4096 characters"),
        (("--text", "Hi", "--audience", "everyone", "--at", "soon"), "--at: must be a time ahead, in UTC"),
    ],
)
async def test_what_cannot_be_queued_is_refused_in_one_line(
    terminal: Station,
    tea: Library,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    complaint: str,
) -> None:
    async with terminal.open(tea):
        pass
    capsys.readouterr()
    assert await broadcast(*arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(complaint)
    assert terminal.rows("SELECT * FROM broadcasts") == []
