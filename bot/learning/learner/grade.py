"""From an answer to a verdict, and from verdicts to a score. Only first tries count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.course.model import Option, Question


class Result(StrEnum):
    """How one attempt ended. SHOWN: the learner asked for the answer instead of trying."""

    RIGHT = "right"
    WRONG = "wrong"
    SHOWN = "shown"


@dataclass(frozen=True)
class Answer:
    """One recorded attempt at a question, counted from 1 within a run."""

    step_id: str
    attempt: int
    chosen: frozenset[str]
    result: Result

    @property
    def closes(self) -> bool:
        return self.result is not Result.WRONG


@dataclass(frozen=True)
class Verdict:
    """`mistaken` are the wrong options that were chosen; `incomplete` says that right ones are missing."""

    right: bool
    mistaken: tuple[Option, ...] = ()
    incomplete: bool = False


@dataclass(frozen=True)
class Score:
    """First tries that were right, out of all questions; `tried` counts the questions tried at all."""

    right: int
    tried: int
    of: int


def grade(question: Question, chosen: frozenset[str]) -> Verdict:
    mistaken = tuple(option for option in question.options if option.id in chosen and not option.correct)
    incomplete = not question.correct <= chosen
    return Verdict(not mistaken and not incomplete, mistaken, incomplete)


def answers_to(question_id: str, answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The attempts at this question, first one first."""
    mine = (answer for answer in answers if answer.step_id == question_id)
    return tuple(sorted(mine, key=lambda answer: answer.attempt))


def sitting(attempts: Sequence[Answer], closed: bool) -> tuple[Answer, ...]:
    """The attempts since the question was opened: those after the last closing one, or, where it is closed
    now, those that led to it."""
    kept: list[Answer] = []
    for answer in reversed(attempts):
        if answer.closes and (kept or not closed):
            break
        kept.append(answer)
    return tuple(reversed(kept))


def mistakes(question: Question, attempts: Iterable[Answer]) -> tuple[Option, ...]:
    """The wrong options chosen in these attempts, each once, in the order in which they were chosen."""
    found: dict[str, Option] = {}
    for answer in attempts:
        for option in question.options:
            if option.id in answer.chosen and not option.correct:
                found.setdefault(option.id, option)
    return tuple(found.values())


def score(questions: Iterable[Question], answers: Iterable[Answer]) -> Score:
    first = {answer.step_id: answer.result for answer in answers if answer.attempt == 1}
    marks = [first.get(question.id) for question in questions]
    return Score(marks.count(Result.RIGHT), len(marks) - marks.count(None), len(marks))


def missed(questions: Iterable[Question], answers: Iterable[Answer]) -> tuple[Question, ...]:
    """The questions whose first try was not right."""
    missed_ids = {a.step_id for a in answers if a.attempt == 1 and a.result is not Result.RIGHT}
    return tuple(question for question in questions if question.id in missed_ids)


def untried(questions: Iterable[Question], answers: Iterable[Answer]) -> tuple[Question, ...]:
    """The questions that have no answer yet: skipped, or not met."""
    tried = {answer.step_id for answer in answers}
    return tuple(question for question in questions if question.id not in tried)
