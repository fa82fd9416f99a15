"""Groups at work: a host who sets one up and asks for posts, and members who answer its rounds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.course.library import Library
from bot.course.model import Course
from bot.emulator.world.chat import Message
from bot.learning.group.group import Style
from bot.views.group.buttons import (
    ChooseCourse,
    CloseRound,
    OpenPage,
    SetDay,
    SetLength,
    SetStyle,
    SetupPage,
    Start,
    pack,
    parse,
)
from tests.endurance.clock import FastClock
from tests.endurance.findings import records
from tests.endurance.hand import Hand
from tests.endurance.house import House
from tests.endurance.manners import Manners
from tests.endurance.members import Member
from tests.endurance.posts import is_doubt, section_of, sections, unsettled
from tests.messages import text_of

ZONE = "Europe/Berlin"
MEMBERS = 4
AHEAD = (6, 12)
"""Minutes of the fast clock until a scheduled post: one and a half to three seconds."""


@dataclass
class Run:
    """One time through a course. `after`: the message after which it began; `lessons`, `quizzes`: how often a
    section and a question were asked for at once; `armed`: how often a time was set. `left_open`: sections of
    which the setup said, when its host went on to another course, that they may not have arrived or were
    refused."""

    course: Course
    after: int
    lessons: int = 0
    quizzes: int = 0
    armed: int = 0
    left_open: frozenset[str] = frozenset()


@dataclass
class Club:
    """A group. `scheduled`: it posts by its timetable, otherwise at its host's commands. `length`: how many
    minutes its rounds are open. `database`: the bot's."""

    host: Hand
    members: list[Member]
    library: Library
    clock: FastClock
    database: Path
    scheduled: bool
    polls: bool
    length: int
    key: str = ""
    runs: list[Run] = field(default_factory=list)

    @property
    def run(self) -> Run:
        return self.runs[-1]

    @property
    def id(self) -> int:
        return self.host.chat_id

    async def study(self, over: asyncio.Event) -> None:
        """Until the lessons are over. Raises StuckError."""
        await asyncio.gather(self._lead(over), *(member.study(over) for member in self.members))

    async def _lead(self, over: asyncio.Event) -> None:
        await self._set_up()
        while not over.is_set():
            await self.host.think(4)
            if self._all_posted():
                await self._wait_for_posts()
                await self._begin(self._other())
            elif self.scheduled:
                await self._arm(over)
            else:
                await self._command()

    async def _set_up(self) -> None:
        host = self.host
        menu = pack(OpenPage("", SetupPage.MAIN)).partition(".")[0]
        await host.until(lambda: host.offers(menu), lambda: host.say("/course"), "no setup comes")
        _, data = next(host.buttons(menu))
        action = parse(data)
        assert isinstance(action, OpenPage)
        self.key = action.group
        await self._begin(host.random.choice(self.library.courses))
        await self._choose(SetupPage.LENGTH, pack(SetLength(self.key, self.length)))
        if self.polls:
            await self._choose(SetupPage.STYLE, pack(SetStyle(self.key, Style.POLL)))
        if self.scheduled:
            for day in (5, 6):
                await self._choose(SetupPage.DAYS, pack(SetDay(self.key, day, True)))
            await host.until(
                lambda: host.shows(f", {ZONE}"), lambda: host.say(f"/schedule {ZONE}"), "no zone is set"
            )
            await self._go()

    async def _begin(self, course: Course) -> None:
        """A course from its start."""
        host, after = self.host, self.host.newest
        again = bool(self.runs)
        if again:
            self.leave()
        await self._choose(SetupPage.COURSE, pack(ChooseCourse(self.key, course.key)))
        self.runs.append(Run(course, after))
        if again and self.scheduled:
            await self._go()
        await host.think()

    async def _choose(self, page: SetupPage, choice: str) -> None:
        """A choice on a page of the setup; the main page shows afterwards."""
        host, after = self.host, self.host.newest
        command = "/course" if page is SetupPage.COURSE else "/schedule"
        way = choice if page is SetupPage.COURSE else pack(OpenPage(self.key, page))
        await host.until(lambda: host.offers(way, after), lambda: host.say(command), f"no {page.name}")
        if way != choice:
            await host.until(
                lambda: host.offers(choice, after), lambda: host.press(way, after), f"no {choice}"
            )
        queries: list[str | None] = []

        def answered() -> bool:
            """By a toast, or where that came too late, by another page in its place."""
            told = any(host.toast(query) is not None for query in queries)
            return told or (bool(queries) and not host.offers(choice, after))

        press = lambda: queries.append(host.press(choice, after))  # noqa: E731
        await host.until(answered, press, f"{choice} is not answered")

    async def _go(self) -> None:
        """Start, or Resume."""
        host, start, after = self.host, pack(Start(self.key)), self.host.newest
        await host.until(lambda: host.offers(start, after), lambda: host.say("/schedule"), "no Start")
        await host.until(
            lambda: host.shows("Running", after), lambda: host.press(start, after), "Start is not heard"
        )

    async def _arm(self, over: asyncio.Event) -> None:
        """Sets the time of the next post to one that is soon, and waits for the post."""
        run, before = self.run, self._posts()

        def arm() -> None:
            soon = self.clock() + timedelta(minutes=self.host.random.randint(*AHEAD))
            run.armed += 1
            self.host.say(f"/schedule {soon.astimezone(ZoneInfo(ZONE)):%H:%M}")

        arm()
        seen = lambda: self._posts() > before or self._all_posted() or over.is_set()  # noqa: E731
        await self.host.comes(seen, arm)

    async def _command(self) -> None:
        """A section or a question at once. One that does not come is not asked for again: that is another."""
        run, host = self.run, self.host
        number = len(host.messages)
        if host.random.random() < 0.6:
            run.lessons += 1
            host.say("/lesson")
        else:
            run.quizzes += 1
            host.say("/quiz")
        await host.comes(lambda: len(host.messages) > number + 1, most=3 * host.manners.patience)
        if host.random.random() < 0.15:
            host.say("/close")

    async def _wait_for_posts(self) -> None:
        """What was asked for comes before the course is changed: otherwise it would not come at all."""
        course, wanted = self.run.course, min(self.run.lessons, len(sections(self.run.course)))

        def all_told() -> bool:
            came = {section_of(course, one) for one in self._new()} - {None}
            return self._posts() >= wanted or len(came | self._open_sections()) >= wanted

        await self.host.comes(all_told)

    def _posts(self) -> int:
        """Sections of this run that came, and words about those that may have."""
        course = self.run.course
        return sum(section_of(course, one) is not None or is_doubt(one) for one in self._new())

    def leave(self) -> None:
        """Notes what the setup says of this run: it does so no more once another course is chosen."""
        self.run.left_open = self._open_sections()

    def _open_sections(self) -> frozenset[str]:
        """Of this run, those that the setup offers to post again."""
        with records(self.database) as found:
            (row,) = found.rows("SELECT unknown, refused FROM groups WHERE chat_id = ?", self.id)
        return frozenset(id_ for what, id_ in unsettled(row) if what == "section")

    def _all_posted(self) -> bool:
        done = ("That was all of", "All sections have been posted", "All questions have been asked")
        return any(words in text_of(one) for one in self._new() for words in done)

    def _new(self) -> Iterable[Message]:
        return (one for one in self.host.messages if one["message_id"] > self.run.after)

    def _other(self) -> Course:
        courses = self.library.courses
        return courses[(courses.index(self.run.course) + 1) % len(courses)]

    def rounds(self) -> list[tuple[int, Message]]:
        """(number, message) of every message that asked a question."""
        return [
            (action.number, message)
            for message in self.host.world.messages(self.id)
            for data in self.host.world.chats[self.id].data.get(message["message_id"], ())
            if isinstance(action := parse(data), CloseRound)
        ]


def gather(house: House, number: int, length: int, random: Random, manners: Manners) -> Club:
    """A group with the bot in it: every third asks in polls, every second has a timetable."""
    world, clock = house.world, house.clock
    assert clock
    host = world.join(f"Host {number}").id
    polls = number % 3 == 2
    chat = world.create_group(f"Club {number}", host, kind="supergroup" if polls else "group")
    people = [world.join(f"Member {number}.{i}").id for i in range(MEMBERS)]
    for person in people:
        world.add_member(chat.id, person)
    world.groups.add_bot(chat.id, by=host)
    members = [Member(Hand(world, one, chat.id, Random(random.random()), manners), clock) for one in people]
    hand = Hand(world, host, chat.id, Random(random.random()), manners)
    return Club(hand, members, house.library(), clock, house.database, number % 2 == 0, polls, length)
