"""What is wrong in a course's files, said to the person who wrote them, with the place where it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.course.message import Message


@dataclass(frozen=True)
class Mistake:
    """One thing to put right. `file` is relative to the folder read; line and column count from 1."""

    file: Path
    line: int
    column: int
    message: Message


@dataclass(frozen=True)
class Note(Mistake):
    """Something that may well be meant so, and is worth a look."""


class YamlMark(Protocol):
    """Where something stands in a file, as PyYAML counts: from 0."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


@dataclass(frozen=True)
class YamlPlace:
    """A mark of our own, counted from 0 like the others."""

    line: int = 0
    column: int = 0


START = YamlPlace()


@dataclass
class Source:
    """One file while it is read: its name, its lines as they stand there, and the mistakes found so far."""

    file: Path
    lines: list[str] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def mistake(self, mark: YamlMark, message: Message) -> None:
        self.mistakes.append(Mistake(self.file, mark.line + 1, mark.column + 1, message))

    def where(self, mark: YamlMark) -> str:
        """This place, to be named in a message about another one."""
        return f"{self.file.as_posix()}:{mark.line + 1}:{mark.column + 1}"

    def in_order(self) -> tuple[Mistake, ...]:
        return tuple(sorted(self.mistakes, key=lambda mistake: (mistake.line, mistake.column)))
