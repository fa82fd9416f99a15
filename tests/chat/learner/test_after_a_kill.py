"""After a kill what was not confirmed comes again, in its order: the chat still ends with the place."""

import pytest

from tests.messages import text_of
from tests.school import Pupil, School


@pytest.mark.parametrize("pressed", ["Next ▸", "◂ Back"])
async def test_a_list_that_comes_again_does_not_stand_below_the_place(school: School, pressed: str) -> None:
    ada = await reading(school)
    lessons = await ada.press("Lessons")
    moved = await ada.press(pressed)
    place = ada.text
    await school.deliver_again(lessons)
    assert ada.text != place
    await school.deliver_again(moved)
    assert ada.text == place
    assert school.rows("SELECT visit FROM progress") == [(3,)]


async def test_a_jump_that_comes_again_after_its_list_shows_the_place_again(school: School) -> None:
    ada = await reading(school)
    lessons = await ada.press("Lessons")
    jumped = await ada.press("2. Leaves")
    await school.deliver_again(lessons)
    await school.deliver_again(jumped)
    assert ada.text.startswith("Into the pot")
    assert school.rows("SELECT visit FROM progress") == [(3,)]


async def test_a_jump_that_comes_again_alone_sends_nothing(school: School) -> None:
    ada = await reading(school)
    await ada.press("Lessons")
    jumped = await ada.press("2. Leaves")
    before = [text_of(message) for message in ada.messages]
    await school.deliver_again(jumped)
    assert [text_of(message) for message in ada.messages] == before


async def reading(school: School) -> Pupil:
    """At the second section, which has a way back."""
    ada = school.join("Ada")
    await ada.play("""
        > /start
        > [Begin]
        > [Next ▸]
        Hot water
    """)
    return ada
