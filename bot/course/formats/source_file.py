"""A file that is to be imported: its bytes, its text, and the files it names beside itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from bot.course.formats.containers.zipped import Bundle
from bot.course.formats.material import FormatError, Origin
from bot.course.formats.texts.converted import without_marks
from bot.course.formats.texts.encodings import decoded, is_text
from bot.course.message import say

MAX_FILE = 50 * 1024 * 1024
MAX_TEXT = 20 * 1024 * 1024
_HEAD = 20_000


def _nothing(_: str) -> None:
    return None


@dataclass(frozen=True)
class SourceFile:
    """`beside` gives the bytes of a file that this one names by a relative path; None where it is not to be
    had, or may not be read."""

    name: str
    data: bytes
    beside: Callable[[str], bytes | None] = _nothing

    @property
    def stem(self) -> str:
        return PurePath(self.name).stem

    @property
    def suffix(self) -> str:
        """ ".md", in small letters."""
        return PurePath(self.name).suffix.lower()

    @cached_property
    def text(self) -> str:
        """The whole of it. Raises FormatError where it is none, or too long."""
        if len(self.data) > MAX_TEXT:
            raise FormatError(say("formats.long_text", most=MAX_TEXT // 2**20))
        return without_marks(decoded(self.data))

    @cached_property
    def head(self) -> str:
        """Its beginning, by which a format is told; "" where it is no text."""
        return self.text[:_HEAD] if is_text(self.data) and len(self.data) <= MAX_TEXT else ""

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def zipped(self) -> frozenset[str]:
        """The names of the files in it, where it is a zip. Raises FormatError where that is damaged."""
        return Bundle.names_in(self.data)

    def at(self, line: int, name: str = "") -> Origin:
        """A place in it; `line` counts from 1."""
        return Origin(self.name, line, name)
