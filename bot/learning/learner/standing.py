"""All that has to be known of a learner in a course to decide what happens next, and to draw it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.course.kinds.choice import Option
from bot.course.model import Course, Lesson, Question, Section, Spot
from bot.learning.learner.attempts import Answer, Score, answers_to, score
from bot.learning.learner.place import (
    Answered,
    Answering,
    CourseDone,
    LessonDone,
    Mark,
    Place,
    Reading,
    place_key,
)
from bot.learning.learner.shuffle import shuffled

IN_SIGHT = timedelta(seconds=10)
"""A place sent this short a time ago is the last thing in the chat: a second tap needs no second message."""


@dataclass(frozen=True)
class Sent:
    """The message that showed a place to the learner: of which visit, and when."""

    message_id: int
    visit: int
    at: datetime


@dataclass(frozen=True)
class Standing:
    """`run` counts how often the course was begun, from 1. `answers` are those of this run.
    `finished` are the lessons whose end was reached; `bookmarks` say where other lessons were left."""

    learner_id: int
    course: Course
    run: int
    visit: int
    place: Place
    answers: tuple[Answer, ...] = ()
    finished: frozenset[str] = frozenset()
    bookmarks: tuple[tuple[str, str], ...] = ()
    sent: Sent | None = None

    @property
    def mark(self) -> Mark:
        return Mark(place_key(self.course, self.place), self.visit)

    @property
    def shown(self) -> bool:
        """Whether a message with this very place has gone out."""
        return self.sent is not None and self.sent.visit == self.visit

    def in_sight(self, now: datetime) -> bool:
        """Whether a message with this very place went out a moment ago."""
        return self.sent is not None and self.shown and now - self.sent.at < IN_SIGHT

    def seconds_in_sight(self, now: datetime) -> int | None:
        """How long ago the message with this very place went out; None where that is not known."""
        shown = self.sent is not None and self.sent.visit == self.visit
        return max(int((now - self.sent.at).total_seconds()), 0) if self.sent and shown else None

    @property
    def ended(self) -> bool:
        """Whether there is a result to look at: the end of the last lesson was reached."""
        return isinstance(self.place, CourseDone) or self.course.lessons[-1].id in self.finished

    @property
    def offers_reminders(self) -> bool:
        """Whether reminders may be offered here: at the end of a lesson that there is something to ask of."""
        return isinstance(self.place, LessonDone) and bool(self.lesson.questions or self.lesson.practice)

    @property
    def spot(self) -> Spot:
        """Where in the course that is; at the end of a lesson, or of the course, where its last step is."""
        match self.place:
            case Reading(step_id) | Answering(step_id) | Answered(step_id):
                return self.course.spots[step_id]
            case _:
                return self.course.spots[self.lesson.steps[-1].id]

    @property
    def lesson(self) -> Lesson:
        """The lesson the learner is in; at the end of the course, its last one."""
        match self.place:
            case LessonDone(lesson_id):
                return self.course.lesson(lesson_id) or self.course.lessons[-1]
            case CourseDone():
                return self.course.lessons[-1]
            case Reading(step_id) | Answering(step_id) | Answered(step_id):
                return self.course.lessons[self.course.spots[step_id].lesson]

    @property
    def step(self) -> Section | Question | None:
        match self.place:
            case Reading(step_id) | Answering(step_id) | Answered(step_id):
                return self.course.step(step_id)
            case _:
                return None

    @property
    def step_number(self) -> int:
        """Which of its lesson's steps this is, from 1; all of them when the lesson is done."""
        return self.spot.step + 1

    def score(self, lesson: Lesson | None = None) -> Score:
        """First tries that were right: in this lesson, or in the whole course."""
        return score((lesson or self.course).questions, self.answers)

    def order(self, question: Question) -> tuple[Option, ...]:
        """The question's options as this learner sees them in this sitting: mixed anew for the next one, in
        which they have to be thought about and not just found where they were."""
        ended = sum(answer.closes for answer in self.answers if answer.step_id == question.id)
        is_open = isinstance(self.place, Answering) and self.place.step_id == question.id
        before = ended if is_open else max(ended - 1, 0)
        sitting = f"/{before}" if before else ""
        return shuffled(question, f"{self.learner_id}/{self.run}{sitting}")

    def attempts(self, question_id: str) -> tuple[Answer, ...]:
        return answers_to(question_id, self.answers)

    def moved(self, place: Place) -> Standing:
        """The same learner at another place: a lesson whose end this is gets finished, one that is left
        half-way gets a bookmark."""
        after = replace(self, place=place, visit=self.visit + 1)
        if isinstance(place, LessonDone):
            return replace(after, finished=self.finished | {place.lesson_id})
        if self.step is None or after.lesson is self.lesson or isinstance(place, CourseDone):
            return after
        bookmarks = dict(self.bookmarks) | {self.lesson.id: self.step.id}
        return replace(after, bookmarks=tuple(bookmarks.items()))
