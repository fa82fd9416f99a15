"""Whether Telegram takes a picture, told from its bytes alone.

Nothing is drawn: a PNG's checksums and both kinds' ends tell what was damaged or cut short on the way, in
milliseconds for all pictures of a course.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from bot.course.message import Message, say

MAX_BYTES = 10 * 1024 * 1024
MAX_SUM = 10_000
MAX_RATIO = 20

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_SVG = re.compile(rb"\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)", re.IGNORECASE)
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_SCAN = 0xDA

_DAMAGED = say("pictures.damaged")
_CUT_SHORT = say("pictures.cut_short")


def problem(data: bytes) -> Message | None:
    """What is wrong with this file as a photo and what would be right; None if nothing is.

    Telegram's rules for photos: 10 MB, width and height together 10,000, neither 20 times the other.
    """
    if len(data) > MAX_BYTES:
        return say("pictures.large")
    if not data.startswith((_PNG, _JPEG)):
        return _other(data)
    size = _png(data) if data.startswith(_PNG) else _jpeg(data)
    return size if isinstance(size, Message) else _size(*size)


def _other(data: bytes) -> Message:
    return say("pictures.svg") if _SVG.match(data) else say("pictures.other")


def _size(width: int, height: int) -> Message | None:
    if 0 in (width, height):
        return _DAMAGED
    if width + height > MAX_SUM:
        return say("pictures.too_big", width=width, height=height)
    if max(width, height) > MAX_RATIO * min(width, height):
        return say("pictures.too_narrow", width=width, height=height)
    return None


def png_chunks(data: bytes, wanted: bytes) -> Iterator[bytes]:
    """The contents of the chunks of this kind, of a PNG that is whole."""
    at = len(_PNG)
    while at + 8 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == wanted:
            yield data[at + 8 : end]
        at = end + 4


def _png(data: bytes) -> tuple[int, int] | Message:
    """Width and height, or what is wrong."""
    at = len(_PNG)
    kinds: list[bytes] = []
    while kinds[-1:] != [b"IEND"]:
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 8 + length
        if end + 4 > len(data):
            return _CUT_SHORT
        # Small letters: what a reader may pass over, and often does without a look at its checksum.
        if kind[:1].isupper() and zlib.crc32(data[at + 4 : end]) != int.from_bytes(
            data[end : end + 4], "big"
        ):
            return _DAMAGED
        kinds.append(kind)
        at = end + 4
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds:
        return _DAMAGED
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg(data: bytes) -> tuple[int, int] | Message:
    """Width and height, or what is wrong."""
    at, size = 2, None
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == _SCAN and size:
            return size if data.find(b"\xff\xd9", at) > 0 else _CUT_SHORT
        if marker in _FRAMES and at + 9 <= len(data):
            size = int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        if marker == 0xFF:
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return _CUT_SHORT if at + 4 > len(data) else _DAMAGED
