"""An .apkg or .colpkg: which of its collections is the real one, and its pictures and sounds."""

from __future__ import annotations

import io
from collections.abc import Mapping

import zstandard

from bot.course.formats.anki.protobuf import field_of, fields_of
from bot.course.formats.containers.json_data import loaded
from bot.course.formats.containers.zipped import MOST_OF_A_PICTURE, MOST_OF_ONE, Bundle, ZippedFiles
from bot.course.formats.material import FormatError
from bot.course.message import say

COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The first that is there is the real one: beside it lies an old one that only asks to update Anki."""
_ZSTD = b"\x28\xb5\x2f\xfd"
_WINDOW = 128 * 1024 * 1024
_NAME = 1


class Package:
    """Raises FormatError."""

    def __init__(self, data: bytes) -> None:
        self._bundle = Bundle(data)

    @property
    def collection(self) -> bytes:
        """The database's bytes."""
        name = next((one for one in COLLECTIONS if one in self._bundle), COLLECTIONS[-1])
        if name == COLLECTIONS[-1] and self._is_new:
            raise FormatError(say("elsewhere.zip_without", name=COLLECTIONS[0]))
        return unpacked(self._bundle.read(name), MOST_OF_ONE)

    @property
    def files(self) -> Mapping[str, bytes]:
        """Pictures and sounds by the names that notes have for them."""
        if "media" not in self._bundle:
            return {}
        index = unpacked(self._bundle.read("media"), MOST_OF_A_PICTURE)
        return ZippedFiles(self._bundle, _paths(index), lambda data: unpacked(data, MOST_OF_A_PICTURE))

    @property
    def _is_new(self) -> bool:
        """Whether its media are compressed: then the old collection is no real one."""
        return "media" in self._bundle and self._bundle.read("media").startswith(_ZSTD)


def _paths(index: bytes) -> dict[str, str]:
    if index.lstrip().startswith(b"{"):
        found = loaded(index)
        return {str(name): str(number) for number, name in found.items()} if isinstance(found, dict) else {}
    entries = [value for key, value in fields_of(index) if key == 1 and isinstance(value, bytes)]
    names = (field_of(fields_of(entry), _NAME).decode("utf-8", "replace") for entry in entries)
    return {name: str(number) for number, name in enumerate(names)}


def unpacked(data: bytes, most: int) -> bytes:
    """As it is, or what is compressed in it. Raises FormatError."""
    if not data.startswith(_ZSTD):
        return data
    try:
        decompressor = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        with decompressor.stream_reader(io.BytesIO(data)) as reader:
            found = reader.read(most + 1)
    except (zstandard.ZstdError, MemoryError):
        raise FormatError(say("zip.damaged")) from None
    if len(found) > most:
        raise FormatError(say("elsewhere.anki_large", most=most // 2**20))
    return found
