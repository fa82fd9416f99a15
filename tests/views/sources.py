"""The code that people see the work of, as syntax trees."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BOT = Path(__file__).parents[2] / "bot"

SPEAKING = ("views", "chat", "broadcast")
"""Rooms that people see the work of."""


@dataclass(frozen=True)
class File:
    """`name`: below bot/."""

    name: str
    tree: ast.Module

    @property
    def wing(self) -> str:
        return self.name.split("/")[1] if self.name.count("/") > 1 else ""


@cache
def files() -> tuple[File, ...]:
    paths = (path for room in SPEAKING for path in sorted((BOT / room).rglob("*.py")))
    return tuple(File(path.relative_to(BOT).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths)
