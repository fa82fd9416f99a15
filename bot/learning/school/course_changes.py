"""What a new version of a course means for those who are in it: compared by ids, told by titles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.course.library import Library
from bot.course.model import Course, Lesson, Picture, Question, Step
from bot.learning.review.review import answer_key


@dataclass(frozen=True)
class Changes:
    """From one version of a course to the next. `new`: there was none before. Steps are those of the course
    as it will be, removed ones as they were; questions for practice are among them. `renewed`: those with
    another right answer, whose cards begin anew. `around`: titles, words or the order of lessons changed.
    `translations`: the languages, other than the course's own, that are new, gone, or say anything else."""

    course: Course
    new: bool
    added: tuple[Step, ...] = ()
    changed: tuple[Step, ...] = ()
    removed: tuple[Step, ...] = ()
    moved: tuple[Step, ...] = ()
    renewed: tuple[Question, ...] = ()
    lessons_added: tuple[Lesson, ...] = ()
    lessons_removed: tuple[Lesson, ...] = ()
    around: bool = False
    translations: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        steps = self.added or self.changed or self.removed or self.moved
        return self.new or self.around or bool(steps or self.translations)

    @property
    def first(self) -> int:
        """The number, from 0, of the first step that is new or different: where a look at it begins."""
        news = {step.id for step in (*self.added, *self.changed)}
        ids = list(self.course.spots)
        return next((number for number, step_id in enumerate(ids) if step_id in news), 0)


def changed_courses(before: Library, after: Library) -> tuple[tuple[Changes, ...], tuple[Course, ...]]:
    """What is new or different in any course, and the courses that go."""
    all_changes = (compare(before.course(course.id), course) for course in after.courses)
    removed = tuple(course for course in before.courses if after.course(course.id) is None)
    return tuple(changes for changes in all_changes if changes.any), removed


def compare(before: Course | None, after: Course) -> Changes:
    old = _taught(before.lessons if before else ())
    new = _taught(after.lessons)
    both = [step_id for step_id in new if step_id in old]
    changed = [step_id for step_id in both if _content(old[step_id]) != _content(new[step_id])]
    return Changes(
        course=after,
        new=before is None,
        added=tuple(step for step_id, step in new.items() if step_id not in old),
        changed=tuple(new[step_id] for step_id in changed),
        removed=tuple(step for step_id, step in old.items() if step_id not in new),
        moved=tuple(new[step_id] for step_id in _moved(before, after, both) if step_id not in changed),
        renewed=tuple(
            question
            for step_id in changed
            if isinstance(question := new[step_id], Question)
            and isinstance(was := old[step_id], Question)
            and answer_key(was) != answer_key(question)
        ),
        lessons_added=_beyond(after.lessons, before.lessons if before else ()),
        lessons_removed=_beyond(before.lessons, after.lessons) if before else (),
        around=before is not None and _around(before) != _around(after),
        translations=_translations(before, after),
    )


def _translations(before: Course | None, after: Course) -> tuple[str, ...]:
    """Without those in which nothing is new but what is new in the course itself."""
    old = {one.language: _said(one) for one in (before.translations if before else ())}
    new = {one.language: _said(one) for one in after.translations}
    return tuple(language for language in sorted({*old, *new}) if old.get(language) != new.get(language))


def _said(course: Course) -> object:
    steps = [
        _content(step)
        for lesson in course.lessons
        for step in (*lesson.steps, *lesson.practice)
        if not step.untranslated
    ]
    return _around(course), steps


def _taught(lessons: Iterable[Lesson]) -> dict[str, Step]:
    """Steps, and questions for practice."""
    return {step.id: step for lesson in lessons for step in (*lesson.steps, *lesson.practice)}


def _beyond(lessons: tuple[Lesson, ...], others: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
    known = {lesson.id for lesson in others}
    return tuple(lesson for lesson in lessons if lesson.id not in known)


def _content(step: Step) -> object:
    """The step without the path of its picture, whose bytes its digest knows."""
    alone = replace(step, picture=None)
    if isinstance(alone, Question):
        alone = replace(alone, original=None)
    return alone, _unplaced(step.picture)


def _unplaced(picture: Picture | None) -> tuple[str, str] | None:
    return (picture.digest, picture.description) if picture else None


def _moved(before: Course | None, after: Course, both: list[str]) -> list[str]:
    """Steps that are in another lesson now, or not in the order in which they were: as few as explain it."""
    if before is None:
        return []
    rank = {step_id: number for number, step_id in enumerate(before.spots)}
    both = [step_id for step_id in both if step_id in rank and step_id in after.spots]
    was_in, is_in = _lesson_of(before), _lesson_of(after)
    staying = _longest_rising([rank[step_id] for step_id in both])
    return [step_id for step_id in both if rank[step_id] not in staying or was_in[step_id] != is_in[step_id]]


def _lesson_of(course: Course) -> dict[str, str]:
    """Step id -> lesson id."""
    return {step.id: lesson.id for lesson in course.lessons for step in lesson.steps}


def _longest_rising(numbers: list[int]) -> set[int]:
    """The most of these numbers that stand in rising order: all others were moved."""
    best: list[list[int]] = []
    for number in numbers:
        before = _longest([run for run in best if run[-1] < number])
        best.append([*before, number])
    return set(_longest(best))


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run), default=[])


def _around(course: Course) -> object:
    """All of a course but its steps."""
    lessons = tuple((lesson.id, lesson.title, lesson.summary) for lesson in course.lessons)
    alone = replace(course, lessons=(), cover=None, translations=(), languages=())
    return alone, _unplaced(course.cover), lessons
