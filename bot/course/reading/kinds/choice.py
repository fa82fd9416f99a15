"""`options:` and what is right or wrong with each."""

from __future__ import annotations

import re

import yaml

from bot.course.kinds.choice import Choice, Option
from bot.course.message import say
from bot.course.reading.around import Around
from bot.course.reading.fields import LINE, MESSAGE, Fields
from bot.course.reading.ids import read_id
from bot.course.reading.mistakes import YamlMark
from bot.course.reading.slugs import Ids

FIELDS = ("options",)
_OPTION = ("text", "id", "correct", "wrong", "last")
_LAST = re.compile(
    r"(all|none|both|neither)( of)?( the)? (above|these|those|(the )?(options|answers|statements) above)"
    r"( (options|answers|statements))?( (is|are) (correct|right|true))?",
    re.IGNORECASE,
)


def read(fields: Fields, around: Around) -> Choice:  # noqa: ARG001
    return Choice(_options(fields))


def _options(fields: Fields) -> tuple[Option, ...]:
    nodes = fields.items("options", say("things.an_option"))
    ids = Ids(say("things.option_of_this_question"))
    seen: dict[str, YamlMark] = {}
    before = len(fields.source.mistakes)
    options = tuple(_option(fields, node, ids, seen) for node in nodes)
    if nodes and not 2 <= len(nodes) <= 10:
        few = len(nodes) < 2
        number = say("fields.few_options", number=len(nodes))
        fields.mistake(fields.at("options"), number if few else say("fields.many_options", number=len(nodes)))
    if nodes and len(fields.source.mistakes) == before and not any(option.correct for option in options):
        fields.mistake(fields.at("options"), say("fields.none_correct"))
    return options


def _option(question: Fields, node: yaml.Node, ids: Ids, seen: dict[str, YamlMark]) -> Option:
    fields = Fields(question.source, node, say("things.an_option"), _OPTION)
    text = fields.markdown("text", LINE)
    twin = _is_twin(fields, text, seen)
    option_id = "" if twin else read_id(fields, "text", text, ids)
    correct, why = _verdict(fields)
    last = fields.flag("last")
    question.characters += fields.characters
    question.styles += fields.styles
    alone = bool(_LAST.fullmatch(text.strip(" .!*_")))
    return Option(option_id, text, correct, why, alone if last is None else last)


def _is_twin(fields: Fields, text: str, seen: dict[str, YamlMark]) -> bool:
    words = " ".join(text.casefold().split())
    if not words or seen.setdefault(words, fields.mark) is fields.mark:
        return False
    first = fields.source.where(seen[words])
    fields.mistake(fields.at("text"), say("fields.twin_option", text=text, first=first))
    return True


def _verdict(fields: Fields) -> tuple[bool, str]:
    """Whether the option is correct, and what is wrong with it if not."""
    correct = fields.flag("correct")
    has_reason = fields.has("wrong")
    says = say("things.why_option_is_wrong")
    reason = fields.markdown("wrong", MESSAGE, required=False, says=says)
    if not fields.readable:
        return False, ""
    if correct and has_reason:
        fields.mistake(fields.at("wrong"), say("fields.correct_and_wrong"))
    if correct is False:
        fields.mistake(fields.at("correct"), say("fields.correct_false", has_reason=has_reason))
    if not fields.has("correct") and not has_reason:
        fields.mistake(fields.mark, say("fields.correct_or_wrong"))
    return bool(correct), reason
