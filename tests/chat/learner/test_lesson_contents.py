"""A lesson can be entered anywhere: from /lessons to what is in it, and from there to any of its steps."""

from __future__ import annotations

from dataclasses import replace

from bot.course.library import Library
from bot.course.model import Section
from tests import demo
from tests.chat.learner.kinds import at
from tests.messages import text_of
from tests.school import School


async def test_each_section_and_question_of_a_lesson_has_a_way_in(kinds: School) -> None:
    ada = await at(kinds, "The registry")
    await ada.play("""
        > Docker
        > /lessons
        or ☰ to choose from its sections
        [1. Written]
        [2. Pressed]
        [☰ 1] [☰ 2]
        > [☰ 1]
        1. Written
        ✓ 1. Images and containers
        ▸ 2. The registry
        ▫️ 3. Exactly
        [1. Images and containers]
        [3. Exactly]
        [Lessons] [To this lesson ▸]
        > [5. Half]
        Half
        How much of the cup is full
        > 0.5
        > [Next ▸]
        > /lessons
        > [☰ 1]
        ↺ 2. The registry
        ✅ 5. Half
        ▸ 6. Fill in
    """)


async def test_from_a_lessons_contents_one_goes_back_to_the_lessons_in_the_same_message(
    kinds: School,
) -> None:
    ada = await at(kinds, "The registry")
    await ada.say("/lessons")
    message = ada.last["message_id"]
    await ada.press("☰ 2")
    assert text_of(ada.last).startswith("2. Pressed")
    await ada.press("Lessons")
    assert (ada.last["message_id"], "☰ 2" in ada.labels) == (message, True)


async def test_the_contents_lead_to_where_the_lesson_was_left(kinds: School) -> None:
    ada = await at(kinds, "Half")
    for label in ("2. Pressed", "☰ 1"):
        await ada.say("/lessons")
        await ada.press(label)
    await ada.press("To this lesson ▸")
    assert ada.text.startswith("Half")


async def test_the_way_to_the_open_question_keeps_what_is_half_done_in_it(kinds: School) -> None:
    ada = await at(kinds, "Fill in")
    await ada.play("""
        > run
        > [Hint]
        > /lessons
        > [☰ 1]
        > [6. Fill in]
        Write what belongs into gap 2.
        You would do it to a program as well.
    """)


async def test_a_long_lesson_has_its_contents_in_pages(closed_school: School) -> None:
    (course,) = demo.library().courses
    steps = tuple(Section(f"s{number}", f"Section {number} of many", "Words.") for number in range(1, 46))
    long = replace(course, lessons=(replace(course.lessons[0], steps=steps),))
    async with closed_school.open(Library([long])):
        ada = closed_school.join("Ada")
        await ada.play("""
            > /start
            > /lessons
            > [☰ 1]
            1. Written · 1/3
            [20. Section 20 of many]
            > [▸]
            1. Written · 2/3
            > [▸]
            [45. Section 45 of many]
            > [45. Section 45 of many]
            Section 45 of many
        """)
