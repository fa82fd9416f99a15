"""The bytes of a text file -> its text, whatever program wrote it."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from bot.course.formats.material import FormatError
from bot.course.message import say

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
"""Bytes by which an encoding is told: it takes long, and more of them tell no more."""
_LIKELY = [
    "cp1252",
    "cp1251",
    "koi8_r",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
    "cp1250",
    "cp1253",
]
_CONTROLS = frozenset(b"\x00\x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19")


def decoded(data: bytes) -> str:
    """The text with plain line ends. Raises FormatError where it is no text."""
    text = _decoded(data)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_text(data: bytes) -> bool:
    """Whether these bytes look like a text at all."""
    begin = data[:4096]
    if data.startswith(tuple(bom for bom, _ in _MARKED)) or _unmarked_utf_16(begin):
        return True
    return not _CONTROLS & set(begin)


def _decoded(data: bytes) -> str:
    for bom, name in _MARKED:
        if data.startswith(bom):
            return data.decode(name, "replace")
    if name := _unmarked_utf_16(data[:4096]):
        return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not is_text(data):
            raise FormatError(say("formats.no_text")) from None
        return _guessed(data, error.start)


def _unmarked_utf_16(begin: bytes) -> str:
    """UTF-16 without its mark: every second byte of plain English is a zero."""
    even, odd = begin[0:200:2], begin[1:200:2]
    if len(odd) >= 2 and odd.count(0) > 0.7 * len(odd) and not even.count(0):
        return "utf-16-le"
    if len(odd) >= 2 and even.count(0) > 0.7 * len(even) and not odd.count(0):
        return "utf-16-be"
    return ""


def _guessed(data: bytes, at: int) -> str:
    """By a piece around the first byte that is not ASCII: there is the most to tell it by."""
    begin = max(0, data.rfind(b"\n", 0, at) + 1)
    found = from_bytes(data[begin : begin + _SAMPLE], cp_isolation=_LIKELY, language_threshold=0.0).best()
    name = found.encoding if found else "cp1252"
    return data.decode(name, "replace")
