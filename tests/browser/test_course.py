"""The first course in a real browser, with the real bot behind the page: by clicking alone, to the end."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from bot.course.kinds.choice import Choice
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.library import Library
from bot.course.model import Question
from bot.learning.kinds import options, parts, solution
from tests.browser.chatting import keep_picture, newest, write
from tests.browser.house import Tab
from tests.school import School

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_newcomer_takes_the_whole_course_by_clicking(
    docker_school: School, first_course: Library, tab: Tab
) -> None:
    course = first_course.courses[0]
    page = await tab(docker_school.url, width=390, height=844)
    await page.get_by_role("button", name="START").click()
    await click(page, "Begin")
    quiz = checks = 0
    for lesson in course.lessons:
        for step in lesson.steps:
            await expect(newest(page)).to_contain_text(step.title)
            if isinstance(step, Question) and step.check:
                await answer_check(page, step)
                checks += 1
            elif isinstance(step, Question):
                await answer(page, step, first_wrong=quiz % 2 == 1)
                quiz += 1
            elif step.picture:
                await expect(newest(page).locator("img")).to_be_visible()
            await click(page, "Next ▸")
        await expect(newest(page)).to_contain_text("You have reached the end of lesson")
        last = lesson is course.lessons[-1]
        await click(page, "Your result ▸" if last else "Next lesson ▸")
    await expect(newest(page)).to_contain_text("you have been through the whole course")
    await expect(newest(page)).to_contain_text(f"Right at the first try: 3 of {quiz}")
    await expect(newest(page)).to_contain_text(f"Checks on the way: {checks} of {checks} at once")
    await expect(newest(page)).to_contain_text("Worth another look")
    await keep_picture(page, "result")


async def answer_check(page: Page, question: Question) -> None:
    """Answers right, whatever the kind, by what the message shows."""
    await keep_picture(page, question.id)
    match question.task:
        case Choice() if not question.task.several:
            await answer(page, question, first_wrong=False)
        case TrueFalse(true):
            await click(page, str(true))
        case Typed((accepted, *_)):
            await write(page, accepted)
        case Number(value, unit=unit):
            await write(page, f"{value} {unit}")
        case Gaps(accepted=accepted, choices=()):
            for gap in accepted:
                await write(page, gap[0])
        case _:
            words = {option.id: option.text for option in options(question)}
            for option_id in parts(question, solution(question)):
                await click(page, await letter(page, words.get(option_id, option_id)))
            if isinstance(question.task, Choice | Ordering):
                await click(page, "Check")
    await expect(newest(page)).to_contain_text(plain(question.feedback.replace("**", ""))[:60])
    await keep_picture(page, f"{question.id}-right")


async def answer(page: Page, question: Question, first_wrong: bool) -> None:
    """Answers by the letter under which the option stands in the message."""
    right = next(option.text for option in question.task.options if option.correct)
    if first_wrong:
        wrong = next(option for option in question.task.options if not option.correct)
        await click(page, await letter(page, wrong.text))
        await expect(newest(page)).to_contain_text(plain(wrong.why)[:60])
        await keep_picture(page, "mistake")
    await click(page, await letter(page, right))
    await expect(newest(page)).to_contain_text(plain(question.feedback)[:60])


async def letter(page: Page, option: str) -> str:
    text = await newest(page).inner_text()
    found = re.search(rf"\b([A-J])\s+{re.escape(plain(option))}", text)
    assert found, f"{option!r} is not in\n{text}"
    return found[1]


async def click(page: Page, label: str) -> None:
    """Clicks the button in the newest message, and waits until it has done its work."""
    button = newest(page).get_by_role("button", name=re.compile(rf"^([☐☑] )?{re.escape(label)}(\s|$)"))
    await button.click()
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)


def plain(text: str) -> str:
    return " ".join(text.split())
