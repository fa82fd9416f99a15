"""What a format is to the importer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from bot.course.formats.material import Material
from bot.course.formats.source_file import SourceFile


class Fit(IntEnum):
    """How much a file looks like a format."""

    NO = 0
    PERHAPS = 1
    LIKELY = 2
    SURE = 3


@dataclass(frozen=True)
class Format:
    """`name` is what `--as` calls it. `fits` looks at the content, quickly: it is asked of every file.
    `read` raises FormatError."""

    name: str
    fits: Callable[[SourceFile], Fit]
    read: Callable[[SourceFile], Material]
