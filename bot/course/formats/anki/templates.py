"""Anki's templates: {{Field}}, {{#Field}}…{{/Field}}, {{hint:Field}}, {{type:Field}}."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.course.formats.texts.from_any import words_of

_TAG = re.compile(r"\{\{([^{}]*)\}\}")
_FURIGANA = re.compile(r" ?([^ >\[\]]{1,50})\[([^\]\[]{1,50})\]")
_ANSWER = re.compile(r"<hr[^>]*\bid\s*=\s*[\"']?answer\b[^>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
_LONGEST = 50_000
"""Characters of a template."""
_SPOKEN = ("tts", "tts-voices")


@dataclass
class Side:
    """A side of a card. `typed`: what has to be written, if anything has."""

    html: str = ""
    typed: str = ""
    hints: list[str] = field(default_factory=list)


def rendered(template: str, fields: Mapping[str, str]) -> Side:
    """In HTML. What stands above the answer's line is left out: it is the front once more."""
    side = Side()
    parts: list[str] = []
    shown = [True]
    at = 0
    template = _COMMENT.sub("", template[:_LONGEST])
    for found in _TAG.finditer(template):
        parts += [template[at : found.start()]] if shown[-1] else []
        at = found.end()
        name = found[1].strip()
        if name[:1] in "#^" and name:
            is_there = bool(fields.get(name[1:].strip(), "").strip())
            shown.append(shown[-1] and is_there == (name[0] == "#"))
        elif name.startswith("/"):
            shown = shown[:-1] or [True]
        elif shown[-1]:
            parts.append(_value(side, name, fields))
    parts += [template[at:]] if shown[-1] else []
    side.html = _ANSWER.split("".join(parts))[-1].strip()
    return side


def has_answer_line(template: str) -> bool:
    """Whether it parts what stands below from the front."""
    return bool(_ANSWER.search(_COMMENT.sub("", template[:_LONGEST])))


def _value(side: Side, name: str, fields: Mapping[str, str]) -> str:
    *filters, last = (part.strip() for part in name.split(":"))
    value = fields.get(last, "")
    if any(one.startswith(_SPOKEN) for one in filters):
        return ""
    if "type" in filters:
        side.typed = value
        return ""
    if "hint" in filters:
        side.hints += [value] if value.strip() else []
        return ""
    if {"furigana", "kana", "kanji"} & set(filters):
        return _FURIGANA.sub(r"\1(\2)", value)
    return words_of(value) if "text" in filters else value
