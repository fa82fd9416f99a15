import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.course.library import Library
from bot.course.reading.loader import load_library
from bot.emulator.world.world import World
from tests import engine
from tests.school import LocalApi, School

ROOT = Path(__file__).parents[1]


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: tests wait for programs and browsers as much as they compute."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return cores * 3 // 2


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine", choices=("sqlite", "postgres"), default="sqlite", help="where databases of tests are"
    )


def pytest_configure(config: pytest.Config) -> None:
    """One server for all processes of the tests: the first starts it, the others are told where."""
    if config.getoption("--engine") == "postgres" and not hasattr(config, "workerinput"):
        stack = ExitStack()
        stack.enter_context(engine.at_work())
        config.add_cleanup(stack.close)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one engine are passed over on the other."""
    other = "sqlite" if engine.on_postgres() else "postgres"
    for item in items:
        if item.get_closest_marker(other):
            item.add_marker(pytest.mark.skip(reason=f"about {other} alone"))


@pytest.fixture(autouse=True)
def _databases() -> Iterator[None]:
    """Those that a whole module shares were made before, and stay."""
    shared = frozenset(engine.DATABASES.made)
    yield
    engine.DATABASES.give_back(shared)


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
