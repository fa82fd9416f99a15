"""Publishing where the disk is full, cannot be read, or is changed by others: nothing is lost or untrue."""

from __future__ import annotations

import asyncio
import logging
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import orjson
import pytest

from bot.course.shelf.shelf import Shelf
from tests.admin_school import COFFEE, LEAVES, AdminSchool, zipped
from tests.eventually import eventually
from tests.failing_disk import Countdown, asked, broken, full
from tests.school import Pupil

LARGE = 4_000_000
SAID = "What is taught stays as it was."


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
            I cannot work in the folder of the courses just now (File too large). {SAID}
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
    await grace.play(f"(No space left on device). {SAID}")
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
        assert (SAID in grace.text) != taught
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
            (No space left on device). {SAID}
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
        (that version is not whole any more). {SAID}
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


async def test_a_course_that_cannot_be_read_is_named_and_goes_on_being_taught(
    office: AdminSchool, grace: Pupil
) -> None:
    def unreadable(path: str) -> None:
        if path == str(office.content / "tea"):
            broken()

    with asked(unreadable, looks=True):
        await grace.play("""
            > /admin
            > [Courses]
            > [Reload the folder]
            1 mistake – nothing was changed.
            tea:1:1:
            this folder cannot be read; check who may read it
            > /start tea--leaves
            Into the pot
        """)


async def test_a_course_that_is_being_copied_is_taught_when_it_is_whole(
    office: AdminSchool, grace: Pupil
) -> None:
    office.write("coffee/course.yaml", COFFEE["course.yaml"])
    await grace.play("""
        > /admin
        > [Courses]
        > [Reload the folder]
        1 mistake – nothing was changed.
        "1-beans.yaml" is not there
    """)
    office.write("coffee/1-beans.yaml", COFFEE["1-beans.yaml"])
    await grace.play("""
        > /admin
        > [Courses]
        > [Reload the folder]
        A cup of coffee – a new course
        > [Publish]
        ~ Published
    """)


async def test_a_course_whose_folder_is_deleted_meanwhile_is_taught_until_an_admin_takes_it_out(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "coffee.zip", zipped(COFFEE))
    await grace.press("Publish")
    shutil.rmtree(office.content / "coffee")
    await grace.play("""
        > /start coffee
        A cup of coffee
    """)
    await grace.play("""
        > /admin
        > [Courses]
        > [A cup of coffee]
        [Restore 2026-03-01 12:00 UTC]
        > [Restore 2026-03-01 12:00 UTC]
        ~ Restored
        ✅ A cup of coffee is taught again as it was: the version of 2026-03-01 12:00 UTC.
    """)
    assert (office.content / "coffee" / "course.yaml").read_text() == COFFEE["course.yaml"]
    shutil.rmtree(office.content / "coffee")
    await grace.play("""
        > /admin
        > [Courses]
        > [Reload the folder]
        Removed: A cup of coffee.
        > [Publish]
        ~ Published
    """)


async def test_where_versions_cannot_be_kept_the_folder_is_still_taught(
    closed: AdminSchool, grace: Pupil, caplog: pytest.LogCaptureFixture
) -> None:
    (closed.content / ".versions").write_text("Somebody's note.")
    async with closed.at_work():
        assert caplog.messages[0].startswith("CONTENT_DIR: cannot be put in order (")
        await grace.say("/start")
        await closed.send(grace, "leaves.yaml", LEAVES)
        await grace.play(f"""
            > [Publish]
            {SAID}
            > [Courses]
            > [A cup of tea]
        """)
        closed.write("tea/2-leaves.yaml", LEAVES)
        await grace.play("""
            > [Courses]
            > [Reload the folder]
            > [Publish]
            ~ Published
        """)
    assert (closed.content / ".versions").read_text() == "Somebody's note."


async def test_admins_are_told_at_the_start_of_a_course_that_is_taught_from_elsewhere(
    closed: AdminSchool, grace: Pupil
) -> None:
    closed.appoint("Alan")  # who has never written to the bot
    async with closed.at_work():
        await grace.say("/start")

    def unreadable(path: str) -> None:
        if path == str(closed.content / "tea"):
            broken()

    with asked(unreadable, looks=True):
        async with closed.at_work():
            await eventually(lambda: "I teach the last good version" in grace.text)
            assert "A cup of tea" in grace.text
            await grace.play("""
                > /start tea--leaves
                Into the pot
            """)
    assert len(closed.api.complaints if closed.api else ["?"]) == 0


async def test_an_upload_that_nobody_published_for_two_weeks_goes_with_its_files(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    office.clock.pass_(days=15)
    await office.send(grace, "leaves.yaml", LEAVES)
    assert [path.name for path in (office.content / ".incoming").iterdir()] == ["2"]


@pytest.mark.parametrize("what", [".incoming", "."])
async def test_a_folder_that_is_not_what_it_was_is_told_in_words(
    office: AdminSchool, grace: Pupil, what: str
) -> None:
    shutil.rmtree(office.content / what, ignore_errors=True)
    (office.content / what).resolve().write_text("Hm.")
    await office.send(grace, "leaves.yaml", LEAVES)
    await grace.play(SAID)
    assert "None" not in grace.text
    if what == ".":
        await grace.play(f"""
            > /admin
            > [Courses]
            > [Reload the folder]
            (Not a directory). {SAID}
            > [Courses]
            A cup of tea
        """)


async def test_one_folder_that_does_not_go_keeps_no_other_from_going(
    closed: AdminSchool, grace: Pupil, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(1, 10):
        (closed.content / ".incoming" / f"{number}").mkdir(parents=True)

    def stuck(path: str) -> None:
        if path == str(closed.content / ".incoming" / "5"):
            broken()

    with asked(stuck):
        async with closed.at_work():
            assert [path.name for path in (closed.content / ".incoming").iterdir()] == ["5"]
    assert caplog.messages == ["CONTENT_DIR: cannot be put in order (Input/output error)"]
    assert len(Shelf(closed.content).versions("tea")) == 1


async def test_two_bots_with_databases_of_their_own_do_not_clear_each_others_uploads(
    office: AdminSchool, grace: Pupil, caplog: pytest.LogCaptureFixture
) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    other = Shelf(office.content)
    with pytest.raises(OSError, match="another bot is at work there"):
        other.claim()
    await grace.play("""
        > [Publish]
        ~ Published
    """)


async def test_beside_a_bot_that_owns_the_folder_another_says_so_and_changes_nothing(
    closed: AdminSchool, grace: Pupil
) -> None:
    owner = Shelf(closed.content)
    owner.claim()
    (closed.content / ".incoming" / "7").mkdir(parents=True)
    async with closed.at_work():
        await grace.say("/start")
        await closed.send(grace, "leaves.yaml", LEAVES)
        await grace.play(f"(another bot is at work there). {SAID}")
        assert (closed.content / ".incoming" / "7").exists()
        owner.close()
        await closed.send(grace, "leaves.yaml", LEAVES)
        await grace.play("""
            > [Publish]
            ~ Published
        """)


async def test_what_an_admin_sent_is_in_their_copy_and_goes_with_them(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    await grace.say("/mydata")
    data = orjson.loads(await office.file(grace.last))
    assert [row["name"] for row in data["uploads"]] == ["leaves.yaml"]
    await grace.play("""
        > /forget
        > [Delete everything]
        All of it is deleted.
    """)
    assert office.rows("SELECT * FROM uploads") == []
    assert not list((office.content / ".incoming").iterdir())


async def test_what_a_kill_left_of_an_upload_that_was_forgotten_goes_at_the_next_start(
    closed: AdminSchool, grace: Pupil, caplog: pytest.LogCaptureFixture
) -> None:
    async with closed.at_work():
        await grace.say("/start")
        await closed.send(grace, "leaves.yaml", LEAVES)
        with asked(Countdown(closed.content / ".incoming", 1, broken, lasting=True)):
            await grace.play("""
                > /forget
                > [Delete everything]
                All of it is deleted.
            """)
    assert "CONTENT_DIR: an upload cannot be deleted yet (Input/output error)" in caplog.messages
    assert [path.name for path in (closed.content / ".incoming").iterdir()] == ["1"]
    async with closed.at_work():
        assert not list((closed.content / ".incoming").iterdir())


async def test_the_log_tells_what_became_of_a_signal_to_reload_where_nothing_can_be_read(
    office: AdminSchool, caplog: pytest.LogCaptureFixture
) -> None:
    assert office.bot
    with caplog.at_level(logging.INFO, "bot"), asked(lambda path: broken(), looks=True):
        await office.bot.reload()
    assert caplog.messages == ["CONTENT_DIR: cannot be read (Input/output error); nothing was changed"]
