"""One robot's way through a course at a school of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.course.model import Course, Question
from bot.emulator.world.world import World
from tests.robot.answering import answer
from tests.robot.model import END
from tests.robot.robot import Press, Robot, alone
from tests.school import LocalApi, School


@asynccontextmanager
async def at_school(course: Course) -> AsyncIterator[Walk]:
    """A robot in front of the course's first message, at a school of its own."""
    api = LocalApi(World())
    await api.start()
    try:
        with TemporaryDirectory() as folder:
            school = School(api.world, api.url, Path(folder) / "school.db")
            walk = Walk(api, school, Robot.of(school, course))
            await walk.open()
            try:
                await walk.robot.say("/start")
                yield walk
            finally:
                await walk.close()
    finally:
        await api.stop()


class Walk:
    """One robot's way through a course, checked after every move."""

    def __init__(self, api: LocalApi, school: School, robot: Robot) -> None:
        self.api = api
        self.school = school
        self.robot = robot

    async def open(self) -> None:
        self._bot = self.school.open(alone(self.robot.model.course))
        await self._bot.__aenter__()

    async def close(self) -> None:
        await self._bot.__aexit__(None, None, None)

    async def press(self, press: Press, times: int = 1) -> None:
        await self.robot.press(press, times)
        self.robot.check(self.api)

    async def do(self, deed: str, about: str = "") -> None:
        """Presses the present place's button for it."""
        await self.press(next(p for p in self.robot.here if p.deed == deed and about in ("", p.about)))

    async def say(self, text: str) -> None:
        await self.robot.say(text)
        self.robot.check(self.api)

    async def deliver_again(self, count: int) -> None:
        """The newest updates come once more, as after a bot that was killed before it could confirm them."""
        for update in list(self.robot.recent)[-count:]:
            await self.school.deliver_again(update)
        self.robot.look()
        self.robot.check(self.api)

    async def begin(self) -> None:
        await self.press(next(p for p in self.robot.presses.values() if p.deed == "begin"))

    async def answer(self, right: bool) -> None:
        """Answers the question the robot is at; nothing where that answer has no button left."""
        question, robot = self.robot.model.step, self.robot
        if not isinstance(question, Question) or not robot.is_open:
            return
        await answer(self, question, right)

    async def to_the_end(self) -> None:
        if self.robot.model.at is None:
            await self.begin()
        while self.robot.model.at != END:
            await self.answer(right=True)
            await self.onward()

    async def onward(self) -> None:
        """The way on, which from the last lesson leads to the result."""
        assert "TODO" not in self.robot.place_text
        await self.do("onward" if any(press.deed == "onward" for press in self.robot.here) else "result")
