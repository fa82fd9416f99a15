"""Whether words are an answer, where something else was asked for as well: a report, or a broadcast."""

from __future__ import annotations

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import Submitted
from bot.learning.learner.place import Answering
from bot.learning.learner.standing import Standing


def is_answer(standing: Standing | None, words: str, moved_on: bool = False) -> bool:
    """Whether they answer the question that is open there: in the letters of its options, or right where the
    answer is written. `moved_on`: the person went on in the course since they were asked for something else,
    and so whatever can be an answer is one."""
    if standing is None or not isinstance(standing.place, Answering):
        return False
    question = standing.step
    if not isinstance(question, Question):
        return False
    moved = kinds.write(question, standing.place.draft, standing.order(question), words)
    if moved is None or moved_on or kinds.options(question):
        return moved is not None
    return isinstance(moved, Submitted) and kinds.grade(question, moved.given).right
