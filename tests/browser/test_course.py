"""A lesson of the second course in a real browser, from START to the certificate, with the real bot at work.

`python -m tests.browser.walk` takes whole courses in this way.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.course.library import Library
from bot.emulator.web.server import Server
from bot.emulator.world.world import World
from tests.browser.answering import press
from tests.browser.house import Tab
from tests.browser.taking import Taking
from tests.course.docker_right import RIGHT
from tests.school import School

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture
def one_lesson(shipped: Library) -> Library:
    course = shipped.courses[1]
    return Library([replace(course, lessons=course.lessons[:1])], shipped.folders)


@pytest_asyncio.fixture(loop_scope="session")
async def lesson_school(tmp_path: Path, one_lesson: Library) -> AsyncIterator[School]:
    server = Server(World())
    await server.start()
    school = School(server.world, server.url, tmp_path / "school.db")
    async with school.open(one_lesson):
        yield school
    await server.stop()


async def test_a_newcomer_takes_a_lesson_by_clicking_and_writing_and_gets_the_certificate(
    lesson_school: School, one_lesson: Library, tab: Tab
) -> None:
    course = one_lesson.courses[0]
    page = await tab(lesson_school.url, width=390, height=844)
    await page.get_by_role("button", name="START").click()
    await press(page, "Begin")
    taking = Taking(page, course, {question_id: answers[-1] for question_id, answers in RIGHT.items()})
    await taking.lesson(course.lessons[0])
    await taking.result()
    assert "7 of 7 questions right" in await taking.certificate("Ada Lovelace")
    assert taking.done["commands"] >= 3
    assert taking.done["wrong answers"] >= 5
