"""Everybody at work in a house, and what came of it."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import asdict, dataclass
from random import Random
from statistics import quantiles
from typing import Any

from bot.emulator.api.faults import Faults
from bot.emulator.web.faulty_server import FaultyServer
from bot.emulator.world.world import World
from tests.endurance.audit import audit
from tests.endurance.audit_groups import audit_groups
from tests.endurance.audit_reviews import audit_reviews
from tests.endurance.audit_school import Staff, audit_school
from tests.endurance.findings import Findings, records, total
from tests.endurance.groups import Club, gather
from tests.endurance.hand import Hand
from tests.endurance.house import House
from tests.endurance.manners import Manners
from tests.endurance.pupil import Pupil
from tests.endurance.reviewers import Reviewers
from tests.endurance.sleepers import Sleepers
from tests.endurance.staff import Answerer, Publisher

MOST_LINES = 20
TOLD_EVERY = 10.0
A_CLUB = 25
"""Learners in private for each group."""
FEWEST_CLUBS = 3
FEWEST_SLEEPERS = 12
CLOSED_WITHIN = 45.0
"""Seconds until the last rounds have closed by themselves."""

Result = dict[str, Any]
Ends = Awaitable[list[BaseException | None]]


@dataclass(frozen=True)
class Plan:
    """`learners`: those who take a course; `course_ids`: which ones, in turn, where they do not take all of
    them. `lengths`: for how many minutes of the fast clock a round may be open. `reviewers`: those who review
    what they learned long ago; None: as many as there are learners."""

    learners: int
    to_the_end: bool = False
    course_ids: tuple[str, ...] = ()
    lengths: tuple[int, ...] = (10, 60)
    reviewers: int | None = None

    def manners(self, house: House) -> Manners:
        """A machine that serves many has them wait longer."""
        many = self.learners
        return Manners(min(0.5, 0.04 + many / 400), min(5.0, 1.0 + many / 50), house.worked)

    @property
    def sleepers(self) -> int:
        return max(FEWEST_SLEEPERS, self.learners // 2)

    @property
    def clubs(self) -> int:
        return max(FEWEST_CLUBS, self.learners // A_CLUB)


def admins(world: World) -> tuple[int, int]:
    """Who publishes, and who answers reports."""
    return world.join("Grace").id, world.join("Hal").id


class Lessons:
    """Pupils in private, groups, and those who run the school, until they have done enough."""

    def __init__(self, house: House, plan: Plan, random: Random) -> None:
        self._house = house
        self._manners = plan.manners(house)
        self._began = time.monotonic()
        self._hurry = asyncio.Event()
        self._over = asyncio.Event()
        self.staff = self._staff(random)
        self.pupils = self._pupils(plan, random)
        self.clubs = self._clubs(plan, random)
        self.sleepers = Sleepers(house, plan.sleepers)
        self.reviewers = Reviewers(
            house, plan.learners if plan.reviewers is None else plan.reviewers, random, self._manners
        )
        self._studying = _all(pupil.study(self._hurry, plan.to_the_end) for pupil in self.pupils)
        clubs = (club.study(self._over) for club in self.clubs)
        self._working = _all(
            [
                self.staff.publisher.work(self._over),
                self.staff.answerer.work(self._over),
                self.sleepers.go_to_bed(self._over),
                self.reviewers.review(self._over),
                *clubs,
            ]
        )

    @property
    def finished(self) -> int:
        return self.sum(lambda pupil: pupil.at_end and pupil.shows_place())

    def close(self) -> None:
        """All have done what they will do."""
        self._hurry.set()
        self._over.set()

    async def all_to_the_end(self) -> None:
        """The pupils hurry on, and the others go on with them."""
        self._hurry.set()
        await self._telling(self._studying)
        self._over.set()

    async def end(self, schedule: Faults) -> list[str]:
        """Waits until all are done, and the bot has ended in order; what went wrong with it."""
        ends = [*await self._telling(self._studying), *await self._telling(self._working)]
        schedule.end()
        await self._house.settled()
        stuck = [f"{type(end).__name__}: {end}" for end in ends if end is not None]
        if not await self._closed():
            stuck.append("the groups' rounds did not close")
        status = await self._house.end()
        return [*stuck, *([f"the bot ended with {status}"] if status else [])]

    def result(self, stuck: list[str]) -> Result:
        areas, lines = self._audit()
        for line in [*stuck, *lines][:MOST_LINES]:
            print(line, file=sys.stderr)
        return total(areas.values()) | {
            "areas": {area: asdict(findings) for area, findings in areas.items()},
            "stuck": len(stuck),
            "taps": self.sum(lambda pupil: len(pupil.queries)),
            "moves": self.sum(lambda pupil: pupil.ledger.visit),
            "answers": self.sum(lambda pupil: len(pupil.ledger.given)),
            "reports": self.sum(lambda pupil: len(pupil.reported)),
            "replies": len(self.staff.answerer.words),
            "published": self.staff.publisher.published,
            "restored": self.staff.publisher.restored,
            "groups": len(self.clubs),
            "rounds": sum(len(club.rounds()) for club in self.clubs),
            "group_answers": sum(len(member.tries) for club in self.clubs for member in club.members),
            "reminders": self.sleepers.count(),
            "review_sessions": sum(one.sessions for one in self.reviewers.people),
            "reviews": sum(len(one.reviewed) for one in self.reviewers.people),
            "insisted": self.sum(lambda pupil: pupil.insisted),
            "astray": self.sum(lambda pupil: pupil.astray),
            "logged_errors": len(self._house.complaints()),
            "others_ms": latency(self.pupils),
            "seconds": round(time.monotonic() - self._began, 1),
        }

    def sum(self, count: Callable[[Pupil], int]) -> int:
        return sum(map(count, self.pupils))

    def tell(self, what: str) -> None:
        taps, ends = self.sum(lambda pupil: len(pupil.queries)), self.sum(lambda pupil: pupil.at_end)
        print(f"{what}: {taps} taps, {ends} learners at the end", file=sys.stderr, flush=True)

    def _staff(self, random: Random) -> Staff:
        world = self._house.world
        grace, hal = (Hand(world, one, one, Random(random.random()), self._manners) for one in admins(world))
        for hand in (grace, hal):
            hand.say("/start")
        return Staff(Publisher(grace, self._house.content), Answerer(hal))

    def _pupils(self, plan: Plan, random: Random) -> list[Pupil]:
        world, library = self._house.world, self._house.library()
        courses = [one for one in library.courses if not plan.course_ids or one.id in plan.course_ids]
        return [
            Pupil.join(
                world, f"Learner {i}", courses[i % len(courses)], Random(random.random()), self._manners
            )
            for i in range(1, plan.learners + 1)
        ]

    def _clubs(self, plan: Plan, random: Random) -> list[Club]:
        assert self._house.clock, "a timetable takes a clock that runs fast"
        return [
            gather(self._house, number, random.choice(plan.lengths), random, self._manners)
            for number in range(plan.clubs)
        ]

    @property
    def _too_old(self) -> set[str]:
        server = self._house.server
        return server.too_old if isinstance(server, FaultyServer) else set()

    def _audit(self) -> tuple[dict[str, Findings], list[str]]:
        names = ("private", "groups", "school", "reminders", "reviews")
        areas = {name: Findings() for name in names}
        with records(self._house.database) as found:
            lines = [
                *audit(self.pupils, found, areas["private"], self._too_old),
                *audit_groups(self.clubs, found, areas["groups"], self._house.worked, self._too_old),
                *audit_school(self.staff, self.pupils, found, areas["school"]),
                *self.sleepers.audit(found, areas["reminders"]),
                *audit_reviews(
                    self.reviewers.people,
                    self.reviewers.answered,
                    found,
                    areas["reviews"],
                    self._too_old,
                ),
            ]
        return areas, lines

    async def _closed(self) -> bool:
        """Waits until every round is closed, and nothing is left to be sent to a group."""
        end = time.monotonic() + CLOSED_WITHIN
        while time.monotonic() < end:
            with records(self._house.database) as found:
                left = found.rows(
                    "SELECT 1 FROM rounds WHERE shown_at IS NULL UNION ALL"
                    " SELECT 1 FROM groups WHERE pending != ''"
                )
            if not left:
                return True
            await asyncio.sleep(0.1)
        return False

    async def _telling(self, work: Ends) -> list[BaseException | None]:
        telling = asyncio.create_task(self._tell_now_and_then())
        try:
            return await work
        finally:
            telling.cancel()

    async def _tell_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(TOLD_EVERY)
            self.tell("under way")


def _all(work: Iterable[Coroutine[Any, Any, None]]) -> Ends:
    return asyncio.gather(*work, return_exceptions=True)


def latency(pupils: list[Pupil]) -> dict[str, float]:
    """From a tap to what had to come of it, in milliseconds, over all pupils."""
    waits = sorted(wait for pupil in pupils for wait in pupil.waits)
    if len(waits) < 2:
        return {}
    shares = quantiles(waits, n=100, method="inclusive")
    return {"p50": round(shares[49] * 1000, 1), "p99": round(shares[98] * 1000, 1)}
