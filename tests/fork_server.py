"""python -m tests.fork_server FD: starts programs of ours for the tests, each in a process of its own.

What takes a second, the import of all modules, it has done before; each program is a fork of it. A request
is one packet on the socket FD: JSON of a `Program`, with three descriptors. One is told the process's id and,
in the end, its exit status; the program writes to the second, and complains to the third. The server ends
when FD is closed.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import runpy
import selectors
import socket
import sys
import time

import bot.cli  # noqa: F401 - what each program begins with
from tests.forked import NUMBER, Program

MOST = 1024
"""Descriptors that may be open here."""


def main() -> None:
    gc.freeze()
    program = _serve(socket.socket(fileno=int(sys.argv[1])))
    if program:
        os.closerange(3, MOST)
        os.chdir(program.folder)
        os.environ.clear()
        os.environ.update(program.environment)
        time.tzset()
        sys.argv = [program.module, *program.arguments]
        runpy.run_module(program.module, run_name="__main__", alter_sys=True)


def _serve(requests: socket.socket) -> Program | None:
    """Returns in each process that is to become a program, and with None at the end."""
    with requests, selectors.DefaultSelector() as selector:
        selector.register(requests, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is not requests:
                    selector.unregister(key.fileobj)
                    _tell_of_the_end(int(key.fd), *key.data)
                    continue
                packet, descriptors, *_ = socket.recv_fds(requests, 2**16, 3)
                if not packet:
                    return None
                pid = os.fork()
                if not pid:
                    _take(*descriptors[1:])
                    return Program(**json.loads(packet))
                os.write(descriptors[0], NUMBER.pack(pid))
                selector.register(os.pidfd_open(pid), selectors.EVENT_READ, (pid, descriptors[0]))
                for descriptor in descriptors[1:]:
                    os.close(descriptor)


def _take(out: int, err: int) -> None:
    """The process reads nothing, and writes there."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, standard in ((nothing, 0), (out, 1), (err, 2)):
        os.dup2(descriptor, standard)


def _tell_of_the_end(pid_descriptor: int, pid: int, told: int) -> None:
    _, status = os.waitpid(pid, 0)
    with contextlib.suppress(BrokenPipeError):
        os.write(told, NUMBER.pack(os.waitstatus_to_exitcode(status)))
    os.close(told)
    os.close(pid_descriptor)


if __name__ == "__main__":
    main()
