"""Attempts at questions, and from them to a score. Only first tries count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import Given, Slip, Verdict


class AttemptResult(StrEnum):
    """How one attempt ended. SHOWN: the learner asked for the answer instead of trying, or says that they did
    not know it. RECALLED: they say that they knew it, which is worth no point."""

    RIGHT = "right"
    WRONG = "wrong"
    SHOWN = "shown"
    RECALLED = "recalled"


@dataclass(frozen=True)
class Answer:
    """One recorded attempt at a question, counted from 1 within a run. `hinted` and `seconds`, from being
    asked to the answer where that is known, are for review: they are written, and not read here."""

    step_id: str
    attempt: int
    given: Given
    result: AttemptResult
    hinted: bool = field(default=False, compare=False)
    seconds: int | None = field(default=None, compare=False)

    @property
    def closes(self) -> bool:
        return self.result is not AttemptResult.WRONG


@dataclass(frozen=True)
class Score:
    """First tries that were right, out of all questions that count. `tried` counts those tried at all,
    `by_now` those that are right by now, at whatever try."""

    right: int
    tried: int
    of: int
    by_now: int = 0


_ATTEMPT = attrgetter("attempt")


def result_of(verdict: Verdict) -> AttemptResult:
    if verdict.self_judged:
        return AttemptResult.RECALLED if verdict.right else AttemptResult.SHOWN
    return AttemptResult.RIGHT if verdict.right else AttemptResult.WRONG


def answers_to(question_id: str, answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The attempts at this question, first one first."""
    mine = [answer for answer in answers if answer.step_id == question_id]
    return tuple(sorted(mine, key=_ATTEMPT)) if len(mine) > 1 else tuple(mine)


def sitting(attempts: Sequence[Answer], closed: bool) -> tuple[Answer, ...]:
    """The attempts since the question was opened: those after the last closing one, or, where it is closed
    now, those that led to it."""
    kept: list[Answer] = []
    for answer in reversed(attempts):
        if answer.closes and (kept or not closed):
            break
        kept.append(answer)
    return tuple(reversed(kept))


def slips(question: Question, attempts: Iterable[Answer]) -> tuple[Slip, ...]:
    """What was wrong in these attempts, each slip once: the one that was made last stands last, even if
    it was made before."""
    found: dict[str, Slip] = {}
    for answer in attempts:
        for slip in kinds.grade(question, answer.given).slips:
            found.pop(slip.id, None)
            found[slip.id] = slip
    return tuple(found.values())


def score(questions: Iterable[Question], answers: Iterable[Answer]) -> Score:
    """Of the quiz, without checks."""
    return _score(filter(kinds.scored, questions), tuple(answers))


def checks(questions: Iterable[Question], answers: Iterable[Answer]) -> Score:
    """Of the checks between the sections."""
    return _score((each for each in questions if each.check and kinds.judged(each)), tuple(answers))


def put_right(answers: Iterable[Answer]) -> frozenset[str]:
    """The ids of the questions that were answered rightly, at whatever try."""
    return frozenset(answer.step_id for answer in answers if answer.result is AttemptResult.RIGHT)


def _score(questions: Iterable[Question], answers: tuple[Answer, ...]) -> Score:
    first = {answer.step_id: answer.result for answer in answers if answer.attempt == 1}
    ids = [question.id for question in questions]
    marks = [first.get(question_id) for question_id in ids]
    by_now = len(put_right(answers) & set(ids))
    return Score(marks.count(AttemptResult.RIGHT), len(marks) - marks.count(None), len(marks), by_now)


def missed(questions: Iterable[Question], answers: Iterable[Answer]) -> tuple[Question, ...]:
    """The questions, and checks, whose first try was not right."""
    missed_ids = {a.step_id for a in answers if a.attempt == 1 and a.result is not AttemptResult.RIGHT}
    return tuple(q for q in questions if q.id in missed_ids and kinds.judged(q))


def untried(questions: Iterable[Question], answers: Iterable[Answer]) -> tuple[Question, ...]:
    """The questions, and checks, that have no answer yet: skipped, or not met."""
    tried = {answer.step_id for answer in answers}
    return tuple(q for q in questions if q.id not in tried and kinds.judged(q))
