"""The lines of a quiz in LiaScript, one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

_LIST = r"\s*(?:[-*+]\s+)?"
_CHOICE = re.compile(_LIST + r"\[\(([ xX]?)\)\][ \t]*(.*)")
_CHOICES = re.compile(_LIST + r"\[\[([ xX])\]\][ \t]*(.*)")
_HINT = re.compile(_LIST + r"\[\[\?\]\][ \t]*(.*)")
_GENERIC = re.compile(r"\s*\[\[!\]\]\s*")
_SURVEY = re.compile(_LIST + r"(?:\[\[[_ ]{3,}\]\]|\[[\[(]:?[\w-]{1,20}[)\]]\](?=\s+\S)|\[\(:[^)]*\)\]).*")
_MATRIX = re.compile(_LIST + r"\[(?:[\[(][^\[\]()]*[\])]\s*){2,}\].*")
_ALONE = re.compile(r"\s*\[\[((?!\[)[^\[\]]+(?:\[[^\[\]]*\][^\[\]]*)*)\]\]\s*")
_INLINE = re.compile(r"`[^`\n]*`|\$[^$\n]*\$|(?<!\[)\[\[(?![?!]\]\])([^\[\]\n]+)\]\](?!\()")
STARS = re.compile(r"\s*\*{3,}\s*")


class Line(StrEnum):
    TEXT = "text"
    ONE = "one"
    SEVERAL = "several"
    HINT = "hint"
    GENERIC = "generic"
    SURVEY = "survey"
    MATRIX = "matrix"
    ALONE = "alone"


def kind_of(line: str) -> tuple[Line, str, bool]:
    """What a line is, its words, and whether they are right."""
    if found := _HINT.fullmatch(line):
        return Line.HINT, found[1].strip(), False
    if found := _CHOICE.fullmatch(line):
        return Line.ONE, found[2].strip(), found[1] in ("x", "X")
    if found := _CHOICES.fullmatch(line):
        return Line.SEVERAL, found[2].strip(), found[1] in ("x", "X")
    if _GENERIC.fullmatch(line):
        return Line.GENERIC, "", False
    if _MATRIX.fullmatch(line):
        return Line.MATRIX, line.strip(), False
    if _SURVEY.fullmatch(line):
        return Line.SURVEY, line.strip(), False
    if found := _ALONE.fullmatch(line):
        return Line.ALONE, found[1].strip(), True
    return Line.TEXT, line, False


@dataclass
class LiaQuiz:
    """`line`: where it begins, from 1. `options`: texts, and whether they are right; of an `ALONE`, its inner
    text is the only one."""

    kind: Line
    line: int
    options: list[tuple[str, bool]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    solution: list[str] = field(default_factory=list)

    def goes_on_with(self, kind: Line) -> bool:
        """Whether a line of this kind belongs to it."""
        if kind is Line.HINT:
            return True
        return kind is self.kind and kind in (Line.ONE, Line.SEVERAL, Line.MATRIX, Line.SURVEY)


def gaps_in(text: str) -> tuple[list[str], list[str]]:
    """The text around gaps, one piece more than there are, and what stands in them. None is in code."""
    pieces, inside, at = [], [], 0
    for found in _INLINE.finditer(text):
        if found[1]:
            pieces.append(text[at : found.start()])
            inside.append(found[1])
            at = found.end()
    return [*pieces, text[at:]], inside


def selection(inner: str) -> list[tuple[str, bool]]:
    """The options between bars, the right ones in brackets; a single one where there are no bars."""
    parts = [part.strip() for part in inner.split("|")]
    if len(parts) == 1:
        return [(parts[0], True)]
    return [_bracketed(part) for part in parts if part]


def _bracketed(part: str) -> tuple[str, bool]:
    right = part.startswith("(") and part.endswith(")")
    return (part[1:-1].strip(), True) if right else (part, False)
