"""A folder with a course, or with courses: what is in it is found by name, and what is misnamed is told."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import islice
from pathlib import Path, PureWindowsPath

from bot.course.message import Message, say
from bot.course.shelf.names import COURSE_FILE, composed, is_litter, is_misnamed, spelled

_LOOKED_AT = 2_000
"""Files of a folder among which a name is looked for that is not there."""


class Folder:
    """A folder out of which nothing is read: no "..", no absolute path, no symlink that leads outside.

    `name`: what it is called, where it is not called so on the disk just now."""

    def __init__(self, path: Path, within: Path | None = None, name: str = "") -> None:
        self.root = Path(os.path.realpath(path))
        self.name = name or path.name or self.root.name
        self._inside = within is None or self.root.is_relative_to(within)

    def folders(self) -> list[str]:
        """The folders in it, in the order of their names."""
        try:
            entries = (entry for entry in self.root.iterdir() if not is_litter(entry.name))
            return sorted(entry.name for entry in entries if entry.is_dir())
        except OSError:
            return []

    def course_file(self, folder: str = "") -> str | None:
        """The file that is, or is meant to be, the course's own in this folder of it."""
        place = self.root / folder
        if os.path.lexists(place / COURSE_FILE):
            return COURSE_FILE
        try:
            names = sorted(entry.name for entry in place.iterdir())
        except OSError:
            return None
        return next(filter(is_misnamed, names), None)

    def may_be_read(self, folder: str) -> bool:
        try:
            next((self.root / folder).iterdir(), None)
        except OSError:
            return False
        return True

    def files(self) -> Iterator[str]:
        """All files below, as courses name them; hidden folders, links to folders and litter are passed
        over."""
        for place, folders, names in os.walk(self.root):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and not is_litter(name))
            here = Path(place).relative_to(self.root)
            yield from ((here / name).as_posix() for name in sorted(names) if not is_litter(name))

    def find(self, name: str) -> Path | Message:
        """The file of this name, or what is wrong with it."""
        if problem := self._leads_out(name):
            return problem
        try:
            path = Path(os.path.realpath(spelled(self.root, name)))
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return self._not_there(name)
        except PermissionError:
            return say("files.not_read")
        except (OSError, ValueError):
            return say("files.not_opened")
        if not self._inside or not path.is_relative_to(self.root):
            return say("files.link_out")
        if stat.S_ISDIR(mode):
            return say("files.folder")
        return path if stat.S_ISREG(mode) else say("files.no_ordinary_file")

    def read(self, path: Path, limit: int) -> bytes | Message:
        """The file's bytes, one more than `limit` at most; or what is wrong with it."""
        try:
            with path.open("rb") as file:
                return file.read(limit + 1)
        except OSError:
            return say("files.not_read")

    def _leads_out(self, name: str) -> Message | None:
        parts = PureWindowsPath(name).parts
        if name.lower().startswith(("http://", "https://")):
            return say("files.web_address")
        if Path(name).is_absolute() or PureWindowsPath(name).drive or ".." in parts:
            return say("files.leads_out")
        if "\\" in name:
            return say("files.backslash", name=name.replace("\\", "/"))
        return None

    def _not_there(self, name: str) -> Message:
        """What to do about a name that is not there."""
        files = list(islice(self.files(), _LOOKED_AT)) if len(name) < 200 else []
        drawing = f"{name.removesuffix('.png')}.svg"
        if drawing in files and name.endswith(".png"):
            return say("files.not_drawn", drawing=drawing)
        if found := _same(name, files) or _close(name, files):
            return say("files.did_you_mean", name=found)
        return say("files.not_there")


def _same(name: str, files: list[str]) -> str | None:
    """The file that differs in capitals only, or lies in another folder."""
    wanted = composed(name).casefold()
    by_path = next((file for file in files if composed(file).casefold() == wanted), None)
    wanted = Path(wanted).name
    return by_path or next((file for file in files if composed(Path(file).name).casefold() == wanted), None)


def _close(name: str, files: list[str]) -> str | None:
    """A file in the same folder with nearly this name."""
    folder = Path(name).parent
    names = [Path(file).name for file in files if Path(file).parent == folder]
    close = get_close_matches(Path(name).name, names, n=1)
    return (folder / close[0]).as_posix() if close else None
