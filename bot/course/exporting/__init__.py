"""Courses as files of other programs, whose importers are in `formats`. One file a format writes it.

a course -> `write` (told by the ending) -> bytes, and what was lost on the way
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.course.exporting import anki, csv_rows, gift, markdown_notes, moodle, yaml_zip
from bot.course.exporting.export import CourseExport, Written


@dataclass(frozen=True)
class ExportFormat:
    """`name`: what people call it."""

    name: str
    write: Callable[[CourseExport], Written]


GIFT = ExportFormat("GIFT", gift.write)
MOODLE = ExportFormat("Moodle XML", moodle.write)
ANKI = ExportFormat("Anki", anki.write)
CSV = ExportFormat("CSV", csv_rows.write)
MARKDOWN = ExportFormat("Markdown", markdown_notes.write)
YAML = ExportFormat("YAML", yaml_zip.write)

ENDINGS: Mapping[str, ExportFormat] = MappingProxyType(
    {".gift": GIFT, ".txt": GIFT, ".xml": MOODLE, ".apkg": ANKI, ".csv": CSV, ".md": MARKDOWN, ".zip": YAML}
)
"""How a file's name ends -> what it becomes. A new format has its line here."""


class ExportTo(StrEnum):
    """What an admin may have a course as. The values are the endings of its file."""

    YAML = "zip"
    ANKI = "apkg"
    MOODLE = "xml"
    GIFT = "gift"
    CSV = "csv"
    MARKDOWN = "md"

    @property
    def target(self) -> ExportFormat:
        return ENDINGS[f".{self.value}"]
