"""What a lesson's file refers to beside itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.course.kinds.program import Program
from bot.course.message import Message
from bot.course.model import Picture
from bot.course.reading.slugs import Ids


@dataclass(frozen=True)
class CourseContext:
    """What a lesson shares with its course. `picture` gives a Picture, or what is wrong with the file;
    `program` the grammar of a program, or what is wrong with it: None where its own mistakes say so.
    `language`: the one it is written in."""

    picture: Callable[[str], Picture | Message]
    program: Callable[[str], Program | Message | None]
    lessons: Ids = field(default_factory=lambda: Ids("lesson"))
    steps: Ids = field(default_factory=lambda: Ids("step"))
    language: str = ""

    def settle(self) -> None:
        """After all lessons are read."""
        self.lessons.settle()
        self.steps.settle()
