"""The way to a question of the course that has every kind."""

from __future__ import annotations

from tests import demo
from tests.school import Pupil, School


async def at(school: School, title: str) -> Pupil:
    """Ada, at the question with this title."""
    ada = school.join("Ada")
    lesson = next(
        lesson for lesson in demo.library().courses[0].lessons for step in lesson.steps if step.title == title
    )
    await ada.say(f"/start every-kind--{lesson.id}")
    while not ada.text.startswith(title):
        await ada.press("Next ▸" if "Next ▸" in ada.labels else "Skip ▸")
    return ada
