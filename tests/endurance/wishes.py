"""What a pupil likes to press."""

from __future__ import annotations

from bot.course.model import Question
from bot.learning.kinds import options
from bot.views.learner.answer_buttons import Check, Choose, Hint, Retry, Reveal, ToggleTick
from bot.views.learner.buttons import Action, Again, Back, Describe, Jump, Lessons, Next, Restart, ShowResult
from tests.endurance.ledger import Ledger


def wish(action: Action, ledger: Ledger, hurry: bool) -> float:
    """How much a pupil wants to press this button: a weight among the others. In a hurry mostly onward. What
    takes more than options is left to the robot: here it is skipped, or shown."""
    match action:
        case Next():
            skips = isinstance(ledger.step, Question) and not ledger.closed
            return 1.5 if skips else 20.0 if hurry else 8.0
        case Choose(option=key):
            return 3.0 if _is_right(key, ledger) else 2.0
        case ToggleTick(option=key):
            return 2.0 if _is_right(key, ledger) else 0.7
        case Check():
            return 2.0 if ledger.ticked else 0.0
        case ShowResult():
            return 8.0 if ledger.step is None or hurry else 1.0
        case Back() | Hint() | Reveal() | Retry() | Jump() | Again() | Lessons():
            return 0.7
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
