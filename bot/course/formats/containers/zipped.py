"""A zip file from outside that is read in memory: nothing in it is trusted, and what it holds is bounded."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from bot.course.formats.material import FormatError
from bot.course.message import say

MOST_FILES = 20_000
MOST_OF_ONE = 100 * 1024 * 1024
MOST_OF_ALL = 250 * 1024 * 1024
MOST_OF_A_PICTURE = 30 * 1024 * 1024
"""Bytes, unpacked."""
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, OSError)


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class Bundle:
    """Raises FormatError, at whatever is asked of it."""

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > MOST_FILES:  # before zipfile makes a million objects of them
            raise FormatError(say("elsewhere.zip_many_files", most=MOST_FILES))
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _DAMAGED:
            raise FormatError(say("zip.damaged")) from None
        self._entries = {
            entry.filename.replace("\\", "/"): entry for entry in self._zip.infolist() if not entry.is_dir()
        }
        self._left = MOST_OF_ALL

    @classmethod
    def names_in(cls, data: bytes) -> frozenset[str]:
        """Of the files in a zip; none where it is no zip. Raises FormatError where it is damaged."""
        return frozenset(cls(data).names) if is_zip(data) else frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """Paths with `/`, in the order of the zip."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str, most: int = MOST_OF_ONE) -> bytes:
        """Raises FormatError where it is not there."""
        entry = self._entries.get(name)
        if entry is None:
            raise FormatError(say("elsewhere.zip_without", name=name))
        if entry.flag_bits & _ENCRYPTED:
            raise FormatError(say("zip.password"))
        if entry.file_size > min(most, self._left):
            raise FormatError(say("elsewhere.zip_large", name=name))
        self._left -= entry.file_size
        try:
            return self._zip.read(entry)
        except _DAMAGED:
            raise FormatError(say("zip.damaged")) from None

    def size(self, name: str) -> int:
        """Bytes, as the zip says."""
        return self._entries[name].file_size


class ZippedFiles(Mapping[str, bytes]):
    """Files that texts name, unpacked only when they are asked for. `paths`: name in a text -> path;
    `unpack`: where they are compressed once more."""

    def __init__(
        self, bundle: Bundle, paths: Mapping[str, str], unpack: Callable[[bytes], bytes] = bytes
    ) -> None:
        self._bundle = bundle
        self._paths = paths
        self._unpack = unpack

    def __getitem__(self, name: str) -> bytes:
        path = self._paths[name]
        if path not in self._bundle or self._bundle.size(path) > MOST_OF_A_PICTURE:
            raise KeyError(name)
        return self._unpack(self._bundle.read(path))

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
