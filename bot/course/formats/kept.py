"""What a teacher has put into the folder of an imported course, and importing again leaves there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.course.reading.todo import is_placeholder
from bot.course.shelf.names import COURSE_FILE
from bot.course.writing.stamp import is_stamped, is_untouched


def was_imported(folder: Path) -> bool:
    """Whether the course in this folder is one that was imported."""
    return is_stamped(_text(folder, COURSE_FILE))


def touched(folder: Path) -> list[str]:
    """Files that were imported and have been changed since."""
    texts = ((name, _text(folder, name)) for name in _files(folder))
    return [name for name, text in texts if is_stamped(text) and not is_untouched(text)]


def keep_pictures(files: Mapping[str, bytes], made: Path, folder: Path) -> None:
    """Pictures that stand in `folder` where `made` has but a placeholder stay."""
    for name, data in files.items():
        there = folder / name
        if is_placeholder(data) and there.is_file() and not is_placeholder(there.read_bytes()):
            (made / name).write_bytes(there.read_bytes())


def keep_others(made: Path, folder: Path) -> None:
    """Whatever in `folder` was not imported stays as well."""
    for name in _files(folder):
        data = (folder / name).read_bytes()
        if not ((made / name).exists() or is_stamped(_text(folder, name)) or is_placeholder(data)):
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(data)


def _files(folder: Path) -> Iterator[str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return (path.relative_to(folder).as_posix() for path in paths)


def _text(folder: Path, name: str) -> str:
    path = folder / name
    is_yaml = name.endswith((".yaml", ".yml")) and path.is_file()
    return path.read_text("utf-8", "replace") if is_yaml else ""
