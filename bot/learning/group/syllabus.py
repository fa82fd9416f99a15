"""What a group gets next: sections in the course's order, and the questions it has read up to."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeGuard

from bot.course.model import Course, Question, Section, Step
from bot.learning.group.group import LastPost
from bot.learning.kinds import by_tap
from bot.learning.learner.navigate import settle
from bot.learning.learner.place import AtStep, Reading

MOST_QUESTIONS = 3
"""Rounds a post opens at the most: what is left comes with the next one."""


@dataclass(frozen=True)
class Post:
    """One post. `posted` is where the group stands after it."""

    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    posted: LastPost | None

    @property
    def empty(self) -> bool:
        return not self.sections and not self.questions


def next_post(course: Course, posted: LastPost | None, asked: Set[str], count: int) -> Post:
    """The next `count` sections, and the questions that come before the section after them. `asked` are the
    ids of the questions that the group has had."""
    ahead = _ahead(course, posted)
    sections = tuple(step for step in ahead if isinstance(step, Section))
    now, later = sections[:count], sections[count:]
    steps = _steps(course)
    read = steps[: steps.index(later[0])] if later else steps
    questions = [step for step in read if _asks(step, asked)]
    return Post(now, tuple(questions[:MOST_QUESTIONS]), _posted(course, now[-1]) if now else posted)


def next_section(course: Course, posted: LastPost | None) -> Post:
    """The next section alone."""
    sections = tuple(step for step in _ahead(course, posted) if isinstance(step, Section))[:1]
    return Post(sections, (), _posted(course, sections[0]) if sections else posted)


def next_question(course: Course, posted: LastPost | None, asked: Set[str]) -> Post:
    """The first question that the group has not had, read up to or not."""
    questions = tuple(question for question in course.questions if _asks(question, asked))[:1]
    return Post((), questions, posted)


def for_private(course: Course, section: Section) -> tuple[Question, ...]:
    """The questions between this section and the next that a group cannot be asked."""
    spot = course.spots[section.id]
    after = course.lessons[spot.lesson].steps[spot.step + 1 :]
    until = takewhile(lambda step: isinstance(step, Question), after)
    return tuple(step for step in until if isinstance(step, Question) and not by_tap(step))


def _asks(step: Step, asked: Set[str]) -> TypeGuard[Question]:
    """Whether a group is to be asked this: a question it has not had, that one tap or a poll answers."""
    return isinstance(step, Question) and step.id not in asked and by_tap(step)


def _ahead(course: Course, posted: LastPost | None) -> tuple[Step, ...]:
    """The steps after the last posted section; where that was taken out, those from what stands there now."""
    steps = _steps(course)
    if posted is None:
        return steps
    place = settle(course, Reading(posted.step_id), posted.spot, posted.lesson_id, ())
    assert isinstance(place, AtStep)  # noqa: S101 - a step settles to a step
    here = [step.id for step in steps].index(place.step_id)
    return steps[here + 1 :] if place.step_id == posted.step_id else steps[here:]


def _steps(course: Course) -> tuple[Step, ...]:
    return tuple(step for lesson in course.lessons for step in lesson.steps)


def _posted(course: Course, section: Section) -> LastPost:
    spot = course.spots[section.id]
    return LastPost(section.id, course.lessons[spot.lesson].id, spot)
