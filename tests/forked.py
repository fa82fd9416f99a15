"""Programs of ours as processes that can be killed, without the second in which each would import itself."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).parents[1]
CAN_FORK = sys.platform == "linux"


NUMBER = struct.Struct("i")
"""How a process's id and its exit status are told."""


@dataclass(frozen=True)
class Program:
    """`python -m module *arguments`, in that folder and with these variables alone."""

    module: str
    arguments: tuple[str, ...]
    folder: str
    environment: dict[str, str]


class Forked:
    """A process as `subprocess.Popen` has it; a coroutine awaits its `exit`."""

    def __init__(self, pid: int, told: socket.socket) -> None:
        self.pid = pid
        self._told = told
        self._status: int | None = None

    @property
    def returncode(self) -> int | None:
        return self.poll()

    def poll(self) -> int | None:
        if self._status is None and select.select([self._told], [], [], 0)[0]:
            self._read()
        return self._status

    def wait(self, timeout: float | None = None) -> int:
        """Raises TimeoutExpired."""
        if self._status is None and not select.select([self._told], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return self._read()

    async def exit(self) -> int:
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        if self._status is None:
            loop.add_reader(self._told, ended.set)
            try:
                await ended.wait()
            finally:
                loop.remove_reader(self._told)
        return self._read()

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def _read(self) -> int:
        if self._status is None:
            self._status = _number(self._told)
            self._told.close()
        return self._status


class Spawned(subprocess.Popen[bytes]):
    """The same where there is no server that forks."""

    async def exit(self) -> int:
        return await asyncio.to_thread(self.wait)


def start(program: Program, out: int | None = None, err: int | None = None) -> Forked | Spawned:
    """`out` and `err` are descriptors that it writes and complains to, by default those of here."""
    if not CAN_FORK:
        folder, environment = program.folder, program.environment
        return Spawned(
            _command(program), cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err
        )
    return Forked(*_forked(program, 1 if out is None else out, 2 if err is None else err))


class Talking(Forked):
    """One whose words are read as they come, as text."""

    def __init__(self, program: Program) -> None:
        (out, out_of_it), (err, err_of_it) = os.pipe(), os.pipe()
        super().__init__(*_forked(program, out_of_it, err_of_it))
        os.close(out_of_it)
        os.close(err_of_it)
        self.stdout, self.stderr = os.fdopen(out, encoding="utf-8"), os.fdopen(err, encoding="utf-8")

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """The rest of what it writes and complains, and waits for its end. Raises TimeoutExpired."""
        with ThreadPoolExecutor() as both:
            reading = [both.submit(_all_of, stream) for stream in (self.stdout, self.stderr)]
            try:
                self.wait(timeout)
            except subprocess.TimeoutExpired:
                self.kill()  # what is read of it ends, too
                raise
        out, err = (read.result() for read in reading)
        return out, err


def talk(program: Program, anew: bool = False) -> Talking | subprocess.Popen[str]:
    """`anew`: it imports everything by itself."""
    if CAN_FORK and not anew:
        return Talking(program)
    command, piped = _command(program), subprocess.PIPE
    folder, environment = program.folder, program.environment
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=piped, stderr=piped, text=True)


def _command(program: Program) -> list[str]:
    return [sys.executable, "-m", program.module, *program.arguments]


def _all_of(stream: TextIO) -> str:
    if stream.closed:
        return ""
    with stream:
        return stream.read()


async def reader(descriptor: int) -> asyncio.StreamReader:
    """Of what a program writes."""
    stream = asyncio.StreamReader()
    pipe = os.fdopen(descriptor, "rb", 0)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), pipe)
    return stream


def _forked(program: Program, out: int, err: int) -> tuple[int, socket.socket]:
    """Its process's id, and what is told of its end."""
    ours, theirs = socket.socketpair()
    with theirs:
        packet = json.dumps(asdict(program)).encode()
        socket.send_fds(_server(), [packet], [theirs.fileno(), out, err])
    return _number(ours), ours


def _number(told: socket.socket) -> int:
    return int(NUMBER.unpack(told.recv(NUMBER.size, socket.MSG_WAITALL))[0])


@cache
def _server() -> socket.socket:
    """One for all tests of this process; it ends with it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        number = theirs.fileno()
        command = [sys.executable, "-m", "tests.fork_server", str(number)]
        server = subprocess.Popen(command, cwd=ROOT, pass_fds=[number])

    def end() -> None:
        ours.close()
        server.wait()

    atexit.register(end)
    return ours
