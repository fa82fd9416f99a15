"""One at a time on a database: who that is, told to whoever comes meanwhile."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from bot.storage.address import Address


@dataclass(frozen=True)
class Holder:
    """Who is at work there, as they wrote it down: process id, name of the machine, and the bot's name or
    address. Empty where they have not done so yet."""

    process: str = ""
    machine: str = ""
    place: str = ""

    def __str__(self) -> str:
        if not self.process:
            return "another process"
        elsewhere = f" on {self.machine}" if self.machine != socket.gethostname() else ""
        return ", ".join(filter(None, (f"process {self.process}{elsewhere}", self.place)))


class DatabaseInUseError(Exception):
    """Another bot is at work on it: the two would do everything twice."""

    def __init__(self, database: Address, holder: Holder) -> None:
        super().__init__(f"{database} is in use by another bot ({holder})")
        self.database = database
        self.holder = holder
