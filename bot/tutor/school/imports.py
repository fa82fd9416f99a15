"""Files of other programs that admins send: they become a course, which is published as any other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.course.formats import NAMES, report, told
from bot.course.formats.course_files import Imported, Importing, imported
from bot.course.formats.kept import keep_pictures, touched, was_imported
from bot.course.formats.material import FormatError
from bot.course.formats.source_file import SourceFile
from bot.course.library import Library
from bot.course.message import Message, say
from bot.course.shelf import uploads
from bot.course.shelf.disk import remove
from bot.course.shelf.names import is_misnamed
from bot.course.shelf.uploads import YAML, UploadContent
from bot.course.shelf.zip_file import ZipFileError


@dataclass(frozen=True)
class ImportedUpload:
    """What came of a file, and what is to be said on it, a line each."""

    content: UploadContent
    report: tuple[Message, ...]


def is_to_import(name: str, data: bytes) -> bool:
    """Whether this is a file of another program, and no course of the house."""
    suffix = Path(name).suffix.lower()
    if suffix in YAML or is_misnamed(name):
        return False
    return suffix != ".zip" or _is_known(SourceFile(name, data))


def import_upload(source: SourceFile, raw: Path, library: Library, root: Path) -> ImportedUpload:
    """Writes it into `raw`. `root`: where the courses' folders are, by the names that the library has for
    them. Raises ZipFileError."""
    try:
        done = _imported(source, raw, library, root)
    except FormatError as error:
        unknown = error.why.code == "formats.unknown"
        raise ZipFileError(say("formats.cannot_read", known=NAMES) if unknown else error.why) from None
    content = uploads.look(raw, "")
    folder = root / library.folders.get(done.course.id, ".")
    by_hand = tuple(touched(folder)) if done.course.id in library.folders else ()
    said = (say("formats.touched", files=by_hand),) if by_hand else ()
    if not isinstance(content, UploadContent):
        raise ZipFileError(content[0].message)
    return ImportedUpload(content, (*said, *report.lines(done)))


def _imported(source: SourceFile, raw: Path, library: Library, root: Path) -> Imported:
    done = imported([source], Importing(), raw, None)
    served = library.course(done.course.id)
    if served is None:
        return done
    folder = root / library.folders[served.id]
    if not was_imported(folder):
        raise FormatError(say("formats.title_taken", title=served.title))
    remove(raw)
    again = imported([source], Importing(before=served), raw, None)
    keep_pictures(again.files, raw, folder)
    return again


def _is_known(source: SourceFile) -> bool:
    try:
        told(source)
    except FormatError as error:  # it may be known all the same: then there is something better to say
        return error.why.code != "formats.unknown"
    return True
