"""How the robot answers each kind of question, right or wrong, by what it sees."""

from __future__ import annotations

from typing import Protocol

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Question
from tests.robot.robot import Robot


class Walk(Protocol):
    """The robot's way through a course: presses and says, checked after each."""

    robot: Robot

    async def do(self, deed: str, about: str = "") -> None: ...

    async def say(self, text: str) -> None: ...


async def answer(walk: Walk, question: Question, right: bool) -> None:
    """Answers the open question that the robot is at; nothing where that answer has no button left."""
    match question.task:
        case Choice():
            await _choose(walk, question.task, right)
        case TrueFalse(true):
            wanted = str(true is right)
            if any(press.deed == "true or false" and press.about == wanted for press in walk.robot.here):
                await walk.do("true or false", wanted)
        case Typed(accepted) | ShellCommand(accepted):
            await walk.say(accepted[0] if right else "quite wrong")
        case Number(value, unit=unit):
            await walk.say(f"{value if right else value + 1000} {unit}".strip())
        case Gaps(choices=()):
            for _ in range(_draft(walk).count("")):
                await walk.say(_next(walk) if right else "wrongly")
        case Flashcard():
            if any(press.deed == "turn" for press in walk.robot.here):
                await walk.do("turn")
            await walk.do("recall", "Good" if right else "Not yet")
        case Ordering():
            await _put_in_order(walk, right)
        case Pairs() | Gaps():
            await _fill(walk, right)


def _draft(walk: Walk) -> list[str]:
    model = walk.robot.model
    return model.draft or [""] * len(model.solution)


def _next(walk: Walk) -> str:
    """What belongs into the next open place."""
    return walk.robot.model.solution[_draft(walk).index("")]


async def _choose(walk: Walk, task: Choice, right: bool) -> None:
    robot = walk.robot
    letters = [letter for letter, option in robot.options().items() if option.correct is right]
    offered = {press.about for press in robot.here if press.deed == "option"}
    wanted = [letter for letter in letters if letter in offered]
    if not wanted:
        return
    if not task.several:
        await walk.do("option", wanted[0])
        return
    for press in [press for press in robot.here if press.deed == "option"]:
        if (press.about in wanted) is not (robot.options()[press.about].id in robot.ticked()):
            await walk.do("option", press.about)
    await walk.do("check")


async def _put_in_order(walk: Walk, right: bool) -> None:
    solution = walk.robot.model.solution
    wanted = solution if right else solution[::-1]
    while (put := [one for one in _draft(walk) if one]) != wanted[: len(put)]:
        await walk.do("take back")
    for line_id in wanted[len(put) :]:
        letters = {option.id: letter for letter, option in walk.robot.options().items()}
        await walk.do("option", letters[line_id])
    await walk.do("check")


async def _fill(walk: Walk, right: bool) -> None:
    """Right sides, or choices; of wrong ones the first that can be pressed."""
    robot = walk.robot
    for _ in range(_draft(walk).count("")):
        offered = {press.about for press in robot.here if press.deed == "option"}
        fits = {
            letter: _next(walk) in (o.id, o.text)
            for letter, o in robot.options().items()
            if letter in offered
        }
        await walk.do("option", next((letter for letter, fit in fits.items() if fit is right), min(fits)))
