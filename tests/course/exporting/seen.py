"""What learners see of a course, whatever its Markdown looks like: two that are seen alike are equal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.course.exporting.export import CourseExport, Written
from bot.course.exporting.report import line_of_loss
from bot.course.formats.course_files import Importing, imported
from bot.course.formats.fitting.fitted import Wish
from bot.course.formats.source_file import SourceFile
from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Course, Question, Section, Step
from bot.views.course_messages import in_words
from bot.views.markdown import inline_html, to_html

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
Write = Callable[[CourseExport], Written]


def exported(course: Course) -> CourseExport:
    return CourseExport(course, Path(), NOW, in_words)


def brought_back(data: bytes, name: str, format: str = "") -> Course:
    """`name`: of the file."""
    with TemporaryDirectory() as folder:
        source = SourceFile(name, data)
        return imported([source], Importing(Wish(), format), Path(folder) / "course", in_words).course


def seen(course: Course, *, ids: bool = True, titles: bool = True) -> list[tuple[str, list[object]]]:
    """Lessons, and what is seen of their steps. `ids`: also what questions are known by."""
    return [(lesson.title, [_step(step, ids, titles) for step in lesson.steps]) for lesson in course.lessons]


def _step(step: Step, ids: bool, titles: bool) -> object:
    title = step.title if titles else ""
    match step:
        case Section():
            return (title, to_html(step.text), step.picture and step.picture.digest)
        case Question():
            prompt = to_html(step.prompt)
            task = _task(step.task)
            if isinstance(step.task, Gaps):  # where the prompt ends and the text begins is nowhere to be seen
                prompt, task = "", (f"{prompt}\n\n{task[0]}", *task[1:])
            said = (to_html(step.feedback), to_html(step.hint or ""), step.picture and step.picture.digest)
            return (step.id if ids else "", title, prompt, task, *said)


def _task(task: Task) -> tuple[object, ...]:
    match task:
        case Choice(options):
            return tuple((inline_html(one.text), one.correct, to_html(one.why)) for one in options)
        case TrueFalse(true, why):
            return (true, to_html(why))
        case Typed():
            return ("typed", task.accepted, task.exact, _mistakes(task.mistakes))
        case Number():
            return ("number", task.value, task.within, task.unit, _mistakes(task.mistakes))
        case Gaps():
            whole = to_html("\ue123".join(task.pieces))
            return (whole, task.accepted, sorted(one.text for one in task.choices), task.exact)
        case Ordering(lines):
            return tuple(inline_html(line.text) for line in lines)
        case Pairs():
            words = {right.id: inline_html(right.text) for right in task.rights}
            both = sorted((inline_html(pair.left), words[pair.right_id]) for pair in task.pairs)
            return (*both, sorted(words.values()))
        case Flashcard(back):
            return ("card", to_html(back))
        case _:
            raise AssertionError(task)


def _mistakes(found: tuple[KnownMistake, ...]) -> list[tuple[str, str]]:
    return [(one.answer, to_html(one.why)) for one in found]


def losses(job: CourseExport) -> list[str]:
    """What is said on standard error."""
    return [in_words(line_of_loss(one)) for one in job.lost.all]
