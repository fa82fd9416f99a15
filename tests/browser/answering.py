"""How a person in the page's chat answers each kind of question, by what the newest message shows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.async_api import Page, expect

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.learning.kinds import kept, options, parts, solution
from bot.learning.kinds.base import NOTHING, Given
from tests.browser.chatting import newest, write

_MARKS = re.compile(r"[*_`\\]|\s+")


@dataclass(frozen=True)
class Mistake:
    """`why`: what the course says of it, "" where it has no words for it. `stays`: what of it was right."""

    why: str = ""
    stays: Given = NOTHING


async def answer_right(page: Page, question: Question, spelling: str = "", stays: Given = NOTHING) -> None:
    """`spelling`: how a command is written, where not as the course shows it. `stays`: what is there yet."""
    match question.task:
        case TrueFalse(true):
            await press(page, str(true))
        case Typed(accepted=(accepted, *_)) | ShellCommand(accepted=(accepted, *_)):
            await write(page, spelling or accepted)
        case Number(value, unit=unit):
            await write(page, f"{value} {unit}".strip())
        case Gaps(accepted=accepted, choices=()):
            for gap in accepted:
                await write(page, gap[0])
        case Flashcard():
            await press(page, "Turn it over")
            await press(page, "Good")
        case _:
            there = dict(enumerate(parts(question, stays)))
            wanted = enumerate(parts(question, solution(question)))
            await _press_all(page, question, [part for i, part in wanted if not there.get(i)])


async def answer_wrong(page: Page, question: Question) -> Mistake:
    match question.task:
        case TrueFalse(true, why=why):
            await press(page, str(not true))
            return Mistake(why)
        case Choice(options=all_options):
            wrong = next(option for option in all_options if not option.correct)
            await _press_all(page, question, [wrong.id])
            return Mistake(wrong.why)
        case Typed(mistakes=mistakes) | Number(mistakes=mistakes) | ShellCommand(mistakes=mistakes):
            await write(page, _slip(mistakes).answer.replace("*", " ").strip())
            return Mistake(_slip(mistakes).why)
        case Gaps(accepted=accepted, choices=()):
            for _ in accepted:
                await write(page, "wrongly")
            return Mistake()
        case Flashcard():
            await press(page, "Turn it over")
            await press(page, "Not yet")
            return Mistake()
        case _:
            return await _answer_reversed(page, question)


async def press(page: Page, label: str) -> None:
    """Presses the button of the newest message, and waits until it has done its work."""
    said = rf"^([☐☑] )?{re.escape(label)}(\s|$)"
    await newest(page).get_by_role("button", name=re.compile(said)).first.click()
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)


def bare(text: str) -> str:
    """A text without Markdown's marks and spaces: the same in the course file and on the page."""
    return _MARKS.sub("", text)


def _slip(mistakes: tuple[KnownMistake, ...]) -> KnownMistake:
    """One that can be written as it stands, if there is such a one."""
    return next((one for one in mistakes if "*" not in one.answer), mistakes[0])


async def _answer_reversed(page: Page, question: Question) -> Mistake:
    """Lines, right sides or choices from the last to the first."""
    given = list(parts(question, solution(question)))[::-1]
    await _press_all(page, question, given)
    between = " " if isinstance(question.task, Ordering) else "\n"
    return Mistake(stays=kept(question, Given(between.join(given))))


async def _press_all(page: Page, question: Question, ids: list[str]) -> None:
    words = {option.id: option.text for option in options(question)}
    for option_id in ids:
        await press(page, await _letter(page, words.get(option_id, option_id)))
    if isinstance(question.task, Ordering) or (isinstance(question.task, Choice) and question.task.several):
        await press(page, "Check")


async def _letter(page: Page, option: str) -> str:
    """The letter under which the option stands."""
    lines = re.split(r"^(?:[✅❌] )?([A-J])  ", await newest(page).inner_text(), flags=re.MULTILINE)
    said = {letter: bare(text) for letter, text in zip(lines[1::2], lines[2::2], strict=True)}
    wanted = bare(option)
    fits = [letter for letter, text in said.items() if text == wanted]
    fits += [letter for letter, text in said.items() if text.startswith(wanted)]
    assert fits, f"{option!r} is not in {said}"
    return fits[0]
