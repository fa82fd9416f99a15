"""What must be true of one card of a review: a lesson's ledger whose only step is the card's question.

A review knows one try: whatever it was, the card is answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.course.kinds.choice import Choice
from bot.course.model import Course, Lesson, Question
from bot.learning.review.card import CardId
from bot.learning.review.session import written_form
from bot.views.learner import answer_buttons as of_lesson
from bot.views.learner.buttons import Action
from bot.views.review import buttons as of_review
from bot.views.review.buttons import ReviewAction
from tests.endurance.ledger import Ledger

AT = ("", 0, 0)
"""A lesson's buttons belong to a place and an attempt; here that says nothing."""


class Reviewed(NamedTuple):
    """One review that counts; `given` is what was answered, as the bot writes it down."""

    course_id: str
    question_id: str
    result: str
    given: str
    hinted: bool


@dataclass
class CardLedger:
    """`mark`: the session's number and the card's position in it. `lesson`: for the lesson's title."""

    mark: tuple[int, int]
    card_id: CardId
    ledger: Ledger

    @property
    def review(self) -> Reviewed | None:
        """None as long as the card is open."""
        if not self.ledger.given:
            return None
        given = self.ledger.given[0]
        return Reviewed(*self.card_id, given.result, given.chosen[:200], self.ledger.hinted)

    def apply(self, action: ReviewAction) -> None:
        """Takes in what one tap on this button must do."""
        if lesson_action := in_lesson(action):
            self.ledger.apply(lesson_action)


class Questions:
    """All that may be asked, found by what a message says of them."""

    def __init__(self, courses: Iterable[Course]) -> None:
        self._taught = [
            (course, lesson, question)
            for course in courses
            for lesson in course.lessons
            for question in (*lesson.questions, *lesson.practice)
        ]

    def open_card(self, text: str, actions: list[ReviewAction]) -> CardLedger:
        """The card that a message asks."""
        title, *_, last = text.split("\n")
        mark = next((one.number, one.position) for one in actions if isinstance(one, of_review.AtCard))
        (found,) = [
            (course, question)
            for course, lesson, question in self._taught
            if question.title == title and last.endswith(f" · {lesson.title}")
        ]
        course, question = found
        return CardLedger(mark, CardId(course.id, question.id), _ledger(_as_asked(question, actions)))


def in_lesson(action: ReviewAction) -> Action | None:
    """The lesson's button that does the same; None where there is none."""
    match action:
        case of_review.AnswerCard(option=option):
            return of_lesson.Choose(*AT, option)
        case of_review.TickOnCard(option=option, on=on):
            return of_lesson.ToggleTick(*AT, option, on)
        case of_review.CheckCard():
            return of_lesson.Check(*AT)
        case of_review.PressCardPart(part=part, option=option):
            return of_lesson.PressPart(*AT, part, option)
        case of_review.TakeCardPartBack(part=part):
            return of_lesson.TakeBack(*AT, part)
        case of_review.HintAtCard():
            return of_lesson.Hint(*AT)
        case of_review.RevealCard():
            return of_lesson.Reveal(*AT)
        case _:
            return None


def _as_asked(question: Question, actions: list[ReviewAction]) -> Question:
    """One whose options are not there has to be written."""
    by_options = any(isinstance(one, of_review.AnswerCard | of_review.TickOnCard) for one in actions)
    if isinstance(question.task, Choice) and not by_options:
        written = written_form(question)
        assert written, question.id
        return written
    return question


def _ledger(question: Question) -> Ledger:
    alone = replace(question, check=False)
    course = Course("review", "Review", "", "en", (Lesson("cards", "Cards", "", (alone,)),))
    return Ledger(course, at=(0, 0))
