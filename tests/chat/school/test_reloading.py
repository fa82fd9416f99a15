"""CONTENT_DIR is edited by hand: reloaded, looked at and published."""

from __future__ import annotations

from tests.admin_school import COFFEE, LEAVES, AdminSchool, zipped
from tests.school import Pupil


async def test_a_folder_that_was_edited_is_reloaded_looked_at_and_published(
    office: AdminSchool, grace: Pupil
) -> None:
    before = (office.content / "tea" / "2-leaves.yaml").read_text()
    office.write("tea/2-leaves.yaml", LEAVES.replace("feedback:", "feedbak:"))
    await grace.play("""
        > /admin
        > [Courses]
        A cup of tea
        2 lessons · 5 steps
        > [Reload the folder]
        1 mistake – nothing was changed.
        tea/2-leaves.yaml:19:5:
        Mend it, then reload the folder.
        [Reload the folder]
    """)
    office.write("tea/2-leaves.yaml", LEAVES)
    await grace.play("""
        > /admin
        > [Courses]
        > [Reload the folder]
        ➕ new: Wait
        ✎ changed: Into the pot
        > [See it as learners will]
        Two spoons a cup.
        > [Publish]
        ~ Published
        [Restore the version before]
        > [Restore the version before]
        ~ Restored
    """)
    assert (office.content / "tea" / "2-leaves.yaml").read_text() == before


async def test_a_folder_that_changes_between_the_look_and_publish_is_not_published_unseen(
    office: AdminSchool, grace: Pupil
) -> None:
    office.write("tea/2-leaves.yaml", LEAVES)
    await grace.play("""
        > /admin
        > [Courses]
        > [Reload the folder]
        ➕ new: Wait
    """)
    office.write("tea/2-leaves.yaml", LEAVES.replace("Three minutes", "Four minutes"))
    await grace.play("""
        > [Publish]
        Nothing was done: look at it again
        > [Look at it again]
        > [Publish]
        ~ Published
    """)


async def test_courses_that_are_taken_out_of_the_folder_are_named(office: AdminSchool, grace: Pupil) -> None:
    await office.send(grace, "coffee.zip", zipped(COFFEE))
    await grace.press("Publish")
    for path in (office.content / "coffee").iterdir():
        path.unlink()
    (office.content / "coffee").rmdir()
    await grace.play("""
        > /admin
        > [Courses]
        > [Reload the folder]
        Removed: A cup of coffee.
        > [Publish]
        ~ Published
        > /admin
        > [Courses]
        A cup of tea
    """)
    assert "coffee" not in grace.text


async def test_a_course_whose_folder_is_called_otherwise_now_has_its_pictures_after_a_reload(
    office: AdminSchool, grace: Pupil
) -> None:
    (office.content / "tea").rename(office.content / "cup-of-tea")
    await grace.play("""
        > /admin
        > [Courses]
        > [Reload the folder]
        > /start tea--water
        Cold water
    """)
    assert "photo" in grace.last
