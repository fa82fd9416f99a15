"""Arriving: the first words, the links that lead into a course, and going on where one stopped."""

from __future__ import annotations

import pytest

from bot.course.library import Library
from tests.chat.learner.deeds import at_hot_water, at_the_end, everything
from tests.school import Pupil, School

NOWHERE = "That link leads to nothing here"


async def test_a_new_learner_is_greeted_and_offered_the_course(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /start
        Hello Ada, good to see you.
        A cup of tea
        How to make one.
        [Begin]
        [Lessons]
    """)
    assert NOWHERE not in ada.text
    assert everything(school) == [[], [], []]


async def test_who_comes_back_is_told_where_they_are(school: School) -> None:
    ada = await at_hot_water(school)
    await ada.play("""
        > /start
        Welcome back, Ada.
        You are in A cup of tea:
        Water
        ▰▰▱ 2 of 3 · Hot water
        [Continue ▸]
        [Lessons]
        > [Continue ▸]
        Hot water
        ▰▰▱ 2 of 3 · Water
    """)


async def test_who_comes_back_from_the_end_is_told_so(school: School) -> None:
    ada = await at_the_end(school)
    await ada.play("""
        > /start
        Welcome back, Ada.
        you have reached its end.
        > [Your result ▸]
        you have been through the whole course
    """)


async def test_a_link_to_a_course_shows_what_it_is_about(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /start tea
        A cup of tea
        How to make one.
        All you need is water and leaves.
        2 lessons · 5 steps · 2 questions
        [Begin]
        [Lessons]
        > [Begin]
        Cold water
        > [Next ▸]
        > /start tea
        You are at step 2 of 3 in Water.
        [Continue ▸]
    """)


async def test_a_link_to_a_lesson_goes_there_and_the_lesson_left_keeps_its_place(school: School) -> None:
    ada = await at_hot_water(school)
    await ada.play("""
        > /start tea--leaves
        Into the pot
        ▰▱ 1 of 2 · Leaves
        > /start tea--water
        Hot water
    """)


@pytest.mark.parametrize(
    "payload",
    [
        *("nonsense", "tea--nonsense", "tea--water--hot", "--water", "--", "TEA", "tea-", "tea--Water"),
        *(
            "../../etc/passwd",
            "<b>tea</b>",
            "' OR 1=1 --",
            "tea\u0000",
            "🫖" * 500,
            "٪s%s{0}{{7*7}}",
            "n.x.1",
        ),
    ],
)
async def test_a_link_that_leads_nowhere_says_so_and_shows_what_there_is(
    payload: str, school: School
) -> None:
    ada = school.join("Ada")
    await ada.play(f"""
        > /start {payload}
        {NOWHERE}, but this does:
        Hello Ada
        [Begin]
    """)
    assert everything(school) == [[], [], []]


async def test_a_link_that_leads_nowhere_moves_nobody(school: School) -> None:
    ada = await at_hot_water(school)
    await ada.play(f"""
        > /start tea--nonsense
        {NOWHERE}. But I know where you were.
        Welcome back, Ada.
        2 of 3 · Hot water
    """)


@pytest.mark.parametrize(
    "command", ["/start@local_tutor_bot tea", "/START tea", "/start   tea", "/start tea and more"]
)
async def test_a_command_is_understood_however_it_is_written(command: str, school: School) -> None:
    ada = school.join("Ada")
    await ada.say(command)
    assert "All you need is water and leaves." in ada.text


async def test_continue_before_the_beginning_greets_and_afterwards_shows_the_place(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /continue
        Hello Ada
        [Begin]
        > [Begin]
        Cold water
        > [Next ▸]
        > /help
        > /continue
        Hot water
        ▰▰▱ 2 of 3 · Water
        [◂ Back] [Lessons] [Next ▸]
    """)


async def test_a_name_may_be_anything(school: School) -> None:
    for name in ("<b>Ada</b> & </i> Co", "🦊👩‍🔬", "{{ 7*7 }}", "ع‎ادا", "A&amp;B", "x" * 64):
        pupil = school.join(name)
        await pupil.play(f"""
            > /start
            Hello {name}, good to see you.
            > hm
            {name}, I understand buttons and commands better
        """)


async def test_a_learner_whose_language_is_not_known_is_taught_too(
    closed_school: School, tea: Library
) -> None:
    async with closed_school.open(tea):
        ada = Pupil(closed_school, closed_school.world.join("Ada", language_code=None).id)
        await ada.play("""
            > /start
            Hello Ada
            > [Begin]
            Cold water
        """)
    assert closed_school.rows("SELECT language_code FROM learners") == [("",)]
