"""How long the local mode takes from nothing to the first answer, with a database of its own each time.

As on any machine where it was started before: Python has the compiled modules at hand.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection, HTTPResponse
from statistics import median
from typing import Any

from tests.benchmarks.subjects import CONTENT, ROOT, running

PATIENCE = 20.0


def run(rounds: int, as_json: bool) -> None:
    """Prints the median; as the last line, if wished, a JSON object."""
    with tempfile.TemporaryDirectory() as compiled:
        _once(compiled)
        seconds = [_once(compiled) for _ in range(rounds)]
    print(f"from process start to the first answer: {median(seconds):.2f} s, median of {rounds}")
    if as_json:
        summary = {"benchmark": "start", "rounds": rounds, "seconds": round(median(seconds), 3)}
        print(json.dumps(summary))


def _once(compiled: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        settings = {
            "DATABASE_URL": f"sqlite:///{folder}/bench.db",
            "CONTENT_DIR": str(CONTENT),
            "PORT": str(port),
            "LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": compiled,
            "PYTHONDONTWRITEBYTECODE": "",
        }
        command = [sys.executable, "-m", "bot", "local"]
        started = time.perf_counter()
        with running(command, cwd=folder, env=os.environ | settings, stdout=subprocess.DEVNULL):
            wait_for_answer(port)
            return time.perf_counter() - started


def wait_for_answer(port: int) -> None:
    person = json.loads(_ask(port, "POST", "/chat/people", {"name": "Ada"}).read())["id"]
    _ask(port, "POST", "/chat/send", {"person": person, "text": "/start"}).read()
    events = _ask(port, "GET", f"/chat/events?person={person}")
    while line := events.readline():
        if line.startswith(b"data:") and _is_answer(json.loads(line[5:])):
            return
    raise SystemExit("the local mode closed the chat without an answer")


def _is_answer(event: dict[str, Any]) -> bool:
    """A message of the bot, or a state that has one."""
    messages = event.get("messages", [event])
    return any(message.get("from", {}).get("is_bot") for message in messages)


def _ask(port: int, verb: str, path: str, body: dict[str, Any] | None = None) -> HTTPResponse:
    """Tries until somebody listens there."""
    deadline = time.perf_counter() + PATIENCE
    headers = {"Content-Type": "application/json"} if body else {}
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request(verb, path, json.dumps(body) if body else None, headers)
            return connection.getresponse()
        except ConnectionError:
            if time.perf_counter() > deadline:
                raise SystemExit("the local mode does not start") from None
            time.sleep(0.01)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
