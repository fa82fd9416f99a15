"""Whether Telegram takes a picture, told from its bytes alone."""

from __future__ import annotations

MAX_BYTES = 10 * 1024 * 1024
MAX_SUM = 10_000
MAX_RATIO = 20

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))


def problem(data: bytes) -> str | None:
    """What is wrong with this file as a photo and what would be right; None if nothing is.

    Telegram's rules for photos: 10 MB, width and height together 10,000, neither 20 times the other.
    """
    if len(data) > MAX_BYTES:
        return "is larger than 10 MB, more than Telegram takes; save it smaller"
    if not data.startswith((_PNG, _JPEG)):
        return "is neither a PNG nor a JPEG inside, whatever its name says; save it as PNG or JPEG"
    size = _png(data) if data.startswith(_PNG) else _jpeg(data)
    if size is None or 0 in size:
        return "is damaged; save it again as PNG or JPEG"
    width, height = size
    if width + height > MAX_SUM:
        return (
            f"is {width} × {height} pixels; Telegram takes 10,000 in all (width + height), so make it smaller"
        )
    if max(size) > MAX_RATIO * min(size):
        return f"is {width} × {height} pixels, too narrow for Telegram; no side may be 20 times the other"
    return None


def _png(data: bytes) -> tuple[int, int] | None:
    if len(data) < 33 or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        if marker == 0xFF:
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
