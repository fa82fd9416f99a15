"""Publishing where the disk is full, cannot be read, or is changed by others: nothing is lost or untrue."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from bot.course.shelf.shelf import Shelf
from tests.admin_school import LEAVES, AdminSchool
from tests.failing_disk import UNCHANGED, Countdown, asked, broken, full
from tests.school import Pupil

LARGE = 4_000_000


@contextmanager
def no_room() -> Iterator[None]:
    """No file may grow beyond three megabytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def test_on_a_full_disk_publish_says_so_and_works_again_once_there_is_room(
    office: AdminSchool, grace: Pupil, caplog: pytest.LogCaptureFixture
) -> None:
    (office.content / "tea" / "film.png").write_bytes(bytes(LARGE))
    before = files_in(office.content / "tea")
    await office.send(grace, "leaves.yaml", LEAVES)
    with no_room():
        await grace.play(f"""
            > [Publish]
            I cannot work in the folder of the courses just now (File too large). {UNCHANGED}
            What you wanted to publish is still here
            [Look at it again]
            > [Look at it again]
            (File too large)
            [Look at it again]
        """)
    assert files_in(office.content / "tea") == before
    assert "CONTENT_DIR: cannot be written (File too large)" in caplog.messages
    assert "Traceback" not in caplog.text
    await grace.play("""
        > [Look at it again]
        ➕ new: Wait
        > [Publish]
        ~ Published
    """)
    assert (office.content / "tea" / "2-leaves.yaml").read_text() == LEAVES
    shelf = Shelf(office.content)
    assert len(shelf.versions("tea")) == len([*(office.content / ".versions" / "tea").iterdir()]) == 3


async def test_a_file_for_which_there_is_no_room_leaves_nothing_and_can_be_sent_again(
    office: AdminSchool, grace: Pupil
) -> None:
    with asked(Countdown(office.content / ".incoming", 3, full, lasting=True)):
        await office.send(grace, "leaves.yaml", LEAVES)
    await grace.play(f"(No space left on device). {UNCHANGED}")
    assert "still here" not in grace.text
    assert office.rows("SELECT * FROM uploads") == []
    await office.send(grace, "leaves.yaml", LEAVES)
    await grace.play("""
        > [Publish]
        ~ Published
    """)


async def test_at_whatever_moment_the_disk_fails_what_an_admin_reads_after_publish_is_true(
    office: AdminSchool, grace: Pupil
) -> None:
    seen: list[bool] = []
    for moment in range(1, 1000, 5):
        text = LEAVES.replace("Three minutes", f"{moment} minutes")
        await office.send(grace, "leaves.yaml", text)
        fault = Countdown(office.content, moment, broken, lasting=True)
        with asked(fault):
            await grace.press("Publish")
        folder = Shelf(office.content).elsewhere().get("tea", office.content / "tea")
        taught = (folder / "2-leaves.yaml").read_text() == text
        assert ("is taught like this from now on" in grace.text) == taught
        assert (UNCHANGED in grace.text) != taught
        seen.append(taught)
        if not fault.struck:
            break
        if not taught:
            await grace.play("""
                > [Look at it again]
                > [Publish]
                ~ Published
            """)
    assert {*seen[:-1]} == {False, True}


async def test_a_restore_for_which_there_is_no_room_changes_nothing(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    await grace.press("Publish")
    with asked(Countdown(office.content / ".incoming" / "0", 2, full)):
        await grace.play(f"""
            > [Restore the version before]
            (No space left on device). {UNCHANGED}
            [Courses]
        """)
    assert (office.content / "tea" / "2-leaves.yaml").read_text() == LEAVES
    assert not (office.content / ".incoming" / "0").exists()
    await grace.play("""
        > [Courses]
        > [A cup of tea]
        > [Restore 2026-03-01 12:00:00 UTC]
        ~ Restored
    """)


async def test_a_version_that_is_not_whole_is_not_restored(office: AdminSchool, grace: Pupil) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    await grace.press("Publish")
    (Shelf(office.content).versions("tea")[1].path / "pictures" / "cup.png").write_bytes(b"")
    await grace.play(f"""
        > [Restore the version before]
        (that version is not whole any more). {UNCHANGED}
    """)
    assert (office.content / "tea" / "2-leaves.yaml").read_text() == LEAVES


async def test_a_crash_while_an_upload_is_laid_over_its_course_publishes_nothing_by_itself(
    office: AdminSchool, grace: Pupil
) -> None:
    """Half of what was made, or nothing of it, is not taken for what was looked at."""
    await office.send(grace, "leaves.yaml", LEAVES)
    before = files_in(office.content / "tea")
    _, publish = grace.find("Publish")
    made = office.content / ".incoming" / "1" / "tea"

    def between(path: str) -> None:
        if not made.exists():
            broken()

    with asked(Countdown(office.content / ".versions", 1, full)):
        await grace.press("Publish")
    with asked(between):
        await grace.press("Look at it again")
    assert not made.exists()
    await grace.tap(grace.last, publish)
    await grace.play("Nothing was done: look at it again")
    assert files_in(office.content / "tea") == before
    await grace.play("""
        > [Look at it again]
        > [See it as learners will]
        Two spoons a cup.
        > [Publish]
        ~ Published
    """)


async def test_a_publish_that_was_done_and_not_answered_is_told_as_done(
    closed: AdminSchool, grace: Pupil
) -> None:
    async with closed.at_work():
        await grace.say("/start")
        await closed.send(grace, "leaves.yaml", LEAVES)
    shelf = Shelf(closed.content)
    shelf.put(closed.content / ".incoming" / "1" / "tea", "tea", closed.clock())
    async with closed.at_work():
        await grace.play("""
            > [Publish]
            ~ Published
            ✅ A cup of tea
            [Restore the version before]
        """)
    assert closed.rows("SELECT * FROM uploads") == []


async def test_a_reload_in_the_middle_of_a_publication_sees_all_of_it(
    closed: AdminSchool, grace: Pupil
) -> None:
    alan = closed.appoint("Alan")
    between, go = Event(), Event()

    def wait(path: str) -> None:
        if path == str(closed.content / ".incoming" / "1" / "tea") and not (closed.content / "tea").exists():
            between.set()
            assert go.wait(10)

    async with closed.at_work():
        for admin in (grace, alan):
            await admin.say("/start")
        await alan.play("""
            > /admin
            > [Courses]
        """)
        await closed.send(grace, "leaves.yaml", LEAVES)
        with asked(wait):
            publishing = asyncio.create_task(grace.press("Publish"))
            await asyncio.to_thread(between.wait)
            reloading = asyncio.create_task(alan.press("Reload the folder"))
            await asyncio.wait((reloading,), timeout=0.3)
            go.set()
            await asyncio.gather(publishing, reloading)
        assert alan.text == "That is what is taught already: there is nothing to publish."
