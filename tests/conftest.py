from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.course.library import Library
from bot.course.loader import load_library
from bot.emulator.server import Server
from bot.emulator.world import World
from tests.school import School

ROOT = Path(__file__).parents[1]


def _library(folder: Path) -> Library:
    loaded = load_library(folder)
    assert isinstance(loaded, Library), loaded
    return loaded


@pytest.fixture(scope="session")
def shipped() -> Library:
    """The courses that come with the project."""
    return _library(ROOT / "content")


@pytest.fixture(scope="session")
def tea() -> Library:
    """A small course with every kind of step."""
    return _library(ROOT / "tests" / "content")


@pytest.fixture
async def closed_school(tmp_path: Path) -> AsyncIterator[School]:
    """A local Bot API; the bot is not at work yet."""
    server = Server(World())
    await server.start()
    yield School(server.world, server.url, tmp_path / "school.db")
    await server.stop()


@pytest.fixture
async def school(closed_school: School, tea: Library) -> AsyncIterator[School]:
    """A bot that teaches the small course."""
    async with closed_school.open(tea):
        yield closed_school
