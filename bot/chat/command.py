"""What a command is: its name, where it is taken, for whom it is, and who answers.

Each wing has its table beside its handlers, and `bot.chat.routes` joins them. Handlers, the menus that
Telegram shows and /help are made from it, and the README is checked against it.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Generic, TypeVar

W = TypeVar("W")
M = TypeVar("M")


class Scope(Enum):
    """Where a command is taken."""

    PRIVATE = auto()
    GROUP = auto()
    """In groups and channels."""
    ANYWHERE = auto()
    """In private, and in groups where it names this bot: other bots may have one of its name there."""


class Who(Enum):
    """For whom a command is. Scopes only change what is shown, so it is looked at when one comes in, too."""

    EVERYONE = auto()
    CHAT_ADMINS = auto()
    """Those of the group or channel."""
    SCHOOL_ADMINS = auto()


@dataclass(frozen=True)
class Command(Generic[W, M]):
    """`handler`: a method of the wing's class W that takes what was written as an M. `offered`: menus and
    /help list it. `only_shows`: without words behind it, it changes nothing, so that of several only the last
    is answered."""

    name: str
    scope: Scope
    who: Who
    handler: Callable[[W, M], Coroutine[Any, Any, None]]
    offered: bool = True
    only_shows: bool = False


def offered(commands: Iterable[Command[Any, Any]], scope: Scope, *who: Who) -> tuple[str, ...]:
    """The names that are listed there for these."""
    there = (scope, Scope.ANYWHERE)
    return tuple(
        dict.fromkeys(
            command.name
            for command in commands
            if command.offered and command.scope in there and command.who in who
        )
    )
