"""Buttons have one of Telegram's styles where it means something: the way on, and what deletes."""

from __future__ import annotations

from tests.chat.learner.deeds import reading
from tests.messages import buttons_of
from tests.school import Pupil, School


def styles(pupil: Pupil) -> dict[str, str]:
    """Label -> style of the newest message's buttons, of those that have one."""
    return {one["text"]: one["style"] for one in buttons_of(pupil.last) if "style" in one}


async def test_the_way_on_stands_out_but_not_past_an_open_question(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/start")
    assert styles(ada) == {"Begin": "primary"}
    await ada.press("Begin")
    assert styles(ada) == {"Next ▸": "primary"}
    await ada.press("Next ▸")
    await ada.press("Next ▸")
    assert "Skip ▸" in ada.labels
    assert styles(ada) == {}


async def test_what_deletes_everything_is_marked_as_dangerous(school: School) -> None:
    ada = await reading(school)
    await ada.say("/forget")
    assert styles(ada) == {"Delete everything": "danger"}
