"""Answering a question: one transaction a tap, and each attempt counted once.

The buttons carry the attempt they were drawn for; a tap for another attempt changes nothing and has the
question drawn again as it is now.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import assert_never

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import NOTHING, Drafted, Empty, Given, Move, Moved, Submitted, Unfit, Verdict
from bot.learning.learner.attempts import Answer, AttemptResult, result_of
from bot.learning.learner.certificate import NameForCertificate
from bot.learning.learner.learner import Learner
from bot.learning.learner.navigate import afresh
from bot.learning.learner.outcome import Graded, NotAnAnswer, NothingChosen, Outcome, Redrawn, Shown
from bot.learning.learner.place import Answered, Answering, Mark, Place
from bot.learning.learner.standing import Standing
from bot.storage.database import Tx
from bot.storage.learner import answers, progress, taps
from bot.tutor import use_cases
from bot.tutor.learner.certificates import name_for
from bot.tutor.tap import Tap
from bot.tutor.use_cases import LearnerResult, UseCases


@dataclass(frozen=True)
class _Turn:
    """A learner's tap or words at an open question."""

    tx: Tx
    tap: Tap
    standing: Standing
    place: Answering
    question: Question


DecideMove = Callable[[_Turn], Outcome]


class Quiz:
    def __init__(self, use_cases: UseCases) -> None:
        self._use_cases = use_cases

    async def press(self, tap: Tap, mark: Mark, attempt: int, move: Move) -> LearnerResult[Outcome]:
        """A move towards an answer, of whatever kind the question is; it may be the answer."""

        def decide(turn: _Turn) -> Outcome:
            match kinds.press(turn.question, turn.place.draft, move):
                case Drafted() if not taps.is_new(turn.tx, tap.id, turn.standing.learner_id, tap.at):
                    # Its button stays good: delivered twice, it would undo what came between.
                    return Redrawn(turn.standing)
                case moved:
                    return _moved(turn, moved)

        return await self._asked(tap, mark, attempt, decide)

    async def answer_in_words(
        self, tap: Tap, words: str
    ) -> LearnerResult[Outcome | NameForCertificate | None]:
        """A message of the learner's; None where it is no answer to the question they are at, and no name
        that was asked for."""

        def work(tx: Tx, learner: Learner) -> Outcome | NameForCertificate | None:
            library = self._use_cases.library_of(learner)
            if name := name_for(tx, tap):
                return name
            standing = use_cases.last_standing(tx, learner, library)
            if standing and taps.known(tx, tap.id):
                return Shown(standing)
            place, question = (standing.place, standing.step) if standing else (None, None)
            if standing is None or not isinstance(place, Answering) or not isinstance(question, Question):
                return None
            moved = kinds.write(question, place.draft, standing.order(question), words)
            if moved is None:
                return NotAnAnswer(standing)
            taps.is_new(tx, tap.id, learner.id, tap.at)
            return _moved(_Turn(tx, tap, standing, place, question), moved)

        return await self._use_cases.serve(tap, work)

    async def hint(self, tap: Tap, mark: Mark, attempt: int) -> LearnerResult[Outcome]:
        def decide(turn: _Turn) -> Outcome:
            hinted = replace(turn.place, hinted=turn.question.hint is not None)
            return Redrawn(_stay(turn.tx, tap, replace(turn.standing, place=hinted)))

        return await self._asked(tap, mark, attempt, decide)

    async def reveal(self, tap: Tap, mark: Mark, attempt: int) -> LearnerResult[Outcome]:
        """Shows the answer; as a first try it counts as not right."""

        def decide(turn: _Turn) -> Outcome:
            given = _answer(turn, NOTHING, AttemptResult.SHOWN)
            return Graded(_record(turn, given, Answered(turn.question.id)), Verdict(right=False))

        return await self._asked(tap, mark, attempt, decide)

    async def retry(self, tap: Tap, mark: Mark) -> LearnerResult[Outcome]:
        """Opens a closed question once more, for practice: the first try stays what it was."""

        def decide(tx: Tx, standing: Standing) -> Outcome:
            if not isinstance(standing.place, Answered):
                return Redrawn(standing)
            again = afresh(standing.course, standing.place.step_id, standing.answers)
            return Shown(use_cases.move(tx, standing, again, tap.at))

        return await self._use_cases.serve_at(tap, mark, decide)

    def _asked(
        self, tap: Tap, mark: Mark, attempt: int, decide: DecideMove
    ) -> Awaitable[LearnerResult[Outcome]]:
        def at_this_attempt(tx: Tx, standing: Standing) -> Outcome:
            place, question = standing.place, standing.step
            if not isinstance(place, Answering) or not isinstance(question, Question):
                return Redrawn(standing)
            if place.attempt != attempt:
                return Redrawn(standing)
            return decide(_Turn(tx, tap, standing, place, question))

        return self._use_cases.serve_at(tap, mark, at_this_attempt)


def _moved(turn: _Turn, moved: Moved) -> Outcome:
    match moved:
        case Submitted(given):
            return _grade(turn, given)
        case Drafted(draft):
            place = replace(turn.place, draft=draft)
            return Redrawn(_stay(turn.tx, turn.tap, replace(turn.standing, place=place)))
        case Empty():
            return NothingChosen()
        case Unfit():
            return Redrawn(turn.standing)
        case _:
            assert_never(moved)


def _grade(turn: _Turn, given: Given) -> Outcome:
    place, question = turn.place, turn.question
    verdict = kinds.grade(question, given)
    answer = _answer(turn, given, result_of(verdict))
    after: Place = Answered(question.id)
    if not answer.closes:
        after = Answering(question.id, place.attempt + 1, kinds.kept(question, given), place.hinted)
    return Graded(_record(turn, answer, after), verdict)


def _answer(turn: _Turn, given: Given, result: AttemptResult) -> Answer:
    place, standing = turn.place, turn.standing
    seconds = standing.seconds_in_sight(turn.tap.at) if place.attempt == 1 else None
    return Answer(turn.question.id, place.attempt, given, result, place.hinted, seconds)


def _record(turn: _Turn, answer: Answer, after: Place) -> Standing:
    standing = turn.standing
    answers.add(turn.tx, standing.learner_id, standing.course.id, standing.run, answer, turn.tap.at)
    return _stay(turn.tx, turn.tap, replace(standing, place=after, answers=(*standing.answers, answer)))


def _stay(tx: Tx, tap: Tap, after: Standing) -> Standing:
    """The same visit, and so the same message, with other data."""
    progress.save(tx, after, tap.at)
    return after
