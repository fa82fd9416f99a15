"""Where a course ends, the one that goes on from there is offered."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.course.library import Library
from bot.course.reading.loader import load_library
from tests.school import Pupil, School

TEA = Path(__file__).parents[2] / "content" / "tea"
NEXT = "What comes next: A pot of coffee"


@pytest.fixture
def tea_then_coffee(tmp_path: Path) -> Library:
    for name in ("tea", "coffee"):
        shutil.copytree(TEA, tmp_path / "content" / name)
    course = tmp_path / "content" / "coffee" / "course.yaml"
    text = course.read_text("utf-8").replace("id: tea\n", "id: coffee\n")
    course.write_text(text.replace("A cup of tea", "A pot of coffee"), "utf-8")
    with (tmp_path / "content" / "tea" / "course.yaml").open("a", encoding="utf-8") as file:
        file.write("\nnext: coffee\n")
    loaded = load_library(tmp_path / "content")
    assert isinstance(loaded, Library), loaded
    return loaded


@pytest.fixture
async def school(closed_school: School, tea_then_coffee: Library) -> AsyncIterator[School]:
    async with closed_school.open(tea_then_coffee):
        yield closed_school


async def test_the_result_leads_to_the_next_course_and_says_what_it_is_about(school: School) -> None:
    ada = school.join("Ada")
    await to_the_end(ada, "tea")
    assert NEXT in ada.text
    assert "How to make one." in ada.text
    await ada.press(NEXT)
    assert ada.text.startswith("A pot of coffee")
    assert "Begin" in ada.labels


async def test_the_last_course_leads_nowhere(school: School) -> None:
    ada = school.join("Ada")
    await to_the_end(ada, "coffee")
    assert "What comes next" not in ada.text
    assert not any(label.startswith("What comes next") for label in ada.labels)


async def test_start_after_the_end_puts_the_next_course_first_until_it_was_begun(school: School) -> None:
    ada = school.join("Ada")
    await to_the_end(ada, "tea")
    await ada.say("/start")
    assert ada.labels == [NEXT, "Your result ▸", "Lessons"]
    await ada.press(NEXT)
    await ada.press("Begin")
    await ada.say("/continue")
    assert "Cold water" in ada.text


async def test_start_shows_the_courses_in_the_order_in_which_they_follow(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/start")
    assert ada.labels == ["A cup of tea", "A pot of coffee"]


async def to_the_end(ada: Pupil, course: str) -> None:
    await ada.say(f"/start {course}")
    await ada.press("Begin")
    for _ in range(20):
        onward = next((label for label in ("Next ▸", "Skip ▸", "Next lesson ▸") if label in ada.labels), "")
        if not onward:
            break
        await ada.press(onward)
    await ada.press("Your result ▸")
