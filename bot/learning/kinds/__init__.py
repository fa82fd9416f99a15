"""Kinds of question: how each is answered and graded. All others ask here, and know no kind by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.learning.kinds.base import (
    NOTHING,
    Drafted,
    Finish,
    Given,
    Move,
    Moved,
    Pick,
    QuestionKind,
    Slip,
    Submitted,
    Tick,
    Verdict,
)
from bot.learning.kinds.card import CardKind
from bot.learning.kinds.choice import ChoiceKind
from bot.learning.kinds.command import CommandKind
from bot.learning.kinds.gaps import GapsKind
from bot.learning.kinds.number import NumberKind
from bot.learning.kinds.order import OrderKind
from bot.learning.kinds.pairs import PairsKind
from bot.learning.kinds.true_false import TrueFalseKind
from bot.learning.kinds.typed import TypedKind

KINDS: Mapping[type[Any], QuestionKind[Any]] = {
    Choice: ChoiceKind(),
    TrueFalse: TrueFalseKind(),
    Typed: TypedKind(),
    Number: NumberKind(),
    Gaps: GapsKind(),
    Ordering: OrderKind(),
    Pairs: PairsKind(),
    Flashcard: CardKind(),
    ShellCommand: CommandKind(),
}
"""A new kind has its line here."""


def options(question: Question) -> tuple[Option, ...]:
    """What can be pressed, as it is written; () where the answer is written, or judged by the learner."""
    return _kind(question).options(question.task)


def by_tap(question: Question) -> bool:
    """Whether buttons under a message that all see answer it."""
    return _kind(question).by_tap


def judged(question: Question) -> bool:
    """Whether the bot, and not the learner, says if an answer is right."""
    return _kind(question).scored


def scored(question: Question) -> bool:
    """Whether it counts in the score of the quiz: checks have one of their own."""
    return judged(question) and not question.check


def several(question: Question) -> bool:
    """Whether an answer may hold more than one of the options."""
    return _kind(question).several(question.task)


def parts(question: Question, given: Given) -> Iterable[str]:
    """The ids of the options in an answer."""
    return _kind(question).parts(given)


def press(question: Question, draft: Given, move: Move) -> Moved:
    """What a move makes of a half-done answer."""
    return _kind(question).press(question.task, draft, move)


def answer_with(question: Question, option_ids: Iterable[str]) -> Given | None:
    """The answer that holds these options, as a poll's vote names them; None where it is none."""
    wanted = set(option_ids)
    keys = [option.key for option in options(question) if option.id in wanted]
    moves: list[Move] = [Pick(key) for key in keys]
    if several(question):
        moves = [*(Tick(key, on=True) for key in keys), Finish()]
    draft = NOTHING
    for move in moves:
        match press(question, draft, move):
            case Submitted(given):
                return given
            case Drafted(draft):
                continue
    return None


def write(question: Question, draft: Given, order: Sequence[Option], words: str) -> Moved | None:
    """What written words make of a half-done answer; None where they are no answer."""
    return _kind(question).write(question.task, draft, order, words)


def grade(question: Question, given: Given) -> Verdict:
    return _kind(question).grade(question.task, given)


def solution(question: Question) -> Given:
    """A right answer."""
    return _kind(question).solution(question.task)


def kept(question: Question, given: Given) -> Given:
    """What of a wrong answer the next attempt begins with."""
    return _kind(question).kept(question.task, given)


def settled(question: Question, draft: Given, slips: Iterable[Slip]) -> Given:
    """A half-done answer as the question is now."""
    return _kind(question).settled(question.task, draft, slips)


def _kind(question: Question) -> QuestionKind[Any]:
    return KINDS[type(question.task)]
