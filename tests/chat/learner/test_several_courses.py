"""More than one course: choosing, switching, and a place in each."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.course.library import Library
from bot.course.reading.loader import load_library
from tests.school import School

TEA = Path(__file__).parents[2] / "content" / "tea"


@pytest.fixture
def both(tmp_path: Path) -> Library:
    """Tea, and the same about coffee."""
    for name in ("tea", "coffee"):
        shutil.copytree(TEA, tmp_path / "content" / name)
    course = tmp_path / "content" / "coffee" / "course.yaml"
    text = course.read_text("utf-8").replace("id: tea\n", "id: coffee\n")
    course.write_text(text.replace("A cup of tea", "A pot of coffee").replace("Leaf", "Bean"), "utf-8")
    loaded = load_library(tmp_path / "content")
    assert isinstance(loaded, Library), loaded
    return loaded


@pytest.fixture
async def school(closed_school: School, both: Library) -> AsyncIterator[School]:
    async with closed_school.open(both):
        yield closed_school


async def test_a_new_learner_chooses_a_course_and_sees_what_it_is_about(school: School) -> None:
    await school.join("Ada").play("""
        > /start
        Hello Ada
        Choose a course:
        A pot of coffee
        A cup of tea
        [A pot of coffee]
        [A cup of tea]
        > [A cup of tea]
        All you need is water and leaves.
        2 lessons
        > [Begin]
        Cold water
    """)


@pytest.mark.parametrize("command", ["/lessons", "/glossary", "/resources"])
async def test_what_belongs_to_a_course_asks_which_one_until_one_was_begun(
    command: str, school: School
) -> None:
    await school.join("Ada").play(f"""
        > {command}
        Which course do you mean?
        [A pot of coffee]
        [A cup of tea]
        > /start tea--water
        > {command}
        A cup of tea
    """)


async def test_each_course_keeps_its_place_when_one_goes_to_the_other(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /start tea--water
        Cold water
        > [Next ▸]
        Hot water
        > /start coffee
        A pot of coffee
        > [Begin]
        Cold water
        > /glossary
        Words of “A pot of coffee”
        Bean
        > /start
        Welcome back, Ada.
        You are in A pot of coffee:
        1 of 3 · Cold water
        [Continue ▸]
        [A cup of tea]
        > [A cup of tea]
        You are at step 2 of 3 in Water.
        > [Continue ▸]
        Hot water
        > /continue
        Hot water
        > /progress
        A pot of coffee
        A cup of tea
        [Continue ▸ A pot of coffee]
        [Continue ▸ A cup of tea]
        > [Continue ▸ A pot of coffee]
        Cold water
        > /continue
        Cold water
    """)


async def test_whoever_was_in_a_course_that_is_withdrawn_is_told_and_finds_their_place_when_it_is_back(
    closed_school: School, both: Library, tea: Library
) -> None:
    ada = closed_school.join("Ada")
    async with closed_school.open(both):
        await ada.play("""
            > /start coffee--leaves
            Into the pot
            > /lessons
        """)
        old = ada.find("1. Water")
    async with closed_school.open(tea):
        await ada.tap(*old)
        await ada.play("""
            That part of the course is not there any more.
            > /continue
            The course you were in is not taught any more.
            Hello Ada
            A cup of tea
            > /start coffee
            The course you were in is not taught any more.
        """)
    async with closed_school.open(both):
        await ada.play("""
            > /continue
            Into the pot
        """)
