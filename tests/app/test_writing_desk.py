"""A course while it is written: what is shown after a save, and what stays."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.app import writing_desk
from bot.app.writing_desk import Looked, Manuscript, WritingDesk, changed_step
from bot.cli import main
from bot.course.library import Library
from bot.course.starter import starter_files
from bot.emulator.errors import RefusedError
from bot.emulator.world.event_streams import EventStream
from bot.emulator.world.world import World
from bot.tools.check import Before, look
from tests.eventually import PATIENCE, eventually


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tea"
    for name, data in starter_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def desk_of(folder: Path, world: World) -> WritingDesk:
    before = Before()

    def now() -> Looked:
        found = look(folder, before)
        return Looked(found.courses, (*found.mistakes, *found.notes))

    return WritingDesk(Manuscript(folder, now), world)


async def test_all_steps_are_listed_and_those_for_review_stand_in_a_last_lesson(folder: Path) -> None:
    desk = desk_of(folder, World())
    await desk.begin()
    (course,) = desk.panel.state["courses"]
    assert [lesson["title"] for lesson in course["lessons"]] == ["Water", "Leaves", "Questions for review"]
    assert [step["title"] for step in course["lessons"][2]["steps"]] == ["A card", "Short or long"]
    assert {step["kind"] for lesson in course["lessons"] for step in lesson["steps"]} == {
        *("section", "question", "check")
    }


async def test_after_a_mistake_the_last_good_version_is_taught_until_it_is_mended(folder: Path) -> None:
    world = World()
    desk = desk_of(folder, world)
    await desk.begin()
    good = desk.library
    stop, taught = asyncio.Event(), asyncio.Queue[Library]()
    watching = asyncio.create_task(desk.watch(taught.put_nowait, stop))
    page = world.events.open(world.join("Ada").id, lambda: None)
    await asyncio.sleep(0)
    edit(folder, "1-water.yaml", "    note: Soft", "    noot: Soft")
    found = await _until(page, lambda state: state["found"])
    assert found["found"][0]["line"] == "noot: Soft water makes a clearer tea."
    assert found["found"][0]["note"] is False
    assert desk.library is good
    edit(folder, "1-water.yaml", "    noot: Soft", "    note: Hard")
    library = await taught.get()
    assert (await _until(page, lambda state: not state["found"]))["courses"]
    step = changed_step(good, library)
    assert step == good.courses[0].step_key("fresh-water")
    stop.set()
    await watching


async def test_whatever_fails_while_files_are_watched_the_next_save_is_seen(
    folder: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing_desk, "AFTER_FAILURE", 0.01)
    world, before = World(), Before()
    wrong: list[Exception] = []

    def now() -> Looked:
        if wrong:
            raise wrong.pop()
        found = look(folder, before)
        return Looked(found.courses, (*found.mistakes, *found.notes))

    desk = WritingDesk(Manuscript(folder, now), world)
    await desk.begin()
    stop, taught = asyncio.Event(), asyncio.Queue[Library]()
    watching = asyncio.create_task(desk.watch(taught.put_nowait, stop))
    await asyncio.sleep(0)
    wrong.append(RuntimeError("somebody's words"))
    edit(folder, "1-water.yaml", "    note: Soft", "    note: Hard")
    assert "Hard water" in str((await taught.get()).courses)
    (line,) = caplog.messages
    assert line.startswith("the files cannot be watched, it is tried again: RuntimeError at ")
    away = folder.with_name("away")
    shutil.copytree(folder, away)
    edit(away, "1-water.yaml", "    note: Hard", "    note: Deep")
    shutil.rmtree(folder)
    await eventually(lambda: len(caplog.messages) > 1)
    shutil.copytree(away, folder)
    await _taught(taught, "Deep water")
    edit(folder, "1-water.yaml", "    note: Deep", "    note: Cold")
    await _taught(taught, "Cold water")
    stop.set()
    await watching


async def test_a_step_that_is_no_more_is_refused_in_words(folder: Path) -> None:
    world = World()
    desk = desk_of(folder, world)
    await desk.begin()
    with pytest.raises(RefusedError, match="not there any more"):
        desk.open(world.join("Ada").id, "nowhere")


async def test_what_is_read_again_is_what_a_first_look_finds(folder: Path) -> None:
    before = Before()
    look(folder, before)
    for name, old, new in (
        ("1-water.yaml", "    note: Soft", "    noot: Soft"),
        ("1-water.yaml", "    noot: Soft", "    note: Soft"),
        ("2-leaves.yaml", "section: Leaves and time", "section: Fresh water"),
        ("2-leaves.yaml", "section: Fresh water", "section: Time"),
        ("programs/kettle.yaml", "flag: --to", "flag: --until"),
        ("programs/kettle.yaml", "flag: --until", "flag: --to"),
        ("course.yaml", "title: A cup", "title: *A* cup"),
    ):
        edit(folder, name, old, new)
        assert look(folder, before) == look(folder), (name, new)
    (folder / "pictures" / "cup.png").write_bytes(b"no picture")
    assert look(folder, before) == look(folder)
    assert look(folder).mistakes


def test_a_folder_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["write", "nowhere"]) == 2
    assert capsys.readouterr().err == "nowhere: there is no such folder\n"


async def _taught(taught: asyncio.Queue[Library], words: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while words not in str((await taught.get()).courses):
            continue


async def _until(page: EventStream, holds: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """What the page is shown as soon as this holds of it."""
    while event := await page.next(20):
        name, _, data = event.decode().partition("\n")
        if name == "event: desk":
            state: dict[str, Any] = json.loads(data.removeprefix("data: "))
            if holds(state):
                return state
    raise AssertionError
