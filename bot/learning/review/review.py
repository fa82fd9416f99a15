"""A review as it happened, and what it says of how well the card was remembered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.course.kinds.card import Flashcard
from bot.course.kinds.normal_form import LONGEST, normal
from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import Given
from bot.learning.kinds.card import Recall
from bot.learning.learner.attempts import AttemptResult
from bot.learning.review.memory import DAY, whole_milliseconds


class AskedIn(StrEnum):
    """Where it was answered."""

    LESSON = "lesson"
    GROUP = "group"
    REVIEW = "review"


_RECALLS = {Given(recall.value): recall for recall in Recall}

APART = DAY
"""An answer in a lesson or a group that comes sooner after the card's last review is none."""


@dataclass(frozen=True)
class Tried:
    """A first try at a question. `given` is what was answered, in its kind's normal form, cut to 200
    characters; `seconds`: from being asked to the answer, None where nobody measured."""

    result: AttemptResult
    given: Given
    at: datetime
    asked_in: AskedIn
    hinted: bool = False
    seconds: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", Given(self.given[:LONGEST]))
        object.__setattr__(self, "at", whole_milliseconds(self.at))

    @property
    def rating(self) -> Recall:
        """Right by oneself is good, right with help or wrong is again; who judged themselves said it."""
        match self.result:
            case AttemptResult.RIGHT:
                return Recall.AGAIN if self.hinted else Recall.GOOD
            case AttemptResult.RECALLED:
                return _RECALLS.get(self.given, Recall.GOOD)
            case AttemptResult.WRONG | AttemptResult.SHOWN:
                return Recall.AGAIN

    def counts_after(self, last_review: datetime | None) -> bool:
        """Whether it is a review of a card that was last reviewed then."""
        apart = APART if self.asked_in is not AskedIn.REVIEW else timedelta()
        return last_review is None or (self.at > last_review and self.at - last_review >= apart)


@dataclass(frozen=True)
class Review:
    """`number` counts the reviews of this card, from 1. `answer_key`: of the question as it was asked."""

    course_id: str
    question_id: str
    number: int
    answer_key: str
    tried: Tried


def answer_key(question: Question) -> str:
    """Stands for the right answer: a question with another one has to be learned anew. Wording, options that
    are wrong, and how the right answer may be written besides, make no other; nor does the language."""
    own = question.original or question
    task = own.task
    right = normal(task.back) if isinstance(task, Flashcard) else kinds.solution(own)
    return hashlib.blake2b(f"{type(task).__name__}/{right}".encode(), digest_size=8).hexdigest()
