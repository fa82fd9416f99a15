"""A course's folder as a zip: its files as they lie, as an admin may send them to the bot."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from bot.course.exporting.export import CourseExport, Written
from bot.course.message import Message, say
from bot.course.shelf.folder import Folder
from bot.course.shelf.zip_file import MAX_FILE, MAX_FILES, MAX_TOTAL

_SINCE = (1980, 1, 1, 0, 0, 0)
"""Nobody asks when; so the same files make the same zip."""


def write(job: CourseExport) -> Written:
    """Raises OSError where a file cannot be read."""
    file, sizes = io.BytesIO(), []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, path in _files(job.folder).items():
            data = path.read_bytes()
            sizes.append(len(data))
            entry = zipfile.ZipInfo(name, _SINCE)
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, data, zipfile.ZIP_DEFLATED)
    if len(sizes) > MAX_FILES or sum(sizes) > MAX_TOTAL or max(sizes, default=0) > MAX_FILE:
        job.lost.beside(say("export.zip_too_large"))
    steps = (step for lesson in job.course.lessons for step in (*lesson.steps, *lesson.practice))
    return Written(file.getvalue(), tuple(steps))


def _files(root: Path) -> dict[str, Path]:
    """By their names in the zip; hidden ones, and those that lie elsewhere, are none of the course's."""
    folder = Folder(root)
    names = (name for name in folder.files() if not any(part.startswith(".") for part in name.split("/")))
    found = {name: folder.find(name) for name in names}
    return {name: path for name, path in found.items() if not isinstance(path, Message)}
