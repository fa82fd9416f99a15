"""Whole courses: shared by a link, hidden and shown, removed and brought back, and handed out as files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from bot.course.reading.loader import load_course
from tests.admin_school import COFFEE, AdminSchool, zipped
from tests.school import Pupil


@pytest.fixture
def closed(closed: AdminSchool) -> AdminSchool:
    """With two courses."""
    for name, text in COFFEE.items():
        closed.write(f"coffee/{name}", text)
    return closed


async def open_tea(grace: Pupil) -> None:
    await grace.play("""
        > /admin
        > [Courses]
        > [A cup of tea]
    """)


async def test_a_hidden_course_is_found_by_nobody_new_and_kept_by_who_is_in_it(
    office: AdminSchool, grace: Pupil
) -> None:
    ada, bob = office.join("Ada"), office.join("Bob")
    await ada.play("""
        > /start tea
        > [Begin]
        Cold water
    """)
    await bob.play("""
        > /start tea
        [Begin]
    """)
    await open_tea(grace)
    await grace.play("""
        > [Hide]
        Hide A cup of tea?
        not among the courses, not by its link and not by searching.
        1 learner is under way in it, and goes on as before.
        [Hide] [Never mind]
        > [Hide]
        ~ Hidden
        It is hidden: only those who have begun it find it.
        [Show again] [Remove]
        > [Courses]
        A cup of tea · hidden
    """)
    await bob.play("""
        > [Begin]
        That part of the course is not there any more.
        > /start tea
        That link leads to nothing here
        A cup of coffee
    """)
    assert "A cup of tea" not in bob.text
    await bob.say("/start tea--leaves")
    assert "leads to nothing" in bob.text
    await bob.say("/find leaf")
    assert "Leaf" not in bob.text
    await ada.play("""
        > [Next ▸]
        > /lessons
        A cup of tea
        > /start
        You are in A cup of tea
    """)


async def test_what_is_hidden_stays_hidden_through_a_restart_and_a_new_version_and_is_shown_again(
    closed: AdminSchool, grace: Pupil
) -> None:
    async with closed.at_work():
        await grace.say("/start")
        await open_tea(grace)
        await grace.press("Hide")
        await grace.press("Hide")
    async with closed.at_work():
        bob = closed.join("Bob")
        await bob.say("/start")
        assert "A cup of tea" not in bob.text
        lesson = (closed.content / "tea" / "2-leaves.yaml").read_text()
        await closed.send(grace, "leaves.yaml", lesson.replace("title: Leaves", "title: The leaves"))
        await grace.play("""
            > [Publish]
            It is hidden: only those who have begun it find it.
        """)
        assert "t.me" not in grace.text
        closed.write("coffee/1-beans.yaml", COFFEE["1-beans.yaml"].replace("Not too", "Not very"))
        await grace.play("""
            > /admin
            > [Courses]
            > [Reload the folder]
            A cup of coffee – no mistakes
        """)
        assert "A cup of tea" not in grace.text
        await open_tea(grace)
        await grace.play("""
            > [Show again]
            ~ Shown again
            [Hide] [Remove]
        """)
        await bob.say("/start")
        assert "A cup of tea" in bob.text


async def test_a_removed_course_is_told_to_who_was_in_it_and_comes_back_with_everybodys_place(
    office: AdminSchool, grace: Pupil
) -> None:
    ada = office.join("Ada")
    await ada.play("""
        > /start tea
        > [Begin]
        > [Next ▸]
    """)
    place = ada.text
    await open_tea(grace)
    await grace.play("""
        > [Remove]
        Remove A cup of tea?
        1 learner is under way in it, and will be told that it is not taught any more.
        Progress and cards are kept
        To let those who are in it finish it, hide it instead.
        [Remove] [Never mind]
        > [Remove]
        ~ Removed
        A cup of tea is not taught any more.
        [Bring it back]
    """)
    assert not (office.content / "tea").exists()
    await ada.play("""
        > /continue
        The course you were in is not taught any more. Your progress in it is kept, should it come back.
    """)
    await grace.play("""
        > [Bring it back]
        ✅ A cup of tea is taught like this from now on.
    """)
    await ada.say("/continue")
    assert ada.text == place


async def test_a_removed_course_stays_away_through_a_restart_and_can_still_be_brought_back(
    closed: AdminSchool, grace: Pupil
) -> None:
    before = {path.name: path.read_bytes() for path in (closed.content / "tea").glob("*.yaml")}
    async with closed.at_work():
        await grace.say("/start")
        await open_tea(grace)
        await grace.press("Remove")
        await grace.press("Remove")
    async with closed.at_work():
        await grace.play("""
            > /admin
            > [Courses]
            > [Removed courses]
            Each can be brought back as it was
            > [Bring back: A cup of tea]
            ✅ A cup of tea is taught like this from now on.
        """)
    assert {path.name: path.read_bytes() for path in (closed.content / "tea").glob("*.yaml")} == before


async def test_the_only_course_that_can_be_begun_is_neither_hidden_nor_removed(
    office: AdminSchool, grace: Pupil
) -> None:
    await open_tea(grace)
    await grace.press("Hide")
    await grace.press("Hide")
    for label in ("Hide", "Remove"):
        await grace.play(f"""
            > /admin
            > [Courses]
            > [A cup of coffee]
            > [{label}]
            A cup of coffee is the only course that learners can begin, so it stays.
        """)


async def test_a_course_that_changed_since_the_question_is_not_removed_unseen(
    office: AdminSchool, grace: Pupil
) -> None:
    await open_tea(grace)
    await grace.press("Remove")
    office.write("tea/notes.yaml", "new: words\n")
    await grace.press("Remove")
    assert "Nothing was done" in grace.text
    assert (office.content / "tea").exists()


async def test_a_course_whose_id_is_taken_by_now_is_not_brought_back_over_the_other(
    office: AdminSchool, grace: Pupil
) -> None:
    await open_tea(grace)
    await grace.press("Remove")
    await grace.press("Remove")
    office.write("other/course.yaml", COFFEE["course.yaml"].replace("id: coffee", "id: tea"))
    office.write("other/1-beans.yaml", COFFEE["1-beans.yaml"])
    await grace.play("""
        > /admin
        > [Courses]
        > [Reload the folder]
        > [Publish]
        > /admin
        > [Courses]
        > [Removed courses]
        > [Bring back: A cup of tea]
        is taught now, and has the same id: tea. Nothing was changed.
    """)


async def test_after_publish_there_is_a_link_to_the_course_and_its_qr_code(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "cocoa.zip", zipped({**COFFEE, "course.yaml": COCOA}))
    name = "local_tutor_bot"
    await grace.play(f"""
        > [Publish]
        To share: https://t.me/{name}?start=cocoa
        > [QR code]
        https://t.me/{name}?start=cocoa
        The link and the code open this course.
        [Open it]
    """)
    assert grace.last["photo"]
    bob = office.join("Bob")
    await bob.say("/start cocoa")
    assert "A cup of cocoa" in bob.text


async def test_the_text_of_a_course_comes_as_a_zip_that_can_be_sent_back(
    office: AdminSchool, grace: Pupil
) -> None:
    await open_tea(grace)
    await grace.press("Download")
    await grace.press("Its files (YAML, zip)")
    sent = grace.last
    assert sent["document"]["file_name"] == "tea.zip"
    data = await office.file(sent)
    await office.send(grace, "tea.zip", data)
    assert "That is what is taught already" in grace.text
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist()}
    files["2-leaves.yaml"] = files["2-leaves.yaml"].replace(b"title: Leaves", b"title: The leaves")
    await office.send(grace, "tea.zip", zipped(files))
    assert "Publish" in grace.labels


async def test_a_course_to_begin_from_comes_as_a_zip_that_can_be_published(
    office: AdminSchool, grace: Pupil, tmp_path: Path
) -> None:
    await grace.play("""
        > /admin
        > [Courses]
        > [A course to begin from]
    """)
    data = await office.file(grace.last)
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        bundle.extractall(tmp_path / "made")
    assert not isinstance(load_course(tmp_path / "made" / "my-course"), tuple)
    await office.send(grace, "my-course.zip", data)
    assert "Publish" in grace.labels


COCOA = COFFEE["course.yaml"].replace("coffee", "cocoa")
