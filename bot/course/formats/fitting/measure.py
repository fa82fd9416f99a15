"""How much room a question takes in a message, counted as the reader of courses counts it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.course.reading.fields import MESSAGE
from bot.course.reading.markup import examine

MOST_STYLES = 90
"""Formatted places that a message may have."""


@dataclass(frozen=True)
class Size:
    characters: int
    styles: int

    @property
    def fits(self) -> bool:
        """Whether a message has room for it."""
        return self.characters <= MESSAGE and self.styles <= MOST_STYLES


def size_of(question: Question) -> Size:
    texts = [question.title, question.prompt, question.feedback, question.hint or "", *_texts(question.task)]
    characters = sum(map(len, texts))
    if characters > MESSAGE or sum(map(_signs, texts)) <= MOST_STYLES:
        return Size(characters, 0)
    return Size(characters, sum(examine(text).styles for text in texts if text))


def _signs(text: str) -> int:
    """As many formatted places as there may be at the most."""
    return sum(map(text.count, "*_`~[<#>")) + text.count("\n\n")


def _texts(task: Task) -> Iterator[str]:
    match task:
        case Choice(options):
            yield from (text for option in options for text in (option.text, option.why))
        case TrueFalse(why=why):
            yield why
        case Typed(accepted=accepted):
            yield from accepted
        case Gaps():
            answers = ("|".join(gap) for gap in task.accepted)
            yield "".join(task.pieces) + "".join(f"[[{one}]]" for one in answers)
            yield from (choice.text for choice in task.choices)
        case Ordering(lines):
            yield from (line.text for line in lines)
        case Pairs(pairs, rights):
            yield from (pair.left for pair in pairs)
            yield from (right.text for right in rights)
        case Flashcard(back):
            yield back
        case _:
            return
