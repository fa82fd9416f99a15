"""A zip file from somebody -> files in a folder, or one sentence that says why not. Nothing in it is trusted.

All is looked up in the zip's own list before anything is written. A list that lies gains nothing: zipfile
gives no more bytes of a file than the list says, and refuses them where they are others.
"""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath

from bot.course.mistakes import shown

MAX_FILES = 200
MAX_FILE = 10 * 1024 * 1024
MAX_TOTAL = 50 * 1024 * 1024
MAX_RATIO = 100
"""Text shrinks to a tenth or so. What shrinks to less than a hundredth was made to burst."""
RATIO_FROM = 64 * 1024
"""Bytes: below it, any ratio is harmless."""
MAX_DEPTH = 5
MAX_NAME = 100

KINDS = frozenset((".yaml", ".yml", ".png", ".jpg", ".jpeg"))

_LITTER = frozenset(("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"))
"""What systems put into a zip by themselves: passed over."""
_ENCRYPTED = 0x1


class BundleError(Exception):
    """The zip is refused; the message is one sentence for whoever sent it."""


def unpack(data: bytes, into: Path) -> None:
    """Writes the zip's files below `into`, an empty folder. Raises BundleError; what was written may stay."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as bundle:
            for name, entry in _checked(bundle.infolist()).items():
                _write(bundle, entry, into / name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError):
        raise BundleError("This zip is damaged, or packed in a way I do not know; pack it again.") from None


def _checked(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The files by the paths they get; empty zips, and all that may not be unpacked, are refused."""
    files = [entry for entry in entries if not entry.is_dir() and not _is_litter(entry.filename)]
    if not files:
        raise BundleError("There is no file in this zip.")
    if len(entries) > MAX_FILES:
        raise BundleError(f"This zip holds more than {MAX_FILES} files; a course needs far fewer.")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in files:
        _check(entry)
        name = str(PurePosixPath(entry.filename))
        if name.casefold() in {other.casefold() for other in found}:
            raise BundleError(f"{shown(name, 80)} is in this zip twice; keep one of them.")
        found[name] = entry
    if sum(entry.file_size for entry in files) > MAX_TOTAL:
        raise BundleError("Unpacked, this zip is larger than 50 MB; leave something out.")
    return _without_shell(found)


def _check(entry: zipfile.ZipInfo) -> None:
    name = shown(entry.orig_filename, 80)
    if not _is_path(entry.orig_filename):
        raise BundleError(f"{name} is no path inside of a course; the zip must hold plain relative paths.")
    if entry.flag_bits & _ENCRYPTED:
        raise BundleError("This zip has a password; pack it without one.")
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise BundleError(f"{name} is a link or another special file; put the file itself into the zip.")
    if PurePosixPath(entry.filename).suffix.lower() not in KINDS:
        raise BundleError(f"{name} is none of the files of a course: .yaml, .yml, .png, .jpg, .jpeg.")
    if entry.file_size > MAX_FILE:
        raise BundleError(f"{name} is larger than 10 MB; save it smaller.")
    if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise BundleError(f"{name} is packed too tightly to be a real text or picture.")


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


def _is_litter(name: str) -> bool:
    parts = name.split("/")
    return ".." not in parts and any(part in _LITTER for part in parts)


def _without_shell(files: dict[str, zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Without the one folder around everything, which many programs add when they pack."""
    shells = {name.partition("/")[0] for name in files}
    pictures_alone = not any(name.lower().endswith((".yaml", ".yml")) for name in files)
    if len(shells) > 1 or pictures_alone or any("/" not in name for name in files):
        return files
    return {name.partition("/")[2]: entry for name, entry in files.items()}


def _write(bundle: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with bundle.open(entry) as packed, path.open("xb") as file:
        shutil.copyfileobj(packed, file)
