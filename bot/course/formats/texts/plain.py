"""A plain text as Markdown that shows just that: what would be taken for formatting gets a backslash."""

from __future__ import annotations

import re

from bot.course.formats.texts.converted import Converted

_ANYWHERE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|\Z)"  # a backslash that would vanish
    r"|`+|~~+|\A~|~\Z|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\[(?=[^\]\n]{0,300}\][(:\[])|!(?=\[)"
)
_STARS = re.compile(r"\*+|_+")
_RULE = re.compile(r"^[ \t]*([-*_])(?=[ \t]*\1[ \t]*\1[-*_ \t]*$)", re.MULTILINE)
_AT_THE_BEGINNING = re.compile(r"^([ \t]*)([-+*>]|#{1,6}|\d{1,9}[.)]|={2,}|~{3,})(?=\s|$|>)", re.MULTILINE)
_NUMBER = re.compile(r"(\d+)([.)])")
_TABLE_RULE = re.compile(r"^(?=[^\n]*\|)([ \t|:-]*-[ \t|:-]*)$", re.MULTILINE)
_BLANK_BEGIN = re.compile(r"^[ \t]+(?=\S)", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n\s*\n")


def escaped(text: str) -> str:
    """One stretch of text within a line, or several lines of it."""
    if text.isalnum():
        return text
    safe = _STARS.sub(_starred, _ANYWHERE.sub(_backslashed, text))
    return _AT_THE_BEGINNING.sub(_begun, _RULE.sub(r"\\\g<0>", safe))


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


def _starred(found: re.Match[str]) -> str:
    """Stars and underscores that stand by themselves, and those within a word, are none but signs."""
    text, run = found.string, found[0]
    before = text[found.start() - 1 : found.start()]  # "" where it begins: then something may stand before it
    after = text[found.end() : found.end() + 1]
    alone = before.isspace() and after in (" ", "\t")  # the end of a line becomes a backslash
    within = before.isdigit() and after.isdigit() if run[0] == "*" else before.isalnum() and after.isalnum()
    return run if alone or within or before == "\\" else "".join(f"\\{sign}" for sign in run)


def _begun(found: re.Match[str]) -> str:
    before, sign = found[1], found[2]
    if number := _NUMBER.fullmatch(sign):
        return f"{before}{number[1]}\\{number[2]}"
    return f"{before}\\{sign}"


def fully_escaped(text: str) -> str:
    """Whatever it is: it shows what stands there."""
    safe = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", _BLANK_BEGIN.sub("", text))
    return "\n\n".join(part.replace("\n", "\\\n") for part in _EMPTY_LINES.split(safe.strip()))
