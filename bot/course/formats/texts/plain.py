"""A plain text as Markdown that shows just that: what would be taken for formatting gets a backslash."""

from __future__ import annotations

import re

from bot.course.formats.texts.converted import Converted

_ANYWHERE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])"  # a backslash that would vanish
    r"|`|~~"
    r"|(?<![\w\s])\*|\*(?![\s*])|(?<=\S)\*"  # a star that touches something
    r"|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)"
    r"|<(?=[A-Za-z/!?])|&(?=#?\w+;)"
    r"|\[(?=[^\]\n]*\][(:\[])|!(?=\[)"
)
_AT_THE_BEGINNING = re.compile(r"^(\s*)([-+*>]|#{1,6}|\d{1,9}[.)]|={2,}|~{3,})(?=\s|$|>)", re.MULTILINE)
_NUMBER = re.compile(r"(\d+)([.)])")
_DIGITS_AROUND = re.compile(r"(?<=\d)\\(\*+)(?=\d)")
_TABLE_RULE = re.compile(r"^(?=[^\n]*\|)([ \t|:-]*-[ \t|:-]*)$", re.MULTILINE)
_BLANK_BEGIN = re.compile(r"^[ \t]+(?=\S)", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n\s*\n")


def escaped(text: str) -> str:
    """One stretch of text within a line, or several lines of it."""
    if text.isalnum():
        return text
    safe = _DIGITS_AROUND.sub(r"\1", _ANYWHERE.sub(_backslashed, text))
    return _AT_THE_BEGINNING.sub(_begun, safe)


def from_plain(text: str) -> Converted:
    """Paragraphs stand between empty lines; a line that ends there ends in the chat as well."""
    paragraphs = (part.strip("\n") for part in _EMPTY_LINES.split(text.strip()))
    return Converted("\n\n".join(_paragraph(part) for part in paragraphs if part.strip()))


def _paragraph(text: str) -> str:
    safe = escaped(_TABLE_RULE.sub(lambda rule: rule[1].replace("|", "¦"), text))
    lines = [line.rstrip() for line in _BLANK_BEGIN.sub("", safe).split("\n")]
    return "\\\n".join(lines)


def _backslashed(found: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in found[0])


def _begun(found: re.Match[str]) -> str:
    before, sign = found[1], found[2]
    if number := _NUMBER.fullmatch(sign):
        return f"{before}{number[1]}\\{number[2]}"
    return f"{before}\\{sign}"


def fully_escaped(text: str) -> str:
    """Whatever it is: it shows what stands there."""
    safe = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", _BLANK_BEGIN.sub("", text))
    return "\n\n".join(part.replace("\n", "\\\n") for part in _EMPTY_LINES.split(safe.strip()))
