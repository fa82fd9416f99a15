"""A zip file from somebody -> files in a folder, or one sentence that says why not. Nothing in it is trusted.

All is looked up in the zip's own list before anything is written. A list that lies gains nothing: zipfile
gives no more bytes of a file than the list says, and refuses them where they are others.
"""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from collections import Counter
from contextlib import suppress
from io import BytesIO
from pathlib import Path, PurePosixPath

from bot.course.message import Message, say
from bot.course.shelf.names import composed, is_litter, is_misnamed

MAX_FILES = 200
MAX_FILE = 10 * 1024 * 1024
MAX_TOTAL = 50 * 1024 * 1024
MAX_RATIO = 100
"""Text shrinks to a tenth or so. What shrinks to less than a hundredth was made to burst."""
RATIO_FROM = 64 * 1024
"""Bytes: below it, any ratio is harmless."""
MAX_DEPTH = 5
MAX_NAME = 100

MAX_REASONS = 10

KINDS = frozenset(
    (".yaml", ".yml", ".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".bmp", ".heic", ".tif", ".tiff")
)
"""SVGs are what PNGs were drawn from. The last six are no pictures for Telegram: a course that names one is
told so when it is read, as it is in CONTENT_DIR."""

_ENCRYPTED = 0x1
_UTF_8 = 0x800


class ZipFileError(Exception):
    """The zip is refused; `why` is for whoever sent it: a sentence, or one a line."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.code)
        self.why = why


def unpack(data: bytes, into: Path) -> str:
    """Writes the zip's files below `into`, an empty folder. Raises ZipFileError; what was written may stay.

    Gives the name of the one folder around everything, which is left out; "" where there is none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as bundle:
            files = _checked(bundle.infolist())
            shell = _shell(files)
            for name, entry in files.items():
                _write(bundle, entry, into / name.removeprefix(f"{shell}/"))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError):
        raise ZipFileError(say("zip.damaged")) from None
    return shell


def _checked(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The files of a course by their paths; where one of them may not be unpacked, all are refused."""
    for entry in entries:
        entry.filename = _name(entry)
    files = [entry for entry in entries if _may_belong(entry)]
    if not files:
        raise ZipFileError(say("zip.no_course"))
    if len(files) > MAX_FILES:
        raise ZipFileError(say("zip.many_files", most=MAX_FILES))
    found = {str(PurePosixPath(entry.filename)): entry for entry in files}
    reasons = [*filter(None, map(_reason, files)), *_doubles(files)]
    if sum(entry.file_size for entry in files) > MAX_TOTAL:
        reasons.append(say("zip.large"))
    if reasons:
        raise ZipFileError(in_lines(reasons))
    return found


def in_lines(reasons: list[Message]) -> Message:
    """Each of these once and on a line of its own, as far as a message has room for them."""
    lines = list(dict.fromkeys(reasons))
    return say("zip.lines", reasons=tuple(lines[:MAX_REASONS]), more=max(0, len(lines) - MAX_REASONS))


def _may_belong(entry: zipfile.ZipInfo) -> bool:
    """Whether a course may need this file. What systems and other programs put beside it does not count."""
    parts = entry.filename.split("/")
    hidden = any(part.startswith(".") and part != "." and not part.startswith("..") for part in parts)
    if entry.is_dir() or hidden or any(map(is_litter, parts)):
        return False
    return PurePosixPath(entry.filename).suffix.lower() in KINDS or is_misnamed(parts[-1])


def _name(entry: zipfile.ZipInfo) -> str:
    """The path as it was meant: old programs write it in UTF-8 and do not say so, or with backslashes."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF_8:
        with suppress(UnicodeError):  # then it is what zipfile takes it for
            name = name.encode("cp437").decode("utf-8")
    return composed(name.replace("\\", "/"))


def _reason(entry: zipfile.ZipInfo) -> Message | None:
    """Why this file may not be unpacked."""
    name = entry.filename
    if not _is_path(name):
        return say("zip.no_path", name=name)
    if entry.flag_bits & _ENCRYPTED:
        return say("zip.password")
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return say("zip.special", name=name)
    if entry.file_size > MAX_FILE:
        return say("zip.large_file", name=name)
    if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        return say("zip.tight", name=name)
    return None


def _doubles(files: list[zipfile.ZipInfo]) -> list[Message]:
    names = [str(PurePosixPath(entry.filename)) for entry in files]
    count = Counter(name.casefold() for name in names)
    twice = {name.casefold(): name for name in names if count[name.casefold()] > 1}
    return [say("zip.twice", name=name) for name in twice.values()]


def _is_path(name: str) -> bool:
    """Whether this is a plain relative path, short, with no part that leads up or is hidden."""
    parts = name.split("/")
    plain = name.isprintable() and not any(char in name for char in '\\:*?"<>|')
    return (
        plain
        and len(parts) <= MAX_DEPTH
        and all(part and not part.startswith(".") and len(part) <= MAX_NAME for part in parts)
        and all(part == part.strip(" .") for part in parts)
    )


def _shell(files: dict[str, zipfile.ZipInfo]) -> str:
    """The one folder around everything, which many programs add when they pack."""
    shells = {name.partition("/")[0] for name in files}
    pictures_alone = not any(name.lower().endswith((".yaml", ".yml")) for name in files)
    if len(shells) > 1 or pictures_alone or any("/" not in name for name in files):
        return ""
    return shells.pop()


def _write(bundle: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with bundle.open(entry) as packed, path.open("xb") as file:
        shutil.copyfileobj(packed, file)
