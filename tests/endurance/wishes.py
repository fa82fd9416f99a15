"""What a pupil likes to press."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.course.kinds.card import Flashcard
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.learning.kinds import options
from bot.views.learner.answer_buttons import (
    Check,
    Choose,
    Hint,
    PressPart,
    Retry,
    Reveal,
    TakeBack,
    ToggleTick,
)
from bot.views.learner.buttons import Action, Again, Back, Describe, Jump, Lessons, Next, Restart, ShowResult
from tests.endurance.ledger import Ledger


@dataclass(frozen=True)
class Write:
    """An answer in words."""

    text: str


def in_words(ledger: Ledger) -> Iterator[Write]:
    """What may be written at the open question, right or wrong."""
    question = ledger.step
    if not isinstance(question, Question) or ledger.closed:
        return
    match question.task:
        case Typed((right, *_)) | ShellCommand((right, *_)):
            yield from (Write(right), Write("quite wrong"))
        case Number(value, unit=unit):
            yield from (Write(f"{one} {unit}".strip()) for one in (value, value + 1000))
        case Gaps(choices=()):
            yield from (Write(ledger.solution[ledger.open_place]), Write("wrongly"))
        case Flashcard() if not ledger.turned:
            yield Write("something like it")


def wish(action: Action | Write, ledger: Ledger, hurry: bool) -> float:
    """How much a pupil wants to do this: a weight among the others. In a hurry mostly onward."""
    match action:
        case Next():
            skips = isinstance(ledger.step, Question) and not ledger.closed
            return 1.5 if skips else 20.0 if hurry else 8.0
        case Write():
            return 2.5
        case PressPart(option=key):
            return 6.0 if _fits(key, ledger) else 0.6
        case TakeBack():
            return 0.4 if _right_so_far(ledger) else 1.5
        case Choose(option=key):
            return 3.0 if _is_right(key, ledger) else 2.0
        case ToggleTick(option=key):
            return 2.0 if _is_right(key, ledger) else 0.7
        case Check():
            return 3.0 if ledger.ticked or ledger.is_order else 0.0
        case ShowResult():
            return 8.0 if ledger.step is None or hurry else 1.0
        case Back() | Hint() | Reveal() | Retry() | Jump() | Again() | Lessons():
            return 0.15 if hurry else 0.7
        case Describe():
            return 0.3
        case Restart():
            return 3.0
        case _:
            return 0.0


def _is_right(key: str, ledger: Ledger) -> bool:
    question = ledger.step
    assert isinstance(question, Question)
    return any(option.key == key and option.correct for option in options(question))


def _fits(key: str, ledger: Ledger) -> bool:
    """Whether this is what belongs into the next place."""
    question = ledger.step
    assert isinstance(question, Question)
    wanted = ledger.solution[ledger.open_place]
    return any(option.key == key and wanted in (option.id, option.text) for option in options(question))


def _right_so_far(ledger: Ledger) -> bool:
    return all(one in ("", right) for one, right in zip(ledger.draft, ledger.solution, strict=False))
