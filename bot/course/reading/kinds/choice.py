"""`options:` and what is right or wrong with each; `answer:` beside them: the same, asked in writing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import yaml

from bot.course.kinds.choice import Choice, Option
from bot.course.message import say
from bot.course.reading.course_context import CourseContext
from bot.course.reading.fields import LINE, MESSAGE, Fields
from bot.course.reading.kinds.typed import FIELDS as OF_WRITTEN
from bot.course.reading.kinds.typed import read as read_written
from bot.course.reading.markup import visible_words
from bot.course.reading.mistakes import Source, YamlMark
from bot.course.reading.slugs import Ids, told_apart

FIELDS = ("options",)
WRITTEN_FORM = (*FIELDS, *OF_WRITTEN)
_OPTION = ("text", "id", "correct", "wrong", "last")
_LAST = re.compile(
    r"(all|none|both|neither)( of)?( the)? (above|these|those|(the )?(options|answers|statements) above)"
    r"( (options|answers|statements))?( (is|are) (correct|right|true))?",
    re.IGNORECASE,
)


def read(fields: Fields, context: CourseContext) -> Choice:  # noqa: ARG001
    return Choice(_options(fields))


def read_with_written_form(fields: Fields, context: CourseContext) -> Choice:
    choice = read(fields, context)
    written = read_written(fields, context)
    if choice.several:
        fields.mistake(fields.at(OF_WRITTEN[0]), say("kinds.several_in_writing"))
    wrong = tuple(option.text for option in choice.options if not option.correct)
    return replace(choice, written=replace(written, rivals=wrong))


def _options(fields: Fields) -> tuple[Option, ...]:
    nodes = fields.items("options", say("things.an_option"))
    seen: dict[str, YamlMark] = {}
    before = len(fields.source.mistakes)
    read_ = [_option(fields, node, seen) for node in nodes]
    if nodes and not 2 <= len(nodes) <= 10:
        few = len(nodes) < 2
        number = say("fields.few_options", number=len(nodes))
        fields.mistake(fields.at("options"), number if few else say("fields.many_options", number=len(nodes)))
    correct = any(one.option.correct for one in read_)
    if nodes and len(fields.source.mistakes) == before and not correct:
        fields.mistake(fields.at("options"), say("fields.none_correct"))
    return _with_ids(fields.source, read_)


@dataclass(frozen=True)
class _Read:
    """An option, the id that is written, and where its id comes from; None for what cannot have one."""

    option: Option
    written: str
    mark: YamlMark | None


def _with_ids(source: Source, found: list[_Read]) -> tuple[Option, ...]:
    made = [one.option.text for one in found if not one.written and one.mark]
    made_ids = dict(zip(made, told_apart(made), strict=True))
    ids = Ids("option")
    options: list[Option] = []
    for one in found:
        option_id = one.written or (made_ids[one.option.text] if one.mark else "")
        if one.mark and option_id:
            ids.use(option_id, source, one.mark, written=bool(one.written))
        options.append(replace(one.option, id=option_id))
    ids.settle()
    return tuple(options)


def _option(question: Fields, node: yaml.Node, seen: dict[str, YamlMark]) -> _Read:
    fields = Fields(question.source, node, say("things.an_option"), _OPTION)
    text = fields.markdown("text", LINE)
    twin = _is_twin(fields, text, seen)
    written = fields.slug() or ""
    correct, why = _verdict(fields)
    last = fields.flag("last")
    question.characters += fields.characters
    question.styles += fields.styles
    option = Option("", text, correct, why, stays_last(text) if last is None else last)
    if twin or not (written or (text and not fields.has("id"))):
        return _Read(option, "", None)
    return _Read(option, written, fields.value_at("id") if written else fields.at("text"))


def stays_last(text: str) -> bool:
    """Whether an option of this text stands below the others unless it is said otherwise."""
    return bool(_LAST.fullmatch(text.strip(" .!*_")))


def _is_twin(fields: Fields, text: str, seen: dict[str, YamlMark]) -> bool:
    """Whether a reader could not tell this option from one above it."""
    words = visible_words(text)
    if not words or seen.setdefault(words, fields.mark) is fields.mark:
        return False
    first = fields.source.where(seen[words])
    fields.mistake(fields.at("text"), say("fields.twin_option", text=text, first=first))
    return True


def _verdict(fields: Fields) -> tuple[bool, str]:
    """Whether the option is correct, and what is wrong with it if not."""
    correct = fields.flag("correct")
    has_reason = fields.has("wrong")
    says = say("values.why_option_is_wrong")
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
