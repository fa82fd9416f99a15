"""`translate` at the terminal: the files of a course in another language, for a translator to write in."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.course.languages import is_language
from bot.course.library import Library
from bot.course.reading.loader import load_course, load_library
from bot.course.reading.translations.reader import Original
from bot.course.reading.translations.survey import original_in
from bot.course.shelf.names import COURSE_FILE
from bot.course.writing.translation_files import WrittenTranslation, translation_files
from bot.settings import from_environment
from bot.tools.check import print_mistakes
from bot.tools.refusal import ToolRefusedError, readable, writable


def add_to(commands: Any) -> None:
    """`commands`: the subparsers of the command line."""
    command = commands.add_parser("translate", help="write a course's files for a translator, or update them")
    command.add_argument("course", metavar="COURSE", help="its folder, or its id in CONTENT_DIR")
    command.add_argument("language", metavar="LANGUAGE", help="such as de, or pt-BR")
    done = "what is translated is good as it is, also where the course has changed since"
    command.add_argument("--done", action="store_true", help=done)
    drawings = "copy the SVGs that have words, to be translated as well"
    command.add_argument("--drawings", action="store_true", help=drawings)
    command.set_defaults(command=_translate)


def _translate(options: argparse.Namespace) -> int:
    language: str = options.language
    if not is_language(language):
        raise ToolRefusedError(f"{language}: is no language; write de, say, or pt-BR")
    folder = _folder(options.course)
    original = _original(folder)
    if original.course.language == language:
        raise ToolRefusedError(f"{language}: is the course's own language; name the one to translate into")
    with readable():
        files = translation_files(original, language, all_done=options.done)
    with writable():
        for file in files:
            _write(folder / language / file.name, file)
        drawings = tuple(_copied(folder, language)) if options.drawings else ()
    for line in (*_told(folder / language, files), *map(str, drawings)):
        print(line)
    return 2 if any(file.broken for file in files) else 0


def _folder(name: str) -> Path:
    """Raises ToolRefusedError."""
    here = Path(name)
    if (here / COURSE_FILE).is_file():
        return here
    content = from_environment().content_dir
    if (content / name / COURSE_FILE).is_file():
        return content / name
    library = load_library(content) if content.is_dir() else ()
    if isinstance(library, Library) and library.course(name):
        return content / library.folders[name]
    raise ToolRefusedError(f"{name}: there is no such course, neither as a folder nor in {content}")


def _original(folder: Path) -> Original:
    """Raises ToolRefusedError."""
    with readable():
        original = original_in(folder)
        if original is not None:
            return original
        loaded = load_course(folder)
    if isinstance(loaded, tuple):
        print_mistakes(loaded, folder)
    raise ToolRefusedError(f"{folder}: to be mended before it can be translated")


def _write(path: Path, file: WrittenTranslation) -> None:
    if file.text is not None and not (path.is_file() and path.read_text("utf-8") == file.text):
        path.parent.mkdir(exist_ok=True)
        path.write_text(file.text, "utf-8", newline="\n")


def _copied(folder: Path, language: str) -> Iterator[Path]:
    """The drawings with words, each once: one that is there already is somebody's work."""
    for drawing in sorted(folder.rglob("*.svg")):
        inside = drawing.relative_to(folder)
        target = folder / language / inside
        words = b"<text" in drawing.read_bytes()
        if words and not is_language(inside.parts[0]) and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(drawing, target)
            yield target


def _told(folder: Path, files: tuple[WrittenTranslation, ...]) -> Iterator[str]:
    for file in files:
        if file.broken:
            yield f"{folder / file.name}: cannot be read, and was left as it is; `check` tells why"
        elif file.of:
            done = f"{file.of - file.to_do} of {file.of} texts are translated"
            yield f"{folder / file.name}: {done}" + (f", {file.outdated} outdated" if file.outdated else "")
