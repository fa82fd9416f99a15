from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.course.library import Library
from tests.chat.broadcast.station import Station
from tests.school import LocalApi, Pupil


@pytest.fixture
def closed(api: LocalApi, tmp_path: Path) -> Station:
    """A school in which Grace is an admin; its bot is not at work yet."""
    station = Station(api.world, api.url, tmp_path / "school.db", api=api)
    station.admin_ids = frozenset({station.join("Grace").id})
    return station


@pytest.fixture
async def station(closed: Station, tea: Library) -> AsyncIterator[Station]:
    async with closed.open(tea):
        yield closed


@pytest.fixture
async def grace(station: Station) -> Pupil:
    """The admin, who has started the bot."""
    (grace,) = await station.learners("Grace")
    return grace
