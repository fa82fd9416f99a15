"""Somebody who takes a course in the page's chat: reads all of it, answers all questions, looks at each step.

Of four questions, the first is answered at once, the second after a wrong answer, the third after a hint, and
the fourth after both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.async_api import Page, expect

from bot.course.kinds.command import ShellCommand
from bot.course.model import Course, Lesson, Question, Section
from bot.learning.kinds import judged
from tests.browser.answering import Mistake, answer_right, answer_wrong, bare, press
from tests.browser.chatting import keep_picture, newest, write

_UNTIDY = """() => {
    const right = node => node.getBoundingClientRect().right;
    const wide = node => node.scrollWidth > node.clientWidth || right(node) > innerWidth;
    const parts = ["body", "#log", ".message", ".bubble", ".key", ".code-block"];
    const found = parts.filter(part => [...document.querySelectorAll(part)].some(wide));
    const broken = [...document.querySelectorAll(".whole")].filter(word => word.getClientRects().length > 1);
    return [...found, ...broken.map(word => word.textContent)];
}"""
"""What is wider than the page, and words of code that are broken in two."""


@dataclass
class Taking:
    """`spellings`: question id -> how its command is written. `done`: how often what was done."""

    page: Page
    course: Course
    spellings: Mapping[str, str] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    async def lesson(self, lesson: Lesson) -> None:
        """From its first step to its end."""
        for number, step in enumerate(lesson.steps, 1):
            await expect(newest(self.page)).to_contain_text(step.title)
            name = f"{self.course.lessons.index(lesson) + 1}-{number:02}-{step.id}"
            if isinstance(step, Section):
                await self._read(step, name)
            else:
                await self._answer(step, name)
            await press(self.page, "Next ▸")
        await expect(newest(self.page)).to_contain_text("You have reached the end of lesson")
        await self._see(f"{lesson.id}-end")
        self.done["lessons"] += 1

    async def result(self) -> None:
        """From the last lesson's end to the result, with all that was answered right at the end."""
        await press(self.page, "Your result ▸")
        await expect(newest(self.page)).to_contain_text("you have been through the whole course")
        quiz = [one for one in self.course.questions if judged(one) and not one.check]
        await self._shows(f"Right at the first try: {self.done['quiz at once']} of {len(quiz)}")
        checks = [one for one in self.course.questions if judged(one) and one.check]
        await self._shows(f"Checks on the way: {self.done['checks at once']} of {len(checks)} at once")
        await self._see("result")

    async def certificate(self, name: str) -> str:
        """From the result to the picture with that name; the words below it."""
        await press(self.page, "Your certificate ▸")
        await self._shows("Which name should be on it?")
        await write(self.page, name)
        await self._shows("Number ")
        await has_picture(self.page)
        await self._see("certificate")
        return await newest(self.page).inner_text()

    async def _read(self, section: Section, name: str) -> None:
        for text in (section.text, section.note, section.warning):
            if text:
                await self._says(text)
        if section.picture:
            await has_picture(self.page)
            self.done["pictures"] += 1
        await self._see(name)
        self.done["sections"] += 1

    async def _answer(self, question: Question, name: str) -> None:
        turn = self.done["questions"] % 4
        await self._see(name)
        if turn in (2, 3) and question.hint:
            await press(self.page, "Hint")
            await self._says(question.hint)
            self.done["hints"] += 1
            await self._see(f"{name}-hint")
        mistake = await self._slip(question, name) if turn in (1, 3) else Mistake()
        spelling = self.spellings.get(question.id, "")
        self.done["commands"] += isinstance(question.task, ShellCommand)
        await answer_right(self.page, question, spelling, mistake.stays)
        await self._shows("✅ Right." if judged(question) else "Noted.")
        await self._says(question.feedback)
        await self._see(f"{name}-right")
        self._count(question, at_once=turn in (0, 2))

    async def _slip(self, question: Question, name: str) -> Mistake:
        mistake = await answer_wrong(self.page, question)
        await self._shows("❌ Not quite." if judged(question) else "Noted.")
        await self._says(mistake.why)
        self.done["wrong answers"] += 1
        await self._see(f"{name}-wrong")
        return mistake

    def _count(self, question: Question, at_once: bool) -> None:
        self.done["questions"] += 1
        if at_once and judged(question):
            self.done["checks at once" if question.check else "quiz at once"] += 1

    async def _shows(self, words: str) -> None:
        await expect(newest(self.page)).to_contain_text(words)

    async def _says(self, text: str) -> None:
        """The newest message has the beginning of this Markdown, whose lists have other signs there."""
        beginning = bare(text.partition("\n")[0].removeprefix("- "))[:60]
        assert beginning in bare(await newest(self.page).inner_text()), text

    async def _see(self, name: str) -> None:
        await keep_picture(self.page, name)
        assert await self.page.evaluate(_UNTIDY) == [], name


async def has_picture(page: Page) -> None:
    """The newest message's picture was loaded."""
    picture = newest(page).locator("img").first
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("picture => picture.naturalWidth") > 0
