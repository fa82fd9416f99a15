"""The grammar of a command-line program, as far as commands of it are judged by it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True)
class Flag:
    """`name` is the long form, as --publish, or the short one where there is no other. `value`: what its
    value is, in a word; "" where it takes none. `repeat`: it may stand there more than once."""

    name: str
    short: str = ""
    value: str = ""
    repeat: bool = False


class ArgumentCount(StrEnum):
    """How many arguments there may be of one kind."""

    ONE = ""
    OPTIONAL = "?"
    MANY = "+"
    ANY = "*"

    @property
    def least(self) -> int:
        return int(self in (ArgumentCount.ONE, ArgumentCount.MANY))

    @property
    def many(self) -> bool:
        return self in (ArgumentCount.MANY, ArgumentCount.ANY)


@dataclass(frozen=True)
class Argument:
    name: str
    count: ArgumentCount = ArgumentCount.ONE


@dataclass(frozen=True)
class Subcommand:
    """`names`: its name, and others for the same, each one or more words. `inner`: what is behind the
    arguments, in a word, where that is a command of its own; "" where nothing may be."""

    names: tuple[str, ...]
    flags: tuple[Flag, ...] = ()
    arguments: tuple[Argument, ...] = ()
    inner: str = ""

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(frozen=True)
class Program:
    """`flags` stand before the subcommand. One that has no subcommands has a single one without a name."""

    name: str
    flags: tuple[Flag, ...] = ()
    subcommands: tuple[Subcommand, ...] = ()

    @cached_property
    def by_words(self) -> dict[tuple[str, ...], Subcommand]:
        return {tuple(name.split()): sub for sub in self.subcommands for name in sub.names}

    def begins(self, words: tuple[str, ...]) -> bool:
        """Whether these are the first words of a subcommand, or all of them."""
        return any(known[: len(words)] == words for known in self.by_words)

    def goes_on(self, words: tuple[str, ...]) -> bool:
        """Whether there are subcommands that begin with these words and have more."""
        return any(known[: len(words)] == words != known for known in self.by_words)
