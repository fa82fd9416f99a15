"""A few learners who go on while something else happens: how long they wait is what it costs others."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from random import Random
from typing import Any

from tests.endurance.audit import audit
from tests.endurance.findings import Findings, records
from tests.endurance.house import House
from tests.endurance.lessons import latency
from tests.endurance.manners import Manners
from tests.endurance.pupil import Pupil

MANNERS = Manners(think=0.15, patience=1.5)


class Bystanders:
    """So many, at work until `end`."""

    def __init__(self, house: House, count: int, random: Random) -> None:
        self._house = house
        self._over = asyncio.Event()
        courses = house.library().courses
        self.pupils = [
            Pupil.join(
                house.world, f"Learner {i}", courses[i % len(courses)], Random(random.random()), MANNERS
            )
            for i in range(1, count + 1)
        ]
        work = (pupil.study(self._over, to_the_end=False) for pupil in self.pupils)
        self._work = asyncio.gather(*work, return_exceptions=True)

    async def end(self) -> dict[str, Any]:
        """What came of them, with a line for each who got stuck or lost something."""
        self._over.set()
        stuck = [f"{type(end).__name__}: {end}" for end in await self._work if end is not None]
        await self._house.settled()
        findings = Findings()
        with records(self._house.database) as found:
            lines = [*stuck, *audit(self.pupils, found, findings)]
        return {
            "others": asdict(findings) | {"stuck": len(stuck)},
            "others_wrong": lines,
            "others_taps": sum(len(pupil.queries) for pupil in self.pupils),
            "others_ms": latency(self.pupils),
        }
