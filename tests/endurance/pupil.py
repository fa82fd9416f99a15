"""A robot pupil: sees the chat, presses buttons, and insists where nothing comes, as a person would."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from bot.course.model import Course, Lesson
from bot.emulator.world.chat import BLOCKED, Message
from bot.emulator.world.world import World
from bot.learning.learner.learner import Pictures
from bot.views.learner.answer_buttons import PlaceButton
from bot.views.learner.buttons import Action, Begin, Describe, Jump, Lessons, OpenContents
from bot.views.pages import SIZE
from tests.endurance import deeds
from tests.endurance.ledger import Ledger
from tests.endurance.manners import LONGEST_WAIT, Manners, Seen, StuckError
from tests.endurance.sight import action_of, actions_of, shows
from tests.endurance.wishes import Write, in_words, wish
from tests.messages import buttons_of, text_of
from tests.robot.model import END

LOOKS_INTO = 0.5
"""How often somebody looks into a lesson before they go there."""


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
    waits: list[float] = field(default_factory=list)
    """Seconds from each tap to what had to come of it."""
    reported: list[str] = field(default_factory=list)
    """The words of each report."""
    pictures: Pictures = Pictures.SHOWN
    _old: list[tuple[int, str, int]] = field(default_factory=list)
    """Buttons of places: the message, the data, and the visit they belong to."""

    @classmethod
    def join(cls, world: World, name: str, course: Course, random: Random, manners: Manners) -> Pupil:
        return cls(world, world.join(name).id, Ledger(course), random, manners)

    @property
    def last(self) -> Message:
        """The newest message of the chat; the answer to a report may come in between at any time."""
        messages = reversed(self.world.chats[self.id].messages.values())
        return next(one for one in messages if not text_of(one).startswith(deeds.ANSWERED))

    @property
    def at_end(self) -> bool:
        return self.ledger.at == END

    async def study(self, over: asyncio.Event, to_the_end: bool) -> None:
        """Goes about the course until the lessons are over; with `to_the_end`, then on to its end. Raises
        StuckError."""
        self._feed = self.world.events.open(self.id, lambda: None)
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
        return shows(self.last, self.ledger)

    async def ask(self, command: str, words: str = "") -> None:
        """A command, and again, until these words come: by default those of the place."""
        asked = self._say(command)
        seen = self.shows_place if not words else lambda: self._shows(words, asked)
        await self._wait(seen, command, lambda: self._say(command))

    async def tell(self, text: str, words: str) -> None:
        """A text that is written once; the answer may be lost."""
        told = self._say(text)
        await self._look_until(lambda: self._shows(words, told), 3 * self.manners.patience)

    async def push(self, data: str, seen: Seen, command: str) -> None:
        """The newest button with this data, until it has worked; `command` brings it, where there is none."""

        def tap() -> None:
            for message in reversed(self.world.messages(self.id)):
                if any(button.get("callback_data") == data for button in buttons_of(message)):
                    self._tap(message["message_id"], data)
                    return
            self._say(command)

        tap()
        await self._wait(seen, data, tap)

    async def _deed(self, hurry: bool) -> None:
        """One thing that a pupil does, what must come of it, and the wait until it has come."""
        dice = self.random.random()
        if not self.shows_place():
            self.astray += 1
        if dice < 0.04 or not self.shows_place():
            await self.ask("/continue")
        elif dice < 0.08 and self._old:
            self._press_old()
        elif dice < 0.10:
            await deeds.choose_pictures(self)
        elif dice < 0.12 and len(self.reported) < deeds.MOST_REPORTS:
            await deeds.report(self)
        else:
            actions = [*self._actions(), *in_words(self.ledger)]
            weights = [wish(action, self.ledger, hurry) for action in actions]
            action = self.random.choices(actions, weights)[0]
            if isinstance(action, Write):
                await self._write(action.text)
            elif isinstance(action, Lessons):
                await self._choose_lesson(action)
            else:
                await self._press(action, self.shows_place)

    async def _choose_lesson(self, lessons: Lessons) -> None:
        course = self.ledger.course
        ways = [Jump(course.lesson_key(lesson.id)) for lesson in course.lessons]
        await self._press(lessons, lambda: all(map(self._offers, ways)))
        await asyncio.sleep(self.random.uniform(0, self.manners.think))
        if self.random.random() < LOOKS_INTO:
            ways = await self._look_into(self.random.choice(course.lessons))
        await self._press(self.random.choice(ways), self.shows_place)

    async def _look_into(self, lesson: Lesson) -> list[Jump]:
        """What is in a lesson, up to the last page of it; the ways to all of its steps."""
        course = self.ledger.course
        ways = [Jump(course.step_key(step.id)) for step in lesson.steps]
        for number in range(0, len(ways), SIZE):
            first = ways[number]
            await self._press(
                OpenContents(course.lesson_key(lesson.id), number // SIZE),
                lambda first=first: self._find(first) is not None,  # type: ignore[misc]
            )
        return [way for way in ways if self._find(way)]

    async def _write(self, text: str) -> None:
        """An answer, written once: again it would be another one."""
        self.ledger.write(text)
        self._say(text)
        await self._wait(self.shows_place, text, lambda: self._say("/continue"))

    async def _press(self, action: Action, seen: Seen) -> None:
        """Presses the newest such button, often twice, and waits for what must come of it."""
        found = self._find(action)
        assert found, f"no button for {action}"
        message, data = found
        self._keep_buttons(message)
        if isinstance(action, Describe):
            seen = _always  # its answer stands below the place
        self.ledger.apply(action)
        begun = time.monotonic()
        for _ in range(self.random.choice((1, 1, 1, 1, 2, 2, 3))):
            self._tap(message["message_id"], data)
        await self._wait(seen, str(action), lambda: self._press_again(action))
        self.waits.append(time.monotonic() - begun)
        if isinstance(action, Describe):
            await self.ask("/continue")

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

    async def _wait(self, seen: Seen, deed: str, again: Callable[[], object] | None = None) -> None:
        """Until it is seen: now and then presses again or asks where things stand. Raises StuckError."""
        end, patience = self.manners.worked() + LONGEST_WAIT, self.manners.patience
        while not seen():
            await self._look_until(seen, patience * self.random.uniform(0.5, 1.5))
            patience *= 1.5
            if seen():
                return
            if self.manners.worked() > end:
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

    def _say(self, text: str) -> int:
        """The message's id."""
        self._unblock()
        number: int = self.world.say(self.id, text)["message_id"]
        return number

    def _shows(self, words: str, after: int) -> bool:
        return any(words in text_of(one) for one in self.world.messages(self.id) if one["message_id"] > after)

    def _tap(self, message_id: int, data: str) -> None:
        self._unblock()
        self.queries.append(self.world.tap(self.id, message_id, data))

    def _unblock(self) -> None:
        if self.world.chats[self.id].bot_status == BLOCKED:
            self.world.memberships.unblock(self.id)

    def _actions(self) -> list[Action]:
        return actions_of(self.last)

    def _find(self, action: Action) -> tuple[Message, str] | None:
        """The newest message that has this button, and the button's data."""
        for message in reversed(self.world.messages(self.id)):
            for button in buttons_of(message):
                if action_of(button) == action:
                    return message, button["callback_data"]
        return None

    def _offers(self, action: Action) -> bool:
        return action in self._actions()

    def _keep_buttons(self, message: Message) -> None:
        for button in buttons_of(message):
            action = action_of(button)
            if isinstance(action, PlaceButton):
                self._old.append((message["message_id"], button["callback_data"], action.visit))
        del self._old[:-40]


def _always() -> bool:
    return True
