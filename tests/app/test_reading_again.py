"""SIGHUP: the bot reads the folder of the courses again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.admin_school import COURSES, LEAVES

ROOT = Path(__file__).parents[2]


@contextmanager
def at_work(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The bot in a process of its own, ready."""
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'a.db'}",
        "CONTENT_DIR": str(folder / "content"),
        "ADMIN_IDS": "7",
        "PORT": "0",
        "TELEGRAM_BOT_TOKEN": "",
        "PYTHONUNBUFFERED": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "local"],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        read_until(process, "Open http")
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


def read_until(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdout
    end = time.monotonic() + 20
    seen = ""
    while time.monotonic() < end and (line := process.stdout.readline()):
        seen += line
        if words in line:
            return seen
    raise AssertionError(seen)


def test_sighup_reads_the_folder_again_if_it_has_no_mistake(tmp_path: Path) -> None:
    shutil.copytree(COURSES, tmp_path / "content")
    lesson = tmp_path / "content" / "tea" / "2-leaves.yaml"
    with at_work(tmp_path) as process:
        lesson.write_text(LEAVES.replace("feedback:", "feedbak:"))
        process.send_signal(signal.SIGHUP)
        seen = read_until(process, "1 to mend; nothing was changed")
        assert 'CONTENT_DIR: tea/2-leaves.yaml:19:5: "feedbak" is not known here' in seen
        lesson.write_text(LEAVES)
        process.send_signal(signal.SIGHUP)
        read_until(process, "read again; changed: tea")
        process.send_signal(signal.SIGHUP)
        read_until(process, "read again; nothing has changed")
    assert len(list((tmp_path / "content" / ".versions" / "tea").iterdir())) == 2
