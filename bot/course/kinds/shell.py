"""A line as a shell would take it apart. Nothing is expanded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.course.kinds.normal_form import LONGEST, clean

_PHONE = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "—": "--", "–": "-", "−": "-"})
"""What phones make of quotes and hyphens as one types."""
_NEXT_LINE = re.compile(r"\\\s*\n")
_PROMPT = re.compile(r"^[$#>%] (?=\S)")


@dataclass(frozen=True)
class ShellLine:
    """`words`: what a program would get. `prompt`, `sudo`: whether it began with the one or the other."""

    words: tuple[str, ...]
    prompt: bool = False
    sudo: bool = False


def as_typed(text: str) -> str:
    """One line, as a keyboard would have it, of at most 200 characters."""
    return clean(_NEXT_LINE.sub(" ", text[: 4 * LONGEST]).translate(_PHONE))


def split(text: str) -> ShellLine | None:
    """None where a quote is not closed, or nothing comes after a backslash."""
    line = as_typed(text)
    bare = _PROMPT.sub("", line)
    words = _words(bare)
    if words is None:
        return None
    sudo = len(words) > 1 and words[0] == "sudo"
    return ShellLine(tuple(words[sudo:]), bare != line, sudo)


def _words(line: str) -> list[str] | None:
    words: list[str] = []
    word: str | None = None
    quote = ""
    signs = iter(line)
    for sign in signs:
        if quote:
            if sign == quote:
                quote = ""
            elif sign == "\\" and quote == '"':
                escaped = next(signs, None)
                if escaped is None:
                    return None
                word = f"{word}{escaped}" if escaped in '"\\$`' else f"{word}\\{escaped}"
            else:
                word = f"{word}{sign}"
        elif sign in "\"'":
            quote, word = sign, word or ""
        elif sign == "\\":
            escaped = next(signs, None)
            if escaped is None:
                return None
            word = f"{word or ''}{escaped}"
        elif sign == " ":
            if word is not None:
                words.append(word)
            word = None
        else:
            word = f"{word or ''}{sign}"
    if quote:
        return None
    return words if word is None else [*words, word]
