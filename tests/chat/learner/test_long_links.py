"""Links to lessons whose ids are too long for the 64 characters of a link."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.course.library import Library
from bot.course.reading.loader import load_library
from bot.tools.check import look
from bot.views.course_messages import in_words
from bot.views.deep_links import course_of, to_course
from tests.school import School

TEA = Path(__file__).parents[2] / "content" / "tea"
COURSE = "everything-that-there-is-to-say-about-a-good-cup-of-tea"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(TEA, tmp_path / COURSE)
    course = tmp_path / COURSE / "course.yaml"
    course.write_text(course.read_text("utf-8").replace("id: tea\n", f"id: {COURSE}\n"), "utf-8")
    lesson = tmp_path / COURSE / "1-water.yaml"
    text = re.sub(r"^(id: .*\n)?", "id: how-to-boil-it\n", lesson.read_text("utf-8"))
    lesson.write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def long(folder: Path) -> Library:
    loaded = load_library(folder)
    assert isinstance(loaded, Library), loaded
    return loaded


@pytest.fixture
async def school(closed_school: School, long: Library) -> AsyncIterator[School]:
    async with closed_school.open(long):
        yield closed_school


async def test_a_lesson_is_linked_by_its_key_where_there_is_no_room_for_its_ids(school: School) -> None:
    payload = to_course(COURSE, "how-to-boil-it")
    assert re.fullmatch(r"L[\w-]{8}", payload)
    ada = school.join("Ada")
    await ada.play(f"""
        > /start {payload}
        Cold water
    """)
    await ada.play("""
        > /start LAAAAAAAA
        That link leads
    """)


def test_a_link_leads_where_it_was_made_for(long: Library) -> None:
    (course,) = long.courses
    for lesson in course.lessons:
        payload = to_course(course.id, lesson.id)
        assert len(payload) <= 64
        assert course_of(payload, long.courses) == (course, lesson)
    assert course_of(to_course(course.id, None), long.courses) == (course, None)


def test_check_tells_the_link_to_such_a_lesson(folder: Path) -> None:
    right = to_course(COURSE, "how-to-boil-it")
    for where in (folder, folder / COURSE):
        (note,) = look(where).notes
        assert in_words(note.message).endswith(f"by ?start={right}")
        assert note.file.name == "course.yaml"
