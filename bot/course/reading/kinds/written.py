"""What questions have whose answer is written: accepted texts, known mistakes, and what a program shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import yaml

from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.normal_form import LONGEST
from bot.course.message import Message, say
from bot.course.reading.fields import MESSAGE, Fields
from bot.course.reading.mistakes import YamlMark
from bot.course.reading.values import text_of

WRITTEN = ("mistakes", "output")
"""The fields that all these have."""

_OUTPUT = 1_500
_ANSWERS = 20
_MISTAKE = ("answer", "wrong")


class Text(NamedTuple):
    """A text, and where it stands."""

    text: str
    mark: YamlMark


def texts(fields: Fields, name: str, item: Message) -> tuple[Text, ...]:
    """One text or a list of them, each of at most 200 characters."""
    node = fields.require(name)
    if node is None:
        return ()
    nodes = fields.items(name, item) if isinstance(node, yaml.SequenceNode) else [node]
    if len(nodes) > _ANSWERS:
        fields.mistake(fields.at(name), say("kinds.many_answers", name=name, most=_ANSWERS))
    return tuple(found for found in (_text(fields, node, name) for node in nodes) if found.text)


def _text(fields: Fields, node: yaml.Node, name: str) -> Text:
    text = text_of(fields.source, node, say("things.named", name=name), empty_at=fields.at(name)).strip()
    if len(text) > LONGEST:
        fields.mistake(node.start_mark, say("kinds.long_answer", most=LONGEST))
    fields.characters += len(text)
    return Text(text[:LONGEST], node.start_mark)


def without_twins(fields: Fields, found: Iterable[Text], form: Callable[[str], str]) -> tuple[str, ...]:
    """The texts; two that are judged alike are a mistake."""
    first: dict[str, Text] = {}
    for one in found:
        before = first.setdefault(form(one.text), one)
        if before is not one:
            where = fields.source.where(before.mark)
            fields.mistake(one.mark, say("kinds.twin_answer", text=one.text, first=where))
    return tuple(one.text for one in first.values())


def output(fields: Fields) -> str:
    """What a terminal or program shows, sign by sign."""
    node = fields.node("output")
    if node is None:
        return ""
    text = text_of(fields.source, node, say("things.named", name="output"), empty_at=fields.at("output"))
    if len(text) > _OUTPUT:
        long = say("fields.too_long", name="output", characters=len(text), most=_OUTPUT)
        fields.mistake(fields.at("output"), long)
    fields.characters += len(text)
    return text.strip("\n")


def known_mistakes(
    fields: Fields, is_right: Callable[[KnownMistake], str | None]
) -> tuple[KnownMistake, ...]:
    """`mistakes:`. `is_right` gives the right answer that a mistake would take for itself, if any."""
    found: dict[str, KnownMistake] = {}
    for node in fields.items("mistakes", say("things.a_wrong_answer"), required=False):
        inner = Fields(fields.source, node, say("things.a_known_mistake"), _MISTAKE)
        answer = inner.line("answer", LONGEST)
        why = inner.markdown("wrong", MESSAGE, says=say("values.why_answer_is_wrong"))
        mistake = KnownMistake(answer, why)
        fields.styles += inner.styles
        if not answer:
            continue
        mark = inner.value_at("answer")
        if not answer.strip("* "):
            inner.mistake(mark, say("kinds.fits_all"))
        elif (right := is_right(mistake)) is not None:
            inner.mistake(mark, say("kinds.fits_right", text=answer, right=right))
        elif found.setdefault(answer, mistake) is not mistake:
            inner.mistake(mark, say("kinds.known_already", text=answer))
    return tuple(found.values())
