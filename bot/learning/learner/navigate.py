"""Navigation: the place after Next, Back or a jump, and where a place is once the course has changed."""

from __future__ import annotations

from dataclasses import replace

from bot.course.model import Course, Lesson, Question, Section, Spot, Step
from bot.learning import kinds
from bot.learning.learner.attempts import Answer, answers_to, sitting, slips
from bot.learning.learner.place import Answered, Answering, CourseDone, LessonDone, Place, Reading
from bot.learning.learner.standing import Standing


def arrive(course: Course, step_id: str, answers: tuple[Answer, ...]) -> Place:
    """The place a learner has at this step, given what they answered before. The step must exist."""
    if isinstance(course.step(step_id), Section):
        return Reading(step_id)
    attempts = answers_to(step_id, answers)
    if attempts and attempts[-1].closes:
        return Answered(step_id)
    return Answering(step_id, attempt=len(attempts) + 1)


def afresh(course: Course, step_id: str, answers: tuple[Answer, ...]) -> Place:
    """The same, with a question open that was closed: to practise, for the first try stays what it was."""
    place = arrive(course, step_id, answers)
    if isinstance(place, Answered):
        return Answering(step_id, attempt=len(answers_to(step_id, answers)) + 1)
    return place


def staying(standing: Standing, place: Place) -> Place:
    """Where that leads to the very question that is open already, what is half-done in it stays."""
    match standing.place, place:
        case Answering(here) as open_, (Answering(there) | Answered(there)) if here == there:
            return open_
        case _:
            return place


def onward(standing: Standing) -> Place:
    """The next step, the end of the lesson, the next lesson, or the end of the course."""
    course = standing.course
    match standing.place:
        case CourseDone():
            return standing.place
        case LessonDone(lesson_id):
            after = _neighbour(course, lesson_id, +1)
            return enter(standing, after) if after else CourseDone()
        case Reading(step_id) | Answering(step_id) | Answered(step_id):
            spot = course.spots[step_id]
            lesson = course.lessons[spot.lesson]
            if spot.step + 1 == len(lesson.steps):
                return LessonDone(lesson.id)
            return arrive(course, lesson.steps[spot.step + 1].id, standing.answers)


def back(standing: Standing) -> Place:
    """The step before; from a lesson's first step the last one of the lesson before. The very first stays."""
    course = standing.course
    match standing.place:
        case CourseDone():
            return LessonDone(course.lessons[-1].id)
        case LessonDone():
            return arrive(course, standing.lesson.steps[-1].id, standing.answers)
        case Reading(step_id) | Answering(step_id) | Answered(step_id):
            spot = course.spots[step_id]
            if spot.step:
                lesson = course.lessons[spot.lesson]
                return arrive(course, lesson.steps[spot.step - 1].id, standing.answers)
            before = _neighbour(course, course.lessons[spot.lesson].id, -1)
            return arrive(course, before.steps[-1].id, standing.answers) if before else standing.place


def enter(standing: Standing, lesson: Lesson) -> Place:
    """Into a lesson: where it was left, if that was in the middle; a finished one from its first step."""
    if lesson.id not in standing.finished:
        if standing.step and standing.lesson is lesson:
            return standing.place
        left_at = dict(standing.bookmarks).get(lesson.id)
        if left_at in {step.id for step in lesson.steps}:
            return arrive(standing.course, str(left_at), standing.answers)
    return arrive(standing.course, lesson.steps[0].id, standing.answers)


def first(course: Course) -> Place:
    return arrive(course, course.lessons[0].steps[0].id, ())


def settle(course: Course, place: Place, spot: Spot, lesson_id: str, answers: tuple[Answer, ...]) -> Place:
    """The place as the course is now. Where its step or lesson was taken out, what stands there instead:
    `spot` is where the place was when it was last saved, `lesson_id` the lesson it was in."""
    match place:
        case CourseDone():
            return place
        case LessonDone(finished_id):
            if course.lesson(finished_id):
                return place
        case Reading(step_id) | Answering(step_id) | Answered(step_id):
            if step_id in course.spots:
                return _same_kind(course, place, answers)
    return arrive(course, _instead(course, spot, lesson_id).id, answers)


def _instead(course: Course, spot: Spot, lesson_id: str) -> Step:
    """What stands where a step was: the one that followed it; where none did, the one before."""
    lesson = course.lesson(lesson_id)
    if lesson:
        return lesson.steps[min(spot.step, len(lesson.steps) - 1)]
    if spot.lesson < len(course.lessons):
        return course.lessons[spot.lesson].steps[0]
    return course.lessons[-1].steps[-1]


def _same_kind(course: Course, place: Reading | Answering | Answered, answers: tuple[Answer, ...]) -> Place:
    """A section that became a question (or the other way round) is arrived at anew; what is gone from a
    half-done answer, or known to be wrong by now, is forgotten."""
    step = course.step(place.step_id)
    if isinstance(step, Section) is not isinstance(place, Reading):
        return arrive(course, place.step_id, answers)
    if isinstance(place, Answering) and place.draft and isinstance(step, Question):
        made = slips(step, sitting(answers_to(step.id, answers), closed=False))
        return replace(place, draft=kinds.settled(step, place.draft, made))
    return place


def _neighbour(course: Course, lesson_id: str, by: int) -> Lesson | None:
    ids = [lesson.id for lesson in course.lessons]
    index = ids.index(lesson_id) + by if lesson_id in ids else len(ids)
    return course.lessons[index] if 0 <= index < len(course.lessons) else None
