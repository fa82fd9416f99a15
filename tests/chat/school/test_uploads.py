"""What becomes of zips that people pack by themselves, as transcripts."""

from __future__ import annotations

import pytest

from bot.course.model import Course
from bot.course.reading.loader import load_course
from tests.admin_school import COFFEE, LEAVES, AdminSchool, zipped
from tests.school import Pupil

NAMELESS = {**COFFEE, "course.yaml": COFFEE["course.yaml"].replace("id: coffee\n", "")}
"""The course without an id of its own."""


def stronger(files: dict[str, str]) -> dict[str, str]:
    return {**files, "1-beans.yaml": files["1-beans.yaml"].replace("Not too fine.", "Very fine.")}


def inside(folder: str, files: dict[str, str]) -> dict[str, str]:
    return {f"{folder}/{name}": text for name, text in files.items()}


async def test_what_the_course_does_not_need_is_left_out_of_a_zip(office: AdminSchool, grace: Pupil) -> None:
    others = {"coffee/README.md": "x", "coffee/.DS_Store": "x", "Thumbs.db": "x", "coffee/compose.yaml": "["}
    await office.send(grace, "coffee.zip", zipped({**inside("coffee", COFFEE), **others}))
    await grace.play("""
        A cup of coffee – a new course, without a mistake
        > [Publish]
        ✅ A cup of coffee
    """)
    names = {path.name for path in (office.content / "coffee").iterdir()}
    assert names == {"course.yaml", "1-beans.yaml", "compose.yaml"}


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            {"course.yml": COFFEE["course.yaml"]},
            '"course.yml" has to be named course.yaml, exactly like this',
        ),
        ({"Course.yaml": COFFEE["course.yaml"]}, '"Course.yaml" has to be named course.yaml'),
        (
            {"coffee/course.yaml": COFFEE["course.yaml"]},
            '"coffee/course.yaml" has to lie at the top of the zip, or in the only folder there.',
        ),
        (
            {"a/course.yaml": COFFEE["course.yaml"], "b/course.yaml": COFFEE["course.yaml"]},
            "There are several courses in this zip; send each in a zip of its own.",
        ),
    ],
)
async def test_a_course_file_that_is_misnamed_or_misplaced_in_a_zip_is_named(
    office: AdminSchool, grace: Pupil, files: dict[str, str], words: str
) -> None:
    await office.send(grace, "coffee.zip", zipped({**files, "1-beans.yaml": COFFEE["1-beans.yaml"]}))
    await grace.play(f"""
        {words}
        Nothing was changed.
    """)


async def test_all_files_that_are_neither_lesson_nor_course_are_named(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "x.zip", zipped({"a.yaml": "title: A", "b.yaml": "title: B"}))
    await grace.play("""
        "a.yaml" is neither a lesson nor a course
        "b.yaml" is neither a lesson nor a course
        Nothing was changed.
    """)


@pytest.mark.parametrize("name", ["coffee.zip", "coffee (1).zip", "neu.zip"])
async def test_the_same_course_in_a_zip_of_another_name_is_a_new_version_of_it(
    office: AdminSchool, grace: Pupil, name: str
) -> None:
    await office.send(grace, "coffee.zip", zipped(NAMELESS))
    await grace.press("Publish")
    await office.send(grace, name, zipped(stronger(NAMELESS)))
    await grace.play("""
        A cup of coffee – no mistakes
        ✎ changed: Grind them
        > [Publish]
        ✅ A cup of coffee
    """)
    assert ids(office) == {"coffee": "coffee", "tea": "tea"}


async def test_a_course_is_called_as_the_folder_in_its_zip(office: AdminSchool, grace: Pupil) -> None:
    await office.send(grace, "final version 2.zip", zipped(inside("coffee", NAMELESS)))
    await grace.press("Publish")
    assert ids(office) == {"coffee": "coffee", "tea": "tea"}


async def test_a_course_with_an_id_of_its_own_may_have_the_title_of_another(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "coffee.zip", zipped(COFFEE))
    await grace.press("Publish")
    other = {**COFFEE, "course.yaml": COFFEE["course.yaml"].replace("id: coffee", "id: espresso")}
    await office.send(grace, "coffee.zip", zipped(other))
    await grace.play("""
        A cup of coffee – a new course, without a mistake
        > [Publish]
    """)
    assert ids(office) == {"coffee": "coffee", "espresso": "espresso", "tea": "tea"}


async def test_a_new_version_without_the_id_of_the_course_takes_nobodys_place(
    office: AdminSchool, grace: Pupil
) -> None:
    for name, text in COFFEE.items():
        office.write(f"drinks/{name}", text)
    await grace.play("""
        > /admin
        > [Courses]
        > [Reload the folder]
        > [Publish]
    """)
    await office.send(grace, "x.zip", zipped(stronger(NAMELESS)))
    await grace.play("""
        This looks like a new version of "A cup of coffee", but says nothing of it: add the line id: coffee to
        Nothing was changed.
    """)
    assert ids(office) == {"drinks": "coffee", "tea": "tea"}


async def test_before_it_is_published_an_admin_is_told_what_is_worth_a_look(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "2-leaves.yaml", LEAVES.replace("Three minutes.", "Wait for cup #5."))
    await grace.play("""
        A cup of tea – no mistakes
        Worth a look
        2-leaves.yaml:10
        YAML takes this for a comment
        Nothing has changed yet.
        [Publish]
    """)
    office.write("tea/2-leaves.yaml", LEAVES)
    office.write("tea/3-forgotten.yaml", LEAVES)
    await grace.play("""
        > /admin
        > [Courses]
        > [Reload the folder]
        Worth a look
        tea/3-forgotten.yaml:1
        course.yaml does not list this file
    """)


def ids(office: AdminSchool) -> dict[str, str]:
    """The courses in the folder: their folders, and their ids."""
    loaded = {path.parent.name: load_course(path.parent) for path in office.content.glob("*/course.yaml")}
    return {name: course.id for name, course in loaded.items() if isinstance(course, Course)}


async def test_mistakes_name_the_file_as_its_sender_named_it(office: AdminSchool, grace: Pupil) -> None:
    await office.send(grace, "Teeblätter (neu).yaml", LEAVES.replace("    id: wait\n    text: ", "    txt: "))
    await grace.play("""
        1 mistake
        Teeblätter (neu).yaml:9:5:
        "txt" is not known here
    """)
    await office.send(grace, "Teeblätter (neu).yaml", LEAVES.replace("Three minutes.", "Wait for cup #5."))
    await grace.play("""
        Worth a look
        Teeblätter (neu).yaml:10
    """)
    await office.send(grace, "Tee.yaml", LEAVES.replace("title: Leaves", "title: Tea: leaves"))
    await grace.play("""
        1 mistake
        Tee.yaml:2:11:
    """)


@pytest.mark.parametrize(
    "lessons", ["[1-water.yaml, 2-leaves.yaml]", "[\n  1-water.yaml, # the first\n  2-leaves.yaml,\n]"]
)
async def test_a_new_lesson_keeps_the_list_of_lessons_whole(
    office: AdminSchool, grace: Pupil, lessons: str
) -> None:
    course = (office.content / "tea" / "course.yaml").read_text("utf-8")
    office.write("tea/course.yaml", course.replace("[1-water.yaml, 2-leaves.yaml]", lessons))
    await office.send(grace, "cups.yaml", LEAVES.replace("id: leaves", "id: cups").replace("id: ", "id: my-"))
    await grace.play("""
        > [Publish]
        ✅ A cup of tea
    """)
    tea = load_course(office.content / "tea")
    assert isinstance(tea, Course)
    assert [lesson.id for lesson in tea.lessons][-2:] == ["leaves", "my-cups"]
