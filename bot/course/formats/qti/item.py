"""What is found in one item of either version: questions, a text, or what cannot come over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.course.formats.material import (
    Exercise,
    Fate,
    Finding,
    Passage,
    Piece,
    QuestionError,
    Syntax,
)
from bot.course.formats.qti.documents import PlacedItem
from bot.course.formats.texts.from_any import words_of
from bot.course.formats.weighted_answers import ReadAnswers
from bot.course.kinds.choice import Option
from bot.course.kinds.true_false import TrueFalse

_STOCK = re.compile(r"(question|item|frage|untitled)?[\s_.#-]*\d*", re.IGNORECASE)
_TRUE, _FALSE = ("true", "wahr", "richtig"), ("false", "falsch")


@dataclass(frozen=True)
class FoundItem:
    """`piece`: None where there is nothing that could come over."""

    piece: Piece | None
    findings: tuple[Finding, ...] = ()


def title_of(item: PlacedItem) -> str:
    """ "" where nobody gave one."""
    title = " ".join(item.node.get("title").split())
    return "" if _STOCK.fullmatch(title) else title


def passage(item: PlacedItem, text: str) -> FoundItem:
    title = title_of(item)
    return FoundItem(
        Passage(title, text, item.origin(title), Syntax.HTML) if words_of(text) or "<img" in text else None
    )


def questions(item: PlacedItem, answers: Iterator[ReadAnswers]) -> Iterator[FoundItem]:
    """An exercise for each; what cannot be one is named."""
    title = title_of(item)
    origin = item.origin(title)
    try:
        for number, one in enumerate(answers, 1):
            said = dict.fromkeys(filter(words_of, (*one.said_when_right, one.feedback)))
            made = Exercise(
                title=title if number == 1 else "",
                prompt=one.prompt,
                task=one.task,
                origin=origin,
                syntax=Syntax.HTML,
                feedback="\n".join(f"<p>{text}</p>" for text in said),
                hint=one.hint,
                key=_key(item, number),
            )
            yield FoundItem(made, tuple(Finding(Fate.CHANGED, origin, message) for message in one.simplified))
    except QuestionError as error:
        yield FoundItem(None, (Finding(Fate.LEFT_OUT, origin, error.why),))


def _key(item: PlacedItem, number: int) -> str:
    key = item.node.get("ident") or item.node.get("identifier")
    return f"{key}/{number}" if key and number > 1 else key


def as_statement(options: tuple[Option, ...]) -> TrueFalse | None:
    """None where these are not just True and False, one of them right."""
    words = [words_of(option.text).casefold() for option in options]
    if len(options) != 2 or sum(option.correct for option in options) != 1:
        return None
    if {words[0] in _TRUE, words[1] in _TRUE} != {True, False} or not any(word in _FALSE for word in words):
        return None
    right, wrong = sorted(options, key=lambda option: not option.correct)
    return TrueFalse(words_of(right.text).casefold() in _TRUE, wrong.why)
