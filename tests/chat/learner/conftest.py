from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import demo
from tests.chat.learner.author import Author
from tests.school import School


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path / "content")


@pytest.fixture
async def kinds(closed_school: School) -> AsyncIterator[School]:
    """A school that teaches the course with every kind of question."""
    async with closed_school.open(demo.library()):
        yield closed_school
