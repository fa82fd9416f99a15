"""Open rounds, after a course was published: none goes on with a question that its group has not seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.course.library import Library
from bot.course.model import Question
from bot.learning.group.group import Style
from bot.learning.group.round import Round
from bot.learning.learner.shuffle import shuffled
from bot.storage.database import Tx
from bot.storage.group import answers, rounds
from bot.tutor.use_cases import UseCases


@dataclass(frozen=True)
class _Found:
    """An open round, and the question that it should ask; None where the course has it no more."""

    round: Round
    question: Question | None


class ChangedRounds:
    def __init__(self, use_cases: UseCases) -> None:
        self._database = use_cases.database
        self._library = use_cases.library
        self._seen: Library | None = None

    async def catch_up(self, now: datetime) -> tuple[Round, ...]:
        """Brings the open rounds to what is taught now, if that is new; those whose messages are to be drawn
        again.

        Where nobody has answered yet, the message is drawn anew with what is asked now, in another round:
        buttons of before are void. Where somebody has, or it is a poll, the round closes, and what is asked
        now comes below. One that is not taught any more closes."""
        library = self._library()
        if library is self._seen:
            return ()

        def work(tx: Tx) -> tuple[Round, ...]:
            found = [_Found(one, _question(library, one)) for one in rounds.open_ones(tx)]
            settled = [_settle(tx, one, now) for one in found]
            return tuple(one for one in settled if one)

        drawn = await self._database.transaction(work)
        self._seen = library
        return drawn


def _question(library: Library, round_: Round) -> Question | None:
    course = library.course(round_.course_id)
    step = course.step(round_.question_id) if course else None
    return step if isinstance(step, Question) else None


def _settle(tx: Tx, found: _Found, now: datetime) -> Round | None:
    """The round whose message is to be drawn again, if one is."""
    round_, question = found.round, found.question
    if question is None:
        rounds.close(tx, round_, now)
        return None
    if round_.asks(question):
        if not round_.wording:
            rounds.reword(tx, round_, question.wording)
        return None
    in_place = round_.style is Style.BUTTONS and not answers.count(tx, round_)
    rounds.close(tx, round_, now)
    new = _anew(tx, round_, question, now)
    if not in_place:
        return None
    rounds.closing_shown(tx, round_, now)
    if not round_.message_id:
        return None
    rounds.sent(tx, new, round_.message_id, None, round_.style)
    return new


def _anew(tx: Tx, round_: Round, question: Question, now: datetime) -> Round:
    options = tuple(option.id for option in shuffled(question, f"{round_.group_key}/{now.isoformat()}"))
    closes_at = max(round_.closes_at, now)
    new = replace(round_, question_id=question.id, options=options, wording=question.wording)
    new = replace(new, opened_at=now, closes_at=closes_at, message_id=None, poll_id=None, closed_at=None)
    return rounds.open_(tx, new)
