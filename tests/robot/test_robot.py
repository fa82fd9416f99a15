"""A robot takes every course through the real bot: always right, always wrong first, and at random."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.library import Library
from bot.course.model import Course, Question
from bot.course.reading.loader import load_library
from tests import demo
from tests.course.formats.expected import FOLDER, bring
from tests.messages import text_of
from tests.robot.model import END
from tests.robot.robot import GOOD_FOR_EVER, Press, Robot
from tests.robot.walk import Walk, at_school

ROOT = Path(__file__).parents[2]


def _courses(folder: Path) -> list[Course]:
    library = load_library(folder)
    assert isinstance(library, Library), library
    return list(library.courses)


TEA = _courses(ROOT / "tests" / "content")
SHIPPED = _courses(ROOT / "content")
KINDS = _courses(demo.FOLDER)
QUICK = settings(
    derandomize=True,
    database=None,
    deadline=None,
    # Each example is a chat of its own: to look for the shortest that fails would take minutes.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_HERE = TemporaryDirectory()
IMPORTED = [bring(FOLDER / "markdown" / "notes.md", Path(_HERE.name) / "tea").course]
"""Without a summary, without a reason for what is wrong, and with pictures that are still to be drawn."""
every_course = pytest.mark.parametrize(
    "course", TEA + SHIPPED + KINDS + IMPORTED, ids=lambda course: course.id
)


@every_course
async def test_always_right_ends_with_every_question_right(course: Course) -> None:
    async with at_school(course) as walk:
        await walk.to_the_end()
        await walk.say("/progress")
        count = len(walk.robot.model.counted)
        assert walk.robot.model.right == count
        assert f"first try: {count} of {count}" in walk.robot.pupil.text


@every_course
async def test_always_wrong_first_is_told_why_each_time_and_ends_with_nothing_right(course: Course) -> None:
    async with at_school(course) as walk:
        robot = walk.robot
        await walk.begin()
        while robot.model.at != END:
            question = robot.model.step
            if isinstance(question, Question) and not isinstance(question.task, Choice):
                await _wrong_then_right(walk, question)
            while isinstance(question, Question) and (wrong := _wrong_ones(robot)):
                await walk.answer(right=False)
                tried = [option for option in wrong if option not in _wrong_ones(robot)]
                text = _plain(text_of(robot.place_message))
                assert tried
                assert all(_plain(option.why) in text for option in tried)
            await walk.answer(right=True)
            if isinstance(question, Question):
                assert _plain(question.feedback) in _plain(text_of(robot.place_message))
            await walk.onward()
        assert f"first try: 0 of {len(robot.model.counted)}" in robot.place_text


async def _wrong_then_right(walk: Walk, question: Question) -> None:
    """Whatever the kind, a wrong answer is told to be one, and the right one is shown once it is given."""
    await walk.answer(right=False)
    if not isinstance(question.task, Flashcard):
        assert walk.robot.is_open
        assert "❌" in text_of(walk.robot.place_message)
        await walk.answer(right=True)
    assert not walk.robot.is_open


async def _random(course: Course, moves: list[tuple[str, int]]) -> None:
    async with at_school(course) as walk:
        for deed, number in moves:
            await _move(walk, deed, number)
        await walk.to_the_end()
        await walk.say("/progress")
        for run, right in enumerate(walk.robot.model.earlier, 1):
            assert f"Run {run}: {right} of {len(walk.robot.model.counted)}" in walk.robot.pupil.text


async def _move(walk: Walk, deed: str, number: int) -> None:
    robot = walk.robot
    begun = robot.model.at is not None
    here, ever = robot.here if begun else [], list(robot.presses.values())
    match deed:
        case "restart the bot":
            await walk.close()
            await walk.open()
        case "press" if here:
            await walk.press(here[number % len(here)])
        case "press twice" if here:
            await walk.press(here[number % len(here)], times=2)
        case "stale":
            await walk.press(ever[number % len(ever)])
        case "press a copy" if begun:
            await walk.say("/continue")
            if copies := _copies(robot):
                await walk.press(copies[number % len(copies)])
        case "deliver again":
            await walk.deliver_again(1 + number % 4)
        case "onward" if begun and robot.model.at != END:
            await walk.onward()
        case "back" | "hint" | "retry" | "reveal" if any(p.deed == deed for p in here):
            await walk.do(deed)
        case "jump":
            await walk.say("/lessons")
            lessons = [p for p in robot.presses.values() if p.deed == "lesson"]
            await walk.press(lessons[number % len(lessons)])
        case "contents":
            await walk.say("/lessons")
            ways = [p for p in robot.presses.values() if p.deed == "contents"]
            await walk.press(ways[number % len(ways)])
            steps = [p for p in robot.presses.values() if p.deed == "step"]
            await walk.press(steps[number % len(steps)])
        case "right" | "wrong" if begun:
            await walk.answer(right=deed == "right")
        case "say":
            said = ("/start", "/progress", "hello", f"/start {robot.model.course.id}")
            await walk.say(said[number % 4])
        case "continue":
            await walk.say("/continue")
        case "wait":
            walk.school.clock.pass_(minutes=number)


DEEDS = (
    *("onward",) * 4,
    *("press", "press twice", "stale", "right", "wrong") * 2,
    *("continue", "press a copy", "deliver again") * 2,
    *("back", "hint", "retry", "reveal", "jump", "contents", "say", "wait", "restart the bot"),
)
moves = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 999)), min_size=30, max_size=80)


@pytest.mark.parametrize("course", TEA + KINDS, ids=lambda course: course.id)
def test_at_random_the_score_is_that_of_the_first_answers(course: Course) -> None:
    @settings(QUICK, max_examples=18)
    @given(moves)
    def walks(moves: list[tuple[str, int]]) -> None:
        asyncio.run(_random(course, moves))

    walks()


@pytest.mark.parametrize("course", SHIPPED, ids=lambda course: course.id)
def test_at_random_a_shipped_course_comes_to_its_end(course: Course) -> None:
    @settings(QUICK, max_examples=4)
    @given(moves)
    def walks(moves: list[tuple[str, int]]) -> None:
        asyncio.run(_random(course, moves))

    walks()


def _wrong_ones(robot: Robot) -> list[Option]:
    """The wrong options that still have a button."""
    question = robot.model.step
    if not isinstance(question, Question) or not isinstance(question.task, Choice):
        return []
    offered = {p.about for p in robot.here if p.deed == "option"}
    return [o for letter, o in robot.options().items() if letter in offered and not o.correct]


def _copies(robot: Robot) -> list[Press]:
    """Buttons of the present place in older messages that showed it."""
    here = [press for press in robot.here if press.deed not in GOOD_FOR_EVER]
    data = {press.data for press in here}
    return [press for press in robot.presses.values() if press.data in data and press not in here]


def _plain(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
