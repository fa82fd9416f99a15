"""Courses as files of other programs, whose importers are in `formats`. One file a format writes it.

a course -> `write` (told by the ending) -> bytes, and what was lost on the way
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.course.exporting import anki, gift, moodle, yaml_zip
from bot.course.exporting.export import CourseExport, Written


@dataclass(frozen=True)
class ExportFormat:
    """`name`: what people call it."""

    name: str
    write: Callable[[CourseExport], Written]


GIFT = ExportFormat("GIFT", gift.write)
MOODLE = ExportFormat("Moodle XML", moodle.write)
ANKI = ExportFormat("Anki", anki.write)
YAML = ExportFormat("YAML", yaml_zip.write)

ENDINGS: Mapping[str, ExportFormat] = MappingProxyType(
    {".gift": GIFT, ".txt": GIFT, ".xml": MOODLE, ".apkg": ANKI, ".zip": YAML}
)
"""How a file's name ends -> what it becomes. A new format has its line here."""
