"""What is in a lesson: its sections and questions, each with a way in."""

from __future__ import annotations

from collections.abc import Sequence

from bot.course.model import Course, Lesson, Question, Step
from bot.learning.learner.attempts import put_right
from bot.learning.learner.standing import Standing
from bot.views.learner.buttons import Jump, LessonsPage, OpenContents, pack
from bot.views.pages import SIZE, page
from bot.views.screen import Button, Row, Screen
from bot.views.words import Words

IN_A_ROW = 5


def to_contents(words: Words, course: Course, lessons: Sequence[Lesson], before: int) -> tuple[Row, ...]:
    """A small button for each lesson's contents, by its number: beside the lesson's own button it would leave
    half a phone's width for the title. `before`: lessons on earlier pages."""
    buttons = [
        Button(
            words.word("learner.contents", number=number), pack(OpenContents(course.lesson_key(lesson.id), 0))
        )
        for number, lesson in enumerate(lessons, before + 1)
    ]
    return tuple(tuple(buttons[i : i + IN_A_ROW]) for i in range(0, len(buttons), IN_A_ROW))


def contents(
    words: Words, course: Course, lesson: Lesson, standing: Standing | None, number: int = 0
) -> Screen:
    """A page of a lesson's steps, counted from 0."""
    key, place = course.lesson_key(lesson.id), course.lessons.index(lesson)
    shown = page(lesson.steps, number)
    marks = _marks(lesson, standing)
    steps = list(enumerate(shown.entries, shown.first + 1))
    text = words.render(
        "learner/contents",
        number=place + 1,
        lesson=lesson.title,
        summary=lesson.summary,
        steps=[{"number": i, "title": step.title, "mark": marks[step.id]} for i, step in steps],
        page=shown.label,
    )
    jumps = [(Button(f"{i}. {step.title}", pack(Jump(course.step_key(step.id)))),) for i, step in steps]
    turn = shown.turn(words, lambda number: pack(OpenContents(key, number)))
    way = (
        Button(words.word("learner.lessons"), pack(LessonsPage(course.key, place // SIZE))),
        Button(words.word("learner.into_lesson"), pack(Jump(key))),
    )
    return Screen(text, (*jumps, *turn, way), words=words)


def _marks(lesson: Lesson, standing: Standing | None) -> dict[str, str]:
    """Step id -> the code of its mark. As read counts every section that is not beyond the furthest step in
    its lesson where the learner is, left it, or answered."""
    if standing is None:
        return dict.fromkeys((step.id for step in lesson.steps), "open")
    right, tried = put_right(standing.answers), {answer.step_id for answer in standing.answers}
    known = tried | {step_id for _, step_id in standing.bookmarks}
    if standing.step:
        known.add(standing.step.id)
    reached = max((i for i, step in enumerate(lesson.steps) if step.id in known), default=-1)
    if lesson.id in standing.finished:
        reached = len(lesson.steps)

    def mark(index: int, step: Step) -> str:
        if standing.step is step:
            return "here"
        if isinstance(step, Question):
            return "right" if step.id in right else "tried" if step.id in tried else "open"
        return "read" if index <= reached else "open"

    return {step.id: mark(i, step) for i, step in enumerate(lesson.steps)}
