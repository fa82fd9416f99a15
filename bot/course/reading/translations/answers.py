"""Written answers in a course of several languages: what is right in one of them is right in all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.course.kinds import Task
from bot.course.kinds.choice import Choice
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.typed import Typed
from bot.course.model import Course, Lesson, Question, Step


def sharing_answers(course: Course) -> Course:
    """So nobody's answer becomes wrong by going over to another language."""
    every = (course, *course.translations)
    tasks = {question_id: tuple(_tasks(every, question_id)) for question_id in course.taught}
    translations = tuple(_with_answers(one, tasks) for one in course.translations)
    return replace(_with_answers(course, tasks), translations=translations)


def answered_as(task: Task, own: Task) -> Task:
    """What is answered in the course's own language is judged by that."""
    match task, own:
        case Typed(), Typed():
            return replace(task, language=own.language)
        case Gaps(), Gaps():
            return replace(task, language=own.language)
        case Choice(), Choice() if task.written and own.written:
            return replace(task, written=replace(task.written, language=own.written.language))
        case _:
            return task


def _tasks(courses: Iterable[Course], question_id: str) -> Iterable[Task]:
    return (found.question.task for one in courses if (found := one.taught.get(question_id)))


def _with_answers(course: Course, tasks: dict[str, tuple[Task, ...]]) -> Course:
    def step(one: Step) -> Step:
        return question(one) if isinstance(one, Question) else one

    def question(one: Question) -> Question:
        task = _with_others(one.task, tasks.get(one.id, ()))
        return one if task is one.task else replace(one, task=task)

    def lesson(one: Lesson) -> Lesson:
        steps, practice = tuple(map(step, one.steps)), tuple(map(question, one.practice))
        return replace(one, steps=steps, practice=practice)

    return replace(course, lessons=tuple(map(lesson, course.lessons)))


def _with_others(task: Task, every: Iterable[Task]) -> Task:
    match task:
        case Typed():
            return _typed(task, (one for one in every if isinstance(one, Typed)))
        case Choice() if task.written:
            written = (one.written for one in every if isinstance(one, Choice) and one.written)
            return replace(task, written=_typed(task.written, written))
        case Gaps() if not task.choices:
            others = [one.accepted for one in every if isinstance(one, Gaps)]
            gaps = enumerate(task.accepted)
            also = (_beyond(gap, (one[i] for one in others if i < len(one))) for i, gap in gaps)
            return replace(task, also=tuple(also))
        case _:
            return task


def _typed(task: Typed, every: Iterable[Typed]) -> Typed:
    return replace(task, also=_beyond(task.accepted, (one.accepted for one in every)))


def _beyond(own: tuple[str, ...], every: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """What is right elsewhere, each once."""
    return tuple(dict.fromkeys(one for accepted in every for one in accepted if one not in own))
