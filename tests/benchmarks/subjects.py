"""Processes to measure: a subject against a Bot API server of its own, and what it costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil

from bot.storage.address import Address
from tests.benchmarks.script import FIRST_ID, Script

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
PATIENCE = 60.0
OPEN_LIMITS = dict.fromkeys(("SEND_PER_SECOND", "SEND_PER_CHAT_SECOND", "SEND_PER_GROUP_MINUTE"), "inf")
"""The bot counts every send as ever, and holds none back."""


@dataclass(frozen=True)
class Load:
    """`at_once` learners tap without a pause: for `warm_up` seconds, then for `seconds`, of which CPU time
    and throughput are taken. Then, for `paced` seconds, learners tap `per_second` times a second."""

    at_once: int = 64
    warm_up: float = 1.0
    seconds: float = 2.5
    per_second: float = 150.0
    paced: float = 6.0


@dataclass(frozen=True)
class Cost:
    """CPU time is user and system time of the whole process with its threads; memory is its peak (10^6)."""

    cpu_ms: float
    taps_per_s: float
    p50_ms: float
    p99_ms: float
    memory_mb: float

    def as_dict(self) -> dict[str, float]:
        return {name: round(value, 4) for name, value in asdict(self).items()}


class Server:
    """The Bot API server process, and the learners it plays."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.taps = 0
        """That were made and answered so far."""
        self._port = port

    def at_once(self, count: int, seconds: float = PATIENCE, taps: int = 10**9) -> dict[str, Any]:
        return self._play(how="at_once", count=count, seconds=seconds, taps=taps)

    def paced(self, per_second: float, seconds: float) -> dict[str, Any]:
        return self._play(how="paced", per_second=per_second, seconds=seconds)

    def _play(self, **wish: Any) -> dict[str, Any]:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            connection.request("POST", "/play", json.dumps(wish))
            played: dict[str, Any] = json.loads(connection.getresponse().read())
        except TimeoutError:
            raise SystemExit("a subject does not answer its taps") from None
        finally:
            connection.close()
        self.taps += played["taps"]
        if played["stray"]:
            raise SystemExit(f"a subject made {played['stray']} calls beyond two a tap")
        return played


class Subject:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = psutil.Process(process.pid)

    @property
    def cpu(self) -> float:
        """Seconds so far."""
        times = self._process.cpu_times()
        return float(times.user + times.system)

    @property
    def peak_memory(self) -> float:
        """MB. Linux keeps the peak; elsewhere it is what is in use now."""
        status = Path(f"/proc/{self._process.pid}/status")
        if status.exists():
            line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
            return int(line.split()[1]) * 1024 / 1e6
        return float(self._process.memory_info().rss) / 1e6


@contextmanager
def bot_api(script: Script, learner_ids: list[int]) -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "script.json"
        told.write_text(
            json.dumps({"message": script.message, "learner_ids": learner_ids, "data": script.data})
        )
        command = [sys.executable, "-m", "tests.benchmarks.botapi", str(told)]
        with running(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdout
            yield Server(int(process.stdout.readline()))


@contextmanager
def echo(module: str, server: Server, *arguments: str) -> Iterator[Subject]:
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", server.url, *arguments]
    with running(command, cwd=ROOT) as process:
        yield Subject(process)


@contextmanager
def tutorbot(server: Server, database: Address, folder: Path | None = None) -> Iterator[Subject]:
    """The whole bot, as `python -m bot run` starts it, but for the sending limits, which are open.
    `folder`: where it is started, if not beside the database."""
    here = isinstance(database, Path)
    settings = {
        "TELEGRAM_BOT_TOKEN": "1:bench",
        "TELEGRAM_API_URL": server.url,
        "DATABASE_URL": f"sqlite:///{database}" if here else database.url,
        "CONTENT_DIR": str(CONTENT),
        "PORT": "0",
        **OPEN_LIMITS,
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT),
    }
    # Away from the project's folder, so that nobody's .env has a say.
    command = [sys.executable, "-m", "bot", "run"]
    with running(command, cwd=folder or database.parent, env=os.environ | settings) as process:
        yield Subject(process)


def measure(subject: Subject, server: Server, load: Load) -> Cost:
    server.at_once(load.at_once, load.warm_up)
    before = subject.cpu
    busy = server.at_once(load.at_once, load.seconds)
    used = subject.cpu - before
    waits = sorted(server.paced(load.per_second, load.paced)["latencies"])
    return Cost(
        cpu_ms=1000 * used / busy["taps"],
        taps_per_s=busy["taps"] / busy["seconds"],
        p50_ms=1000 * _percentile(waits, 0.50),
        p99_ms=1000 * _percentile(waits, 0.99),
        memory_mb=subject.peak_memory,
    )


@contextmanager
def running(command: list[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Ended when the block is left, whatever happens in it."""
    process = subprocess.Popen(command, **options)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


def learner_ids(count: int, of: int | None = None) -> list[int]:
    """`count` ids, spread evenly over those of a database with `of` learners."""
    return [FIRST_ID + i * (of or count) // count for i in range(count)]


def _percentile(ordered: list[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
