"""A robot pupil: sees the chat, presses buttons, and insists where nothing comes, as a person would."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.course.model import Course, Question
from bot.emulator.people import BLOCKED, Message
from bot.emulator.world import World
from bot.views.buttons import (
    Action,
    AtPlace,
    Back,
    Begin,
    Choose,
    Describe,
    Hint,
    Jump,
    Lessons,
    Next,
    Restart,
    Tick,
    parse,
)
from tests.endurance.ledger import Ledger
from tests.endurance.wishes import wish
from tests.robot.model import END
from tests.school import buttons_of, text_of

LONGEST_WAIT = 60.0
"""Seconds after which a pupil gives up."""

Seen = Callable[[], bool]


class StuckError(Exception):
    """A pupil insisted for long and never saw what had to come."""


@dataclass(frozen=True)
class Manners:
    """How a pupil goes about it, in seconds: `think` before each tap, `patience` before pressing again."""

    think: float
    patience: float


@dataclass
class Pupil:
    world: World
    id: int
    ledger: Ledger
    random: Random
    manners: Manners
    queries: list[str] = field(default_factory=list)
    """Every tap, by its callback query."""
    insisted: int = 0
    """How often nothing came for long, and the pupil pressed again or asked."""
    astray: int = 0
    """How often the chat did not end with the place any more, though the pupil had seen it there."""
    _old: list[tuple[int, str, int]] = field(default_factory=list)
    """Buttons of places: the message, the data, and the visit they belong to."""

    @classmethod
    def join(cls, world: World, name: str, course: Course, random: Random, manners: Manners) -> Pupil:
        return cls(world, world.join(name).id, Ledger(course), random, manners)

    @property
    def last(self) -> Message:
        """The newest message of the chat."""
        return next(reversed(self.world.chats[self.id].messages.values()))

    @property
    def at_end(self) -> bool:
        return self.ledger.at == END

    async def study(self, over: asyncio.Event, to_the_end: bool) -> None:
        """Goes about the course until the lessons are over; with `to_the_end`, then on to its end. Raises
        StuckError."""
        self._feed = self.world.feeds.open(self.id, lambda: None)
        await asyncio.sleep(self.random.uniform(0, self.manners.think * 4))
        course = self.ledger.course
        self._say(f"/start {course.id}")
        await self._wait(lambda: self._offers(Begin(course.key)), f"/start {course.id}")
        await self._press(Begin(course.key), self.shows_place)
        while not (over.is_set() and (self.at_end or not to_the_end)):
            await asyncio.sleep(self.random.uniform(0, self.manners.think * 2))
            await self._deed(over.is_set())

    def shows_place(self) -> bool:
        """Whether the chat's last message is the one of the place where the pupil must be now."""
        ledger, actions = self.ledger, self._actions()
        if ledger.at is None or not text_of(self.last).startswith(ledger.signs[0]):
            return False
        if self.at_end:
            return Restart(ledger.course.key, ledger.run) in actions
        if not {Next(ledger.key, ledger.visit), Back(ledger.key, ledger.visit)} & set(actions):
            return False
        if not isinstance(ledger.step, Question):
            return True
        return self._shows_attempt(ledger.step, actions)

    def _shows_attempt(self, question: Question, actions: list[Action]) -> bool:
        ledger = self.ledger
        open_ = [action for action in actions if isinstance(action, Choose | Tick)]
        if ledger.closed or not open_:
            return ledger.closed and not open_
        ticked = {action.option for action in open_ if isinstance(action, Tick) and not action.on}
        wanted = {option.key for option in question.options if option.id in ledger.ticked}
        hint = any(isinstance(action, Hint) for action in actions)
        return (
            all(action.attempt == ledger.attempt for action in open_)
            and ticked == wanted
            and hint is (question.hint is not None and not ledger.hinted)
        )

    async def _deed(self, hurry: bool) -> None:
        """One thing that a pupil does, what must come of it, and the wait until it has come."""
        dice = self.random.random()
        if not self.shows_place():
            self.astray += 1
        if dice < 0.04 or not self.shows_place():
            self._say("/continue")
            await self._wait(self.shows_place, "/continue")
        elif dice < 0.08 and self._old:
            self._press_old()
        else:
            actions = self._actions()
            weights = [wish(action, self.ledger, hurry) for action in actions]
            action = self.random.choices(actions, weights)[0]
            if isinstance(action, Lessons):
                await self._choose_lesson(action)
            else:
                await self._press(action, self.shows_place)

    async def _choose_lesson(self, lessons: Lessons) -> None:
        course = self.ledger.course
        ways = [Jump(course.lesson_key(lesson.id)) for lesson in course.lessons]
        await self._press(lessons, lambda: all(map(self._offers, ways)))
        await asyncio.sleep(self.random.uniform(0, self.manners.think))
        await self._press(self.random.choice(ways), self.shows_place)

    async def _press(self, action: Action, seen: Seen) -> None:
        """Presses the newest such button, often twice, and waits for what must come of it."""
        found = self._find(action)
        assert found, f"no button for {action}"
        message, data = found
        self._keep_buttons(message)
        if isinstance(action, Describe):
            seen = _always  # its answer stands below the place
        self.ledger.apply(action)
        for _ in range(self.random.choice((1, 1, 1, 1, 2, 2, 3))):
            self._tap(message["message_id"], data)
        await self._wait(seen, str(action), lambda: self._press_again(action))
        if isinstance(action, Describe):
            self._say("/continue")
            await self._wait(self.shows_place, "/continue")

    def _press_again(self, action: Action) -> None:
        """The newest such button; where there is none any more, asks where things stand."""
        found = self._find(action)
        if found:
            self._tap(found[0]["message_id"], found[1])
        else:
            self._say("/continue")

    def _press_old(self) -> None:
        """A button of a place that was left: nothing may come of it."""
        message_id, data, visit = self.random.choice(self._old)
        if visit < self.ledger.visit:
            self._tap(message_id, data)

    async def _wait(self, seen: Seen, deed: str, again: Callable[[], None] | None = None) -> None:
        """Until it is seen: now and then presses again or asks where things stand. Raises StuckError."""
        loop = asyncio.get_running_loop()
        end, patience = loop.time() + LONGEST_WAIT, self.manners.patience
        while not seen():
            await self._look_until(seen, patience * self.random.uniform(0.5, 1.5))
            patience *= 1.5
            if seen():
                return
            if loop.time() > end:
                raise StuckError(f"{deed}: {self.ledger.at}, visit {self.ledger.visit}, {self._actions()}")
            self.insisted += 1
            if again and (seen != self.shows_place or self.random.random() < 0.5):
                again()
            else:
                self._say("/continue" if self.ledger.at is not None else deed)

    async def _look_until(self, seen: Seen, seconds: float) -> None:
        """Looks again whenever something happens in the chat."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not seen() and (left := end - loop.time()) > 0:
            await self._feed.next(left)

    def _say(self, text: str) -> None:
        self._unblock()
        self.world.say(self.id, text)

    def _tap(self, message_id: int, data: str) -> None:
        self._unblock()
        self.queries.append(self.world.tap(self.id, message_id, data))

    def _unblock(self) -> None:
        if self.world.chats[self.id].bot_status == BLOCKED:
            self.world.unblock(self.id)

    def _actions(self) -> list[Action]:
        return [action for button in buttons_of(self.last) if (action := _of(button)) is not None]

    def _find(self, action: Action) -> tuple[Message, str] | None:
        """The newest message that has this button, and the button's data."""
        for message in reversed(self.world.messages(self.id)):
            for button in buttons_of(message):
                if _of(button) == action:
                    return message, button["callback_data"]
        return None

    def _offers(self, action: Action) -> bool:
        return action in self._actions()

    def _keep_buttons(self, message: Message) -> None:
        for button in buttons_of(message):
            action = _of(button)
            if isinstance(action, AtPlace):
                self._old.append((message["message_id"], button["callback_data"], action.visit))
        del self._old[:-40]


def _of(button: dict[str, Any]) -> Action | None:
    return parse(button.get("callback_data", ""))


def _always() -> bool:
    return True
