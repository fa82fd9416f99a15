"""Somebody who has been through a course, for tests of what there is to show for it."""

from __future__ import annotations

from playwright.async_api import Page

from bot.course.library import Library
from bot.learning.kinds import scored, solution
from tests.browser.chatting import click
from tests.browser.house import Tab, Theme
from tests.school import School

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
