import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.terminal import OURS, ROOT, TEA, kill_the_rest


@pytest.fixture(autouse=True)
def home(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """An empty working directory, with a copy of the small courses and any free port; logging as it was
    afterwards. One bot alone owns a CONTENT_DIR, so each test has its own."""
    courses = shutil.copytree(TEA, tmp_path_factory.mktemp("courses") / "content")
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CONTENT_DIR", str(courses))
    monkeypatch.setenv("PORT", "0")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    root, ours = logging.getLogger(), logging.getLogger("bot")
    handlers, levels = root.handlers[:], (root.level, ours.level)
    yield tmp_path
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    return monkeypatch


@pytest.fixture(autouse=True)
def _no_process_outlives_its_test() -> Iterator[None]:
    yield
    kill_the_rest()
