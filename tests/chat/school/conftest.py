from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.admin_school import AdminSchool, admin_school
from tests.school import LocalApi, Pupil, School


@pytest.fixture
def closed(closed_school: School, api: LocalApi, tmp_path: Path) -> AdminSchool:
    """A school whose bot is not at work yet."""
    school = admin_school(closed_school, tmp_path)
    school.api = api
    return school


@pytest.fixture
def grace(closed: AdminSchool) -> Pupil:
    """An admin, named by ADMIN_IDS."""
    return closed.appoint("Grace")


@pytest.fixture
async def office(closed: AdminSchool, grace: Pupil) -> AsyncIterator[AdminSchool]:
    """A bot at work in a school where Grace is an admin, and knows that she is there."""
    async with closed.at_work():
        await grace.say("/start")
        yield closed
