"""`options:` and what is right or wrong with each."""

from __future__ import annotations

import re

import yaml

from bot.course.kinds.choice import Choice, Option
from bot.course.reading.fields import LINE, MESSAGE, Fields
from bot.course.reading.ids import read_id
from bot.course.reading.mistakes import Mark, shown
from bot.course.reading.slugs import Ids

FIELDS = ("options",)
_OPTION = ("text", "id", "correct", "wrong", "last")
_LAST = re.compile(
    r"(all|none|both|neither)( of)?( the)? (above|these|those|(the )?(options|answers|statements) above)"
    r"( (options|answers|statements))?( (is|are) (correct|right|true))?",
    re.IGNORECASE,
)


def read(fields: Fields) -> Choice:
    return Choice(_options(fields))


def _options(fields: Fields) -> tuple[Option, ...]:
    nodes = fields.items("options", "an option")
    ids = Ids("option of this question")
    seen: dict[str, Mark] = {}
    before = len(fields.source.mistakes)
    options = tuple(_option(fields, node, ids, seen) for node in nodes)
    if nodes and not 2 <= len(nodes) <= 10:
        right = "add another one" if len(nodes) < 2 else "leave some out"
        fields.mistake(
            fields.at("options"), f"a question has 2 to 10 options, this one has {len(nodes)}; {right}"
        )
    if nodes and len(fields.source.mistakes) == before and not any(option.correct for option in options):
        right = "write correct: true at the right one, in place of wrong:"
        fields.mistake(fields.at("options"), f"no option of this question is correct; {right}")
    return options


def _option(question: Fields, node: yaml.Node, ids: Ids, seen: dict[str, Mark]) -> Option:
    fields = Fields(question.source, node, "an option", _OPTION)
    text = fields.markdown("text", LINE)
    twin = _is_twin(fields, text, seen)
    option_id = "" if twin else read_id(fields, "text", text, ids)
    correct, why = _verdict(fields)
    last = fields.flag("last")
    question.characters += fields.characters
    question.styles += fields.styles
    alone = bool(_LAST.fullmatch(text.strip(" .!*_")))
    return Option(option_id, text, correct, why, alone if last is None else last)


def _is_twin(fields: Fields, text: str, seen: dict[str, Mark]) -> bool:
    words = " ".join(text.casefold().split())
    if not words or seen.setdefault(words, fields.mark) is fields.mark:
        return False
    first = fields.source.where(seen[words])
    fields.mistake(
        fields.at("text"),
        f"{shown(text)} is an option of this question already ({first}); change one of them",
    )
    return True


def _verdict(fields: Fields) -> tuple[bool, str]:
    """Whether the option is correct, and what is wrong with it if not."""
    correct = fields.flag("correct")
    has_reason = fields.has("wrong")
    reason = fields.markdown("wrong", MESSAGE, required=False, says="is the reason why this option is wrong")
    if not fields.readable:
        return False, ""
    if correct and has_reason:
        fields.mistake(
            fields.at("wrong"),
            "an option cannot be correct and wrong; keep either correct: true or wrong: and the reason",
        )
    if correct is False:
        right = "remove this line" if has_reason else "in place of this line, write wrong: and the reason why"
        fields.mistake(fields.at("correct"), f"a wrong option needs no correct: false; {right}")
    if not fields.has("correct") and not has_reason:
        fields.mistake(
            fields.mark,
            "is this option correct or wrong? add correct: true, or wrong: and the reason why it is wrong",
        )
    return bool(correct), reason
