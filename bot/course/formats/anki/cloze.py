"""Texts with {{c1::hidden::hint}}: a text with gaps where what is hidden can be written, else cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.course.formats.texts.from_any import words_of

_BEGIN = re.compile(r"\{\{c(\d{1,3})::")
SHORT = 60
"""Characters that somebody writes into a gap."""
_DEEPEST = 8


@dataclass(frozen=True)
class Hidden:
    """`text`: HTML, which may have others hidden in it, so that it cannot be written."""

    number: int
    text: str
    hint: str = ""
    nested: bool = False

    @property
    def can_be_written(self) -> bool:
        words = words_of(self.text)
        return (
            not self.nested and 0 < len(words) <= SHORT and "<img" not in self.text and "\\(" not in self.text
        )


Part = str | Hidden


def parts_of(text: str, depth: int = 0) -> list[Part]:
    """The text between what is hidden, and that."""
    found: list[Part] = []
    at = 0
    while begin := _BEGIN.search(text, at):
        end = _end(text, begin.end())
        if end < 0:
            break
        inner, hint = _hint(text[begin.end() : end])
        nested = parts_of(inner, depth + 1) if depth < _DEEPEST else [inner]
        has_others = any(isinstance(part, Hidden) for part in nested)
        number = int(begin[1])
        found += [text[at : begin.start()], Hidden(number, shown(nested), hint, has_others)]
        at = end + 2
    return [*found, text[at:]]


def shown(parts: Sequence[Part]) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def _end(text: str, begin: int) -> int:
    """Where }} ends it: braces of a formula in it do not. -1 where nothing does."""
    depth, at = 0, begin
    while at < len(text):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}" and depth:
            depth -= 1
        elif text.startswith("}}", at):
            return at
        at += 1
    return text.find("}}", begin)


def _hint(inner: str) -> tuple[str, str]:
    """What is hidden, and the hint behind the :: that belongs to no other."""
    depth = 0
    for at, sign in enumerate(inner):
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and inner.startswith("::", at):
            return inner[:at], words_of(inner[at + 2 :])
    return inner, ""
