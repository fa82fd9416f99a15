"""What is worth another look at the end of a lesson or course: no more of it than a phone shows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.course.model import Course, Question
from bot.learning.learner.attempts import put_right
from bot.learning.learner.standing import Standing
from bot.views import kinds
from bot.views.learner.buttons import Again, pack
from bot.views.render import course_text
from bot.views.screen import Button, Row
from bot.views.words import Words

MOST_BUTTONS = 8
"""Buttons to questions: more would push the way on out of sight."""

MOST_ANSWERS, MOST_CHARACTERS = 5, 1200
"""Answers under spoilers, and the characters they may have together: the first is there in any case."""


def open_first(review: Sequence[Question], standing: Standing) -> tuple[Question, ...]:
    """Those that were put right since may wait."""
    right = put_right(standing.answers)
    return tuple(sorted(review, key=lambda question: question.id in right))


def values(words: Words, review: Sequence[Question], skipped: Sequence[Question]) -> dict[str, object]:
    """What the templates say of them."""
    shown = list(_answers(words, review))
    return {
        "review": shown,
        "more_review": len(review) - len(shown),
        "skipped": [question.title for question in skipped[:MOST_BUTTONS]],
        "more_skipped": max(0, len(skipped) - MOST_BUTTONS),
    }


def rows(
    words: Words, standing: Standing, review: Sequence[Question], skipped: Sequence[Question]
) -> list[Row]:
    """What was missed at the first try, ticked off where it was put right since; then what was skipped."""
    right = put_right(standing.answers)
    signs = [("put_right" if question.id in right else "look_again", question) for question in review]
    signs += [("untried", question) for question in skipped]
    return [(_again(words, standing.course, question, sign),) for sign, question in signs[:MOST_BUTTONS]]


def _answers(words: Words, review: Sequence[Question]) -> Iterator[dict[str, object]]:
    length = 0
    for question in review[:MOST_ANSWERS]:
        answers = [answer.striptags() for answer in kinds.solution(words, question)]
        feedback = course_text(question.feedback).striptags()
        before, length = length, length + sum(map(len, (question.title, *answers, feedback)))
        if before and length > MOST_CHARACTERS:
            return
        # Under a spoiler stand words alone, as Telegram hides no code.
        yield {"title": question.title, "answers": answers, "feedback": feedback}


def _again(words: Words, course: Course, question: Question, sign: str) -> Button:
    label = f"{words.word(f'learner.{sign}')} {question.title}"
    return Button(label, pack(Again(course.step_key(question.id))))
