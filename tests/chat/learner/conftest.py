from pathlib import Path

import pytest

from tests.chat.learner.author import Author


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path / "content")
