import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.course.library import Library
from bot.course.reading.loader import load_library
from bot.emulator.world.world import World
from tests.school import LocalApi, School

ROOT = Path(__file__).parents[1]


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: tests wait for programs and browsers as much as they compute."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return cores * 3 // 2


def _library(folder: Path) -> Library:
    loaded = load_library(folder)
    assert isinstance(loaded, Library), loaded
    return loaded


@pytest.fixture(scope="session")
def shipped() -> Library:
    """The courses that come with the project."""
    return _library(ROOT / "content")


@pytest.fixture(scope="session")
def first_course(shipped: Library) -> Library:
    """The first of them alone."""
    return Library(shipped.courses[:1], shipped.folders)


@pytest.fixture(scope="session")
def tea() -> Library:
    """A small course with every kind of step."""
    return _library(ROOT / "tests" / "content")


@pytest.fixture
async def api() -> AsyncIterator[LocalApi]:
    """A local Bot API that answers over HTTP."""
    api = LocalApi(World())
    await api.start()
    yield api
    await api.stop()


@pytest.fixture
def closed_school(api: LocalApi, tmp_path: Path) -> School:
    """A local Bot API; the bot is not at work yet."""
    return School(api.world, api.url, tmp_path / "school.db")


@pytest.fixture
async def school(closed_school: School, tea: Library) -> AsyncIterator[School]:
    """A bot that teaches the small course."""
    async with closed_school.open(tea):
        yield closed_school
