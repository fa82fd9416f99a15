"""Whether a message shows the place where a pupil must be, with the buttons that belong to it."""

from __future__ import annotations

from typing import Any

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.model import Question
from bot.emulator.world.chat import Message
from bot.learning.kinds import options
from bot.views.learner.answer_buttons import (
    AttemptButton,
    Check,
    Choose,
    Hint,
    PressPart,
    TakeBack,
    ToggleTick,
)
from bot.views.learner.buttons import Action, Back, Next, Restart, parse
from tests.endurance.ledger import Ledger
from tests.messages import buttons_of, text_of
from tests.robot.model import END


def shows(message: Message, ledger: Ledger) -> bool:
    actions = actions_of(message)
    if ledger.at is None or not text_of(message).startswith(ledger.signs[0]):
        return False
    if ledger.at == END:
        return Restart(ledger.course.key, ledger.run) in actions
    if not {Next(ledger.key, ledger.visit), Back(ledger.key, ledger.visit)} & set(actions):
        return False
    return not isinstance(ledger.step, Question) or _shows_attempt(ledger, ledger.step, actions)


def actions_of(message: Message) -> list[Action]:
    return [action for button in buttons_of(message) if (action := action_of(button)) is not None]


def action_of(button: dict[str, Any]) -> Action | None:
    return parse(button.get("callback_data", ""))


def _shows_attempt(ledger: Ledger, question: Question, actions: list[Action]) -> bool:
    """Only an open question has buttons of an attempt."""
    open_ = [action for action in actions if isinstance(action, AttemptButton)]
    if ledger.closed or not open_:
        return ledger.closed and not open_
    hint = any(isinstance(action, Hint) for action in open_)
    return (
        all(action.attempt == ledger.attempt for action in open_)
        and hint is (question.hint is not None and not ledger.hinted and not ledger.turned)
        and shows_half_done(ledger, question, actions)
    )


def shows_half_done(ledger: Ledger, question: Question, actions: list[Action]) -> bool:
    match question.task:
        case Choice():
            ticked = {one.option for one in actions if isinstance(one, ToggleTick) and not one.on}
            return ticked == {option.key for option in options(question) if option.id in ledger.ticked}
        case Flashcard():
            offered = {one.option for one in actions if isinstance(one, Choose)}
            return offered == ({"again", "hard", "good", "easy"} if ledger.turned else {"turn"})
        case Ordering() | Pairs() | Gaps():
            return _shows_parts(ledger, question, actions)
        case _:
            return True


def _shows_parts(ledger: Ledger, question: Question, actions: list[Action]) -> bool:
    """The next part has the right number, and just what may be it can be pressed."""
    number = ledger.open_place
    parts = {(one.number, one.option) for one in actions if isinstance(one, PressPart)}
    backs = [one.number for one in actions if isinstance(one, TakeBack)]
    again = isinstance(question.task, Gaps)
    left = {(number, one.key) for one in options(question) if again or one.id not in ledger.draft}
    whole = ledger.is_order and not left
    return (
        parts == left
        and backs == ([number] if number else [])
        and any(isinstance(one, Check) for one in actions) is whole
    )
