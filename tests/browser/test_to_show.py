"""What a learner has to show, on a phone: the progress as a picture, and a certificate."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.course.library import Library
from bot.learning.kinds import scored, solution
from tests.browser.chatting import click, keep_picture, newest, write
from tests.browser.house import Tab, Theme
from tests.school import School

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


VISIT = "(learner_id, course_id, run, lesson_id, bookmark, finished_at)"
ANSWER = "(learner_id, course_id, run, step_id, attempt, chosen, result, answered_at)"


async def at_the_end(school: School, library: Library, tab: Tab, theme: Theme = "light") -> Page:
    """Somebody who has been through the first course, with everything right."""
    page = await tab(f"{school.url}/?name=Ada", width=390, height=844, theme=theme)
    await page.get_by_role("button", name="START").click()
    await click(page, "Begin")
    course = library.courses[0]
    (learner,) = school.rows("SELECT id FROM learners")[0]
    now = int(school.clock.now.timestamp()) * 1000
    for lesson in course.lessons:
        visit = f"{learner}, '{course.id}', 1, '{lesson.id}', NULL, {now}"
        school.execute(f"INSERT INTO lesson_visits {VISIT} VALUES ({visit})")
    for number, question in enumerate(filter(scored, course.questions)):
        at, given = now - number * 5 * 86_400_000, solution(question).replace("'", "''")
        values = f"{learner}, '{course.id}', 1, '{question.id}', 1, '{given}', 'right', {at}"
        school.execute(f"INSERT INTO answers {ANSWER} VALUES ({values})")
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_progress_is_a_picture_that_a_phone_shows_whole(
    docker_school: School, shipped: Library, tab: Tab, theme: Theme
) -> None:
    page = await at_the_end(docker_school, shipped, tab, theme)
    docker_school.execute(f"UPDATE learners SET theme = '{theme}'")
    await write(page, "/progress")
    await expect(newest(page)).to_contain_text("Weeks with practice: 3 of the last 12")
    picture = newest(page).locator("img")
    await expect(picture).to_be_visible()
    box = await picture.bounding_box()
    assert box
    assert 250 < box["width"] <= 390
    await keep_picture(page, f"progress-{theme}")


async def test_a_certificate_from_the_result_to_the_link_that_proves_it(
    docker_school: School, shipped: Library, tab: Tab
) -> None:
    page = await at_the_end(docker_school, shipped, tab)
    await write(page, "/progress")
    await click(page, "Your result ▸ What is Docker?")
    await expect(newest(page)).to_contain_text("you have been through the whole course")
    await keep_picture(page, "result-with-certificate")
    await click(page, "Your certificate ▸")
    await expect(newest(page)).to_contain_text("Which name should be on it?")
    await keep_picture(page, "certificate-name")
    await write(page, "Ada Lovelace")
    await expect(newest(page)).to_contain_text("3 lessons · 5 of 5 questions right, 5 at the first try")
    await expect(newest(page).locator("img")).to_be_visible()
    await keep_picture(page, "certificate")
    (number,) = docker_school.rows("SELECT id FROM certificates")[0]
    await write(page, f"/start cert-{number}")
    await expect(newest(page)).to_contain_text("This certificate is genuine")
    await keep_picture(page, "certificate-genuine")
