"""Protocol Buffers, as far as Anki's files need them: numbers, and texts or messages within messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.course.formats.material import FormatError
from bot.course.message import say

Value = int | bytes
_FIXED_64 = 1


def fields_of(data: bytes) -> list[tuple[int, Value]]:
    """The fields of a message: their numbers and values, in order. Raises FormatError."""
    try:
        return list(_fields(data))
    except IndexError:
        raise FormatError(say("elsewhere.anki_damaged")) from None


def field_of(fields: Sequence[tuple[int, Value]], number: int) -> bytes:
    """The last of this number, b"" where there is none."""
    found = [value for key, value in fields if key == number and isinstance(value, bytes)]
    return found[-1] if found else b""


def number_of(fields: Sequence[tuple[int, Value]], number: int) -> int:
    found = [value for key, value in fields if key == number and isinstance(value, int)]
    return found[-1] if found else 0


def _fields(data: bytes) -> Iterator[tuple[int, Value]]:
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        match key & 7:
            case 0:
                value, at = _varint(data, at)
                yield key >> 3, value
            case 1 | 5 as fixed:
                at += 8 if fixed == _FIXED_64 else 4
            case 2:
                length, at = _varint(data, at)
                if at + length > len(data):
                    raise IndexError
                yield key >> 3, data[at : at + length]
                at += length
            case _:
                raise IndexError


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while shift < 70:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
    raise IndexError
