"""Answering a question: one transaction a tap, and each attempt counted once.

The buttons carry the attempt they were drawn for; a tap for another attempt changes nothing and has the
question drawn again as it is now.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.course.model import Question
from bot.learning.learner.grade import Answer, Result, Verdict, grade
from bot.learning.learner.learner import Learner
from bot.learning.learner.navigate import afresh
from bot.learning.learner.option_letters import named
from bot.learning.learner.outcome import Graded, NothingChosen, Outcome, Redrawn, Shown
from bot.learning.learner.place import Answered, Answering, Mark, Place
from bot.learning.learner.standing import Standing
from bot.storage.database import Tx
from bot.storage.learner import answers, progress, taps
from bot.tutor import use_cases as desk
from bot.tutor.tap import Tap
from bot.tutor.use_cases import UseCases

Decide = Callable[[Tx, Standing, Answering, Question], Outcome]


class Quiz:
    def __init__(self, desk: UseCases) -> None:
        self._desk = desk

    async def answer(self, tap: Tap, mark: Mark, attempt: int, option_key: str) -> tuple[Learner, Outcome]:
        """A question with one right option: the tap is the answer."""

        def decide(tx: Tx, standing: Standing, place: Answering, question: Question) -> Outcome:
            chosen = question.keyed(option_key)
            return _grade(tx, tap, standing, place, question, chosen) if chosen else Redrawn(standing)

        return await self._asked(tap, mark, attempt, decide, several=False)

    async def answer_in_words(self, tap: Tap, words: str) -> tuple[Learner, Outcome | None]:
        """A message of the learner's; None where it does not name options of the question they are at."""
        library = self._desk.library()

        def work(tx: Tx, learner: Learner) -> Outcome | None:
            standing = desk.last_standing(tx, learner, library)
            if standing and taps.known(tx, tap.id):
                return Shown(standing)
            place, question = (standing.place, standing.step) if standing else (None, None)
            if standing is None or not isinstance(place, Answering) or not isinstance(question, Question):
                return None
            chosen = named(standing.order(question), words)
            if chosen is None or (len(chosen) > 1 and not question.several):
                return None
            taps.remember(tx, tap.id, learner.id, tap.at)
            return _grade(tx, tap, standing, place, question, chosen)

        return await self._desk.serve(tap, work)

    async def check(self, tap: Tap, mark: Mark, attempt: int) -> tuple[Learner, Outcome]:
        """A question with several right options: those ticked are the answer."""

        def decide(tx: Tx, standing: Standing, place: Answering, question: Question) -> Outcome:
            if not place.chosen:
                return NothingChosen()
            return _grade(tx, tap, standing, place, question, place.chosen)

        return await self._asked(tap, mark, attempt, decide, several=True)

    async def tick(
        self, tap: Tap, mark: Mark, attempt: int, option_key: str, on: bool
    ) -> tuple[Learner, Outcome]:
        """Ticks an option, or takes the tick back."""

        def decide(tx: Tx, standing: Standing, place: Answering, question: Question) -> Outcome:
            if not taps.is_new(tx, tap.id, standing.learner_id, tap.at):
                return Redrawn(standing)
            option = question.keyed(option_key)
            chosen = place.chosen | option if on else place.chosen - option
            return Redrawn(_stay(tx, tap, replace(standing, place=replace(place, chosen=chosen))))

        return await self._asked(tap, mark, attempt, decide, several=True)

    async def hint(self, tap: Tap, mark: Mark, attempt: int) -> tuple[Learner, Outcome]:
        def decide(tx: Tx, standing: Standing, place: Answering, question: Question) -> Outcome:
            hinted = replace(place, hinted=question.hint is not None)
            return Redrawn(_stay(tx, tap, replace(standing, place=hinted)))

        return await self._asked(tap, mark, attempt, decide)

    async def reveal(self, tap: Tap, mark: Mark, attempt: int) -> tuple[Learner, Outcome]:
        """Shows the answer; as a first try it counts as not right."""

        def decide(tx: Tx, standing: Standing, place: Answering, question: Question) -> Outcome:
            given = Answer(question.id, place.attempt, frozenset(), Result.SHOWN)
            return Graded(_record(tx, tap, standing, given, Answered(question.id)), Verdict(right=False))

        return await self._asked(tap, mark, attempt, decide)

    async def retry(self, tap: Tap, mark: Mark) -> tuple[Learner, Outcome]:
        """Opens a closed question once more, for practice: the first try stays what it was."""

        def decide(tx: Tx, standing: Standing) -> Outcome:
            if not isinstance(standing.place, Answered):
                return Redrawn(standing)
            again = afresh(standing.course, standing.place.step_id, standing.answers)
            return Shown(desk.move(tx, standing, again, tap.at))

        return await self._desk.serve_at(tap, mark, decide)

    def _asked(
        self, tap: Tap, mark: Mark, attempt: int, decide: Decide, several: bool | None = None
    ) -> Awaitable[tuple[Learner, Outcome]]:
        """`several`: whether the button was drawn for a question with several right options. One that has
        been changed since is no question that the learner answered."""

        def at_this_attempt(tx: Tx, standing: Standing) -> Outcome:
            place, question = standing.place, standing.step
            if not isinstance(place, Answering) or not isinstance(question, Question):
                return Redrawn(standing)
            if place.attempt != attempt or several not in (None, question.several):
                return Redrawn(standing)
            return decide(tx, standing, place, question)

        return self._desk.serve_at(tap, mark, at_this_attempt)


def _grade(
    tx: Tx,
    tap: Tap,
    standing: Standing,
    place: Answering,
    question: Question,
    chosen: frozenset[str],
) -> Outcome:
    verdict = grade(question, chosen)
    given = Answer(question.id, place.attempt, chosen, Result.RIGHT if verdict.right else Result.WRONG)
    after: Place = Answered(question.id)
    if not verdict.right:
        after = Answering(question.id, place.attempt + 1, chosen & question.correct, place.hinted)
    return Graded(_record(tx, tap, standing, given, after), verdict)


def _record(tx: Tx, tap: Tap, standing: Standing, given: Answer, after: Place) -> Standing:
    answers.add(tx, standing.learner_id, standing.course.id, standing.run, given, tap.at)
    return _stay(tx, tap, replace(standing, place=after, answers=(*standing.answers, given)))


def _stay(tx: Tx, tap: Tap, after: Standing) -> Standing:
    """The same visit, and so the same message, with other data."""
    progress.save(tx, after, tap.at)
    return after
