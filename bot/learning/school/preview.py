"""A step of a draft, played by an admin: decided as for a learner, and nothing of it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import NOTHING, Drafted, Given, Move, Moved, Pick, Submitted, Tick
from bot.learning.learner.attempts import Answer, AttemptResult, result_of
from bot.learning.learner.navigate import arrive
from bot.learning.learner.place import Answering, Place
from bot.learning.learner.standing import Standing
from bot.learning.school.publication import Draft, PreviewPage

WAITS = timedelta(hours=3)
"""How long what an admin writes is taken for an answer to the question that they look at."""


@dataclass(frozen=True)
class PreviewSpot:
    """Which step of a draft an admin looks at, the message that shows it, and the message of theirs that was
    answered last."""

    draft: Draft
    course_key: str
    number: int
    message_id: int
    words_id: int = 0

    def shows(self, other: PreviewSpot) -> bool:
        """Whether it is the same step in the same message."""
        return replace(self, words_id=0) == replace(other, words_id=0)


@dataclass(frozen=True)
class PreviewProgress:
    """How far a question was played: the answers that were given, the half-done one, whether the hint is out,
    and whether the answer was asked for."""

    given: tuple[Given, ...] = ()
    draft: Given = NOTHING
    hinted: bool = False
    revealed: bool = False


NOT_PLAYED = PreviewProgress()


@dataclass(frozen=True)
class PreviewTrial:
    """A step of a draft, and how far it was played."""

    page: PreviewPage
    tried: PreviewProgress = NOT_PLAYED

    @property
    def standing(self) -> Standing:
        """Where a learner would stand now."""
        course, answers = self.page.course, tuple(self._answers())
        place: Place = arrive(course, self.page.step.id, answers)
        if isinstance(place, Answering):
            place = replace(place, draft=self.tried.draft, hinted=self.tried.hinted)
        return Standing(0, course, run=1, visit=0, place=place, answers=answers)

    @property
    def question(self) -> Question | None:
        step = self.page.step
        return step if isinstance(step, Question) else None

    @property
    def right(self) -> bool | None:
        """Whether the last answer is; None where there is none yet, or the learner judges it."""
        answers = self.standing.answers
        return (
            answers[-1].result is AttemptResult.RIGHT if answers and answers[-1].result in _JUDGED else None
        )

    def choose(self, key: str) -> PreviewTrial:
        """An option, by its key: the answer itself, or one of several."""
        ticked = self.question and kinds.by_tap(self.question) and kinds.several(self.question)
        return self.move(Tick(key) if ticked else Pick(key))

    def move(self, move: Move) -> PreviewTrial:
        question = self._open
        return self._after(kinds.press(question, self.tried.draft, move)) if question else self

    def write(self, words: str) -> PreviewTrial | None:
        """None where the words are no answer."""
        question = self._open
        if question is None:
            return None
        moved = kinds.write(question, self.tried.draft, self.standing.order(question), words)
        return self._after(moved) if moved is not None else None

    def hint(self) -> PreviewTrial:
        return replace(self, tried=replace(self.tried, hinted=True))

    def reveal(self) -> PreviewTrial:
        return replace(self, tried=replace(self.tried, revealed=True))

    @property
    def _open(self) -> Question | None:
        """The question, where it waits for an answer."""
        return self.question if isinstance(self.standing.place, Answering) else None

    def _after(self, moved: Moved) -> PreviewTrial:
        match moved:
            case Drafted(draft):
                return replace(self, tried=replace(self.tried, draft=draft))
            case Submitted(given) if self.question:
                kept = kinds.kept(self.question, given)
                return replace(self, tried=replace(self.tried, given=(*self.tried.given, given), draft=kept))
            case _:
                return self

    def _answers(self) -> Iterator[Answer]:
        if self.question is None:
            return
        for number, given in enumerate(self.tried.given, 1):
            yield Answer(self.question.id, number, given, result_of(kinds.grade(self.question, given)))
        if self.tried.revealed:
            yield Answer(self.question.id, len(self.tried.given) + 1, NOTHING, AttemptResult.SHOWN)


_JUDGED = (AttemptResult.RIGHT, AttemptResult.WRONG)
