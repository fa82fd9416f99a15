"""What admins publish is in the database, and comes back where the disk does not have it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.app.published_courses import put_out_published
from bot.course.shelf.shelf import Shelf
from bot.storage.database import Tx
from bot.storage.school import published_courses
from bot.tutor.school import course_store
from tests import engine
from tests.admin_school import COFFEE, COURSES, LEAVES, AdminSchool, zipped
from tests.processes import Killer, environment
from tests.school import Pupil

NEWER = LEAVES.replace("Into the pot", "Into the big pot")


async def publish(office: AdminSchool, grace: Pupil, lesson: str) -> None:
    await office.send(grace, "leaves.yaml", lesson)
    await grace.press("Publish")


def deploy(folder: Path) -> None:
    if not folder.exists():
        shutil.copytree(COURSES, folder)


async def on_another_disk(office: AdminSchool, folder: Path, *, change: Callable[[Path], Any] | None) -> Path:
    """CONTENT_DIR as it is after a start with the courses that were deployed, and what was changed there."""
    deploy(folder)
    if change:
        change(folder)
    await put_out_published(replace(office.settings, content_dir=folder))
    return folder


def lesson(content: Path) -> str:
    return next((content / "tea").glob("*leaves.yaml")).read_text("utf-8")


def versions(content: Path) -> list[str]:
    return [one.path.name for one in Shelf(content).versions("tea")]


async def in_database(office: AdminSchool, work: Callable[[Tx], Any]) -> Any:
    database = await engine.opened(office.database)
    try:
        return await database.transaction(work)
    finally:
        await database.close()


async def test_what_was_published_is_taught_on_a_disk_that_was_emptied_and_can_be_undone_there(
    office: AdminSchool, grace: Pupil, tmp_path: Path
) -> None:
    await publish(office, grace, LEAVES)
    await publish(office, grace, NEWER)
    fresh = await on_another_disk(office, tmp_path / "fresh", change=None)
    assert Shelf(fresh).digest("tea") == Shelf(office.content).digest("tea")
    assert versions(fresh) == versions(office.content)
    assert len(versions(fresh)) == 3
    again = await on_another_disk(office, fresh, change=None)
    assert versions(again) == versions(office.content)


async def test_a_bot_that_starts_on_an_emptied_disk_teaches_what_was_published_last(
    closed: AdminSchool, grace: Pupil, tmp_path: Path
) -> None:
    async with closed.at_work():
        await grace.say("/start")
        await publish(closed, grace, NEWER)
    deploy(tmp_path / "fresh")
    assert closed.api
    settings = {"TELEGRAM_API_URL": closed.url, "CONTENT_DIR": str(tmp_path / "fresh")}
    bot = Killer(closed.api, environment(closed.database, **settings))
    await bot.start()
    await grace.play("""
        > /start tea--leaves
        Into the big pot
    """)
    await bot.stop()


async def test_a_new_course_comes_along_and_one_that_was_taken_away_stays_away(
    office: AdminSchool, grace: Pupil, tmp_path: Path
) -> None:
    await office.send(grace, "coffee.zip", zipped(COFFEE))
    await grace.press("Publish")
    fresh = await on_another_disk(office, tmp_path / "fresh", change=None)
    assert (fresh / "coffee" / "1-beans.yaml").read_text("utf-8") == COFFEE["1-beans.yaml"]
    await on_another_disk(office, fresh, change=lambda content: shutil.rmtree(content / "coffee"))
    assert not (fresh / "coffee").exists()
    third = await on_another_disk(office, tmp_path / "third", change=None)
    assert not (third / "coffee").exists()


@pytest.mark.parametrize("disk", ["kept", "emptied"])
async def test_what_the_operator_changed_since_wins_and_on_a_kept_disk_it_is_taught_elsewhere_too(
    office: AdminSchool, grace: Pupil, tmp_path: Path, disk: str
) -> None:
    def edit(content: Path) -> None:
        path = next((content / "tea").glob("*leaves.yaml"))
        path.write_text(path.read_text("utf-8").replace("Leaves", "Leaves and buds"), "utf-8")

    await publish(office, grace, LEAVES)
    shutil.copytree(office.content if disk == "kept" else COURSES, tmp_path / disk)
    changed = await on_another_disk(office, tmp_path / disk, change=edit)
    assert "Leaves and buds" in lesson(changed)
    other = await on_another_disk(office, tmp_path / "other", change=None)
    # Where disks are emptied, a folder without the change is one that was deployed after it.
    assert ("Leaves and buds" in lesson(other)) is (disk == "kept")


async def test_a_stand_by_with_a_disk_of_its_own_teaches_what_was_published_last(
    office: AdminSchool, grace: Pupil, tmp_path: Path
) -> None:
    await publish(office, grace, LEAVES)
    other = await on_another_disk(office, tmp_path / "other", change=None)
    await publish(office, grace, NEWER)
    await on_another_disk(office, other, change=None)
    assert "Into the big pot" in lesson(other)
    await grace.press("Restore the version before")
    await on_another_disk(office, other, change=None)
    assert "Into the pot" in lesson(other)


async def test_a_version_that_is_broken_in_the_database_is_said_and_the_last_good_one_is_taught(
    office: AdminSchool, grace: Pupil, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await publish(office, grace, LEAVES)
    await publish(office, grace, NEWER)

    def spoil(tx: Tx) -> None:
        (newest, *_) = published_courses.of_folder(tx, "tea")
        path = next(path for path in published_courses.files(tx, newest) if path.endswith("leaves.yaml"))
        digest, _ = published_courses.files(tx, newest)[path]
        tx.execute("UPDATE published_contents SET content = ? WHERE digest = ?", (b"", digest))

    await in_database(office, spoil)
    with caplog.at_level(logging.ERROR, "bot"):
        fresh = await on_another_disk(office, tmp_path / "fresh", change=None)
    assert "Into the pot" in lesson(fresh)
    assert "of tea is broken, and passed over" in caplog.text


async def test_ten_versions_stay_and_each_content_is_kept_once(office: AdminSchool, grace: Pupil) -> None:
    for number in range(12):
        await publish(office, grace, LEAVES.replace("Into the pot", f"Into pot {number}"))

    def counted(tx: Tx) -> tuple[int, int, int]:
        kept = len(published_courses.of_folder(tx, "tea"))
        (paths,) = tx.execute("SELECT count(DISTINCT digest) FROM published_files").fetchone()
        (contents,) = tx.execute("SELECT count(*) FROM published_contents").fetchone()
        return kept, paths, contents

    kept, paths, contents = await in_database(office, counted)
    assert kept == 10
    assert paths == contents


async def test_what_is_too_large_for_the_database_is_published_all_the_same_and_said(
    office: AdminSchool, grace: Pupil, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course_store, "LARGEST", 100)
    await publish(office, grace, LEAVES)
    assert "Into the pot" in lesson(office.content)
    assert "tea is too large for the database: only this disk has it" in caplog.text
