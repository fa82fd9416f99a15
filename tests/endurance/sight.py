"""Whether a message shows the place where a pupil must be, with the buttons that belong to it."""

from __future__ import annotations

from typing import Any

from bot.course.kinds.choice import Choice
from bot.course.kinds.true_false import TrueFalse
from bot.course.model import Question
from bot.emulator.world.chat import Message
from bot.learning.kinds import options
from bot.views.learner.answer_buttons import Choose, Hint, Reveal, ToggleTick
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
    """Where nothing is chosen, that the answer may be shown tells that the question is open."""
    chosen = isinstance(question.task, Choice | TrueFalse)
    open_ = [action for action in actions if isinstance(action, Choose | ToggleTick if chosen else Reveal)]
    if ledger.closed or not open_:
        return ledger.closed and not open_
    ticked = {action.option for action in open_ if isinstance(action, ToggleTick) and not action.on}
    wanted = {option.key for option in options(question) if option.id in ledger.ticked}
    hint = any(isinstance(action, Hint) for action in actions)
    return (
        all(action.attempt == ledger.attempt for action in open_)
        and ticked == wanted
        and hint is (question.hint is not None and not ledger.hinted)
    )
