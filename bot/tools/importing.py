"""What `import` does: files of other programs become a course in a folder, or nothing is changed."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.course.formats import report
from bot.course.formats.course_files import Imported, Importing, imported
from bot.course.formats.fitting.fitted import Wish
from bot.course.formats.material import Fate, FormatError
from bot.course.formats.source_file import MAX_FILE, SourceFile
from bot.course.model import Course, Section
from bot.course.reading.slugs import slugify
from bot.tools.imported_folder import FolderRefusedError, ImportedFolder
from bot.views.course_messages import TERMINAL, in_words
from bot.views.school.imports import since


class ImportRefusedError(Exception):
    """It cannot be imported; the message is one line that names the file."""


@dataclass(frozen=True)
class WantedImport:
    """What was asked for at the terminal. `to`: the course's folder, None for one named after the first file;
    `replace`: also what was changed by hand since the last time."""

    files: tuple[Path, ...]
    to: Path | None = None
    format: str = ""
    wish: Wish = field(default_factory=Wish)
    replace: bool = False

    @property
    def folder(self) -> Path:
        return self.to or Path(slugify(self.wish.title or self.files[0].stem))


@dataclass(frozen=True)
class Output:
    """What is to become of it. `preview`: nothing is written but the report; `strict`: what is left out is
    reason for exit status 1; `report`: the file where it goes as JSON."""

    preview: bool = False
    strict: bool = False
    report: Path | None = None


def run(wanted: WantedImport, output: Output) -> int:
    """The exit status: 0, or 1 where something was left out and that is not wanted. Raises
    ImportRefusedError; then nothing is changed."""
    sources = [_source(path) for path in wanted.files]
    folder = ImportedFolder(wanted.folder)
    with _one_line(wanted), _seldom_collected():
        before = None if output.preview else folder.before(replace=wanted.replace)
        with folder.aside() as made:
            wish = replace(wanted.wish, folder=folder.path.resolve().name, taken=folder.taken())
            done = imported(sources, Importing(wish, wanted.format, before), made, in_words)
            if not output.preview:
                folder.take(made, done.files)
        if output.report:
            data = json.dumps(report.as_data(done, in_words), ensure_ascii=False, indent=2)
            output.report.write_text(f"{data}\n", "utf-8")
    _print(done, None if output.preview else folder.path)
    if before:
        print(since(TERMINAL, before, done.course))
    return 1 if output.strict and any(one.fate is Fate.LEFT_OUT for one in done.findings) else 0


def _print(done: Imported, folder: Path | None) -> None:
    first, *others = report.lines(done)
    print(in_words(first))
    if folder is None:
        for line in outline(done.course):
            print(line)
    for message in others:
        print(in_words(message), file=sys.stderr)
    if folder is not None:
        print(f"{folder}: written, no mistakes")


def outline(course: Course) -> Iterator[str]:
    """The course's lessons and steps, a line each."""
    for number, lesson in enumerate(course.lessons, 1):
        yield f"{number}. {lesson.title}"
        for step in (*lesson.steps, *lesson.practice):
            yield f"   {'·' if isinstance(step, Section) else '?'} {step.title}"


def _source(path: Path) -> SourceFile:
    try:
        if path.is_dir():
            raise ImportRefusedError(f"{path}: is a folder; name the files in it")
        if path.stat().st_size > MAX_FILE:
            raise ImportRefusedError(f"{path}: is larger than {MAX_FILE // 2**20} MB; split it up")
        return SourceFile(path.name, path.read_bytes(), _beside(path))
    except OSError as error:
        raise ImportRefusedError(f"{path}: cannot be read ({error.strerror})") from None


def _beside(path: Path) -> Callable[[str], bytes | None]:
    """Files below the folder around the file's own: notes often name `../images/x.png`. None beyond it."""
    within = path.resolve().parent.parent

    def find(name: str) -> bytes | None:
        try:
            found = (path.parent / name).resolve()
            if not found.is_relative_to(within) or not found.is_file() or found.stat().st_size > MAX_FILE:
                return None
            return found.read_bytes()
        except (OSError, ValueError):
            return None

    return find


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """A third of the time goes into looking for garbage among thousands of questions; there is none."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def _one_line(wanted: WantedImport) -> Iterator[None]:
    try:
        yield
    except FormatError as error:
        names = ", ".join(map(str, wanted.files))
        raise ImportRefusedError(f"{names}: {in_words(error.why)}") from None
    except FolderRefusedError as error:
        raise ImportRefusedError(str(error)) from None
    except OSError as error:
        raise ImportRefusedError(f"{error.filename}: cannot be written ({error.strerror})") from None
