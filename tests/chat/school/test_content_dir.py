"""CONTENT_DIR as it is found: unreadable, half copied, emptied, or owned by another bot."""

from __future__ import annotations

import logging
import shutil

import pytest

from bot.course.shelf.shelf import Shelf
from tests.admin_school import COFFEE, LEAVES, AdminSchool, zipped
from tests.eventually import eventually
from tests.failing_disk import UNCHANGED, asked, broken
from tests.school import Pupil


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
            {UNCHANGED}
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


@pytest.mark.parametrize("what", [".incoming", "."])
async def test_a_folder_that_is_not_what_it_was_is_told_in_words(
    office: AdminSchool, grace: Pupil, what: str
) -> None:
    shutil.rmtree(office.content / what, ignore_errors=True)
    (office.content / what).resolve().write_text("Hm.")
    await office.send(grace, "leaves.yaml", LEAVES)
    await grace.play(UNCHANGED)
    assert "None" not in grace.text
    if what == ".":
        await grace.play(f"""
            > /admin
            > [Courses]
            > [Reload the folder]
            (Not a directory). {UNCHANGED}
            > [Courses]
            A cup of tea
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
        await grace.play(f"(another bot is at work there). {UNCHANGED}")
        assert (closed.content / ".incoming" / "7").exists()
        owner.close()
        await closed.send(grace, "leaves.yaml", LEAVES)
        await grace.play("""
            > [Publish]
            ~ Published
        """)


async def test_the_log_tells_what_became_of_a_signal_to_reload_where_nothing_can_be_read(
    office: AdminSchool, caplog: pytest.LogCaptureFixture
) -> None:
    assert office.bot
    with caplog.at_level(logging.INFO, "bot"), asked(lambda path: broken(), looks=True):
        await office.bot.reload()
    assert caplog.messages == ["CONTENT_DIR: cannot be read (Input/output error); nothing was changed"]
