"""What was found worth a look before, so that only what has changed is looked at again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.course.message import Message
from bot.course.reading.mistakes import Note


@dataclass(frozen=True)
class FileRead:
    """A file as it was read: what it holds, what is to be noted on its text, and where it names pictures."""

    data: bytes
    node: yaml.Node | None
    notes: tuple[Note, ...]
    pictures: tuple[yaml.ScalarNode, ...] = ()


@dataclass(frozen=True)
class PictureRemarks:
    """What Telegram would show otherwise, and whether it stands where another belongs."""

    problems: tuple[Message, ...]
    placeholder: bool


@dataclass
class NotesCache:
    """What was read before: only what has changed is looked at again."""

    files: dict[Path, FileRead] = field(default_factory=dict)
    pictures: dict[tuple[Path, int, int], PictureRemarks] = field(default_factory=dict)
    """Path, time of the last change in nanoseconds, and size -> what is to be said of the picture."""
