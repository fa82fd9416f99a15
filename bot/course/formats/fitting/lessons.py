"""Chapters -> lessons of a length that somebody finishes: a bank of 700 questions is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.course.formats.fitting.bench import Bench, cut
from bot.course.formats.fitting.questions import question
from bot.course.formats.fitting.sections import numbered, sections
from bot.course.formats.material import Chapter, Exercise, Passage, Piece
from bot.course.model import Lesson, Question, Section, Step
from bot.course.reading.fields import TITLE

MOST_QUESTIONS = 20
MOST_STEPS = 60
MOST_PRACTICE = 200


@dataclass(frozen=True)
class Shape:
    """`title`: of the course, for what has none. `practice`: questions are for review only."""

    title: str
    practice: bool = False


def lessons(bench: Bench, chapter: Chapter, shape: Shape) -> Iterator[Lesson]:
    """Without ids. `summary` is "" where the chapter has none."""
    title = bench.title(chapter.title, chapter.steps[0].origin, TITLE) or shape.title
    steps = list(_steps(bench, chapter.steps, title))
    parts = list(_parts(steps, shape))
    for number, part in enumerate(parts, 1):
        name = title if len(parts) == 1 else f"{cut(title, TITLE - 6)} {number}"
        yield _lesson(name, chapter.summary, part, practice=shape.practice)


def _steps(bench: Bench, found: tuple[Piece, ...], lesson: str) -> Iterator[Step]:
    last, count = "", 1
    for piece in found:
        bench.begin(piece.origin)
        match piece:
            case Passage():
                title = piece.title or last or lesson
                made = sections(bench, replace(piece, title=title))
                count = count + 1 if not piece.title and last else 1
                last = title
                yield from (bench.made(replace(one, title=numbered(one.title, count))) for one in made)
            case Exercise():
                before, asked = question(bench, piece)
                yield from map(bench.made, before)
                yield from (bench.made(asked, piece.key),) if asked else ()


def _parts(steps: list[Step], shape: Shape) -> Iterator[list[Step]]:
    """Of much the same length. Text stays together with the questions behind it."""
    text = any(isinstance(step, Section) for step in steps)
    most = MOST_PRACTICE if shape.practice else MOST_STEPS if text else MOST_QUESTIONS
    count = -(-len(steps) // most)
    for number in range(count):
        yield steps[number * len(steps) // count : (number + 1) * len(steps) // count]


def _lesson(title: str, summary: str, steps: list[Step], *, practice: bool) -> Lesson:
    if not practice:
        return Lesson("", title, summary, tuple(steps))
    text = [step for step in steps if isinstance(step, Section)]
    questions = [step for step in steps if isinstance(step, Question)]
    if not text:  # a lesson needs something on the way
        return Lesson("", title, summary, tuple(questions[:1]), tuple(questions[1:]))
    return Lesson("", title, summary, tuple(text), tuple(questions))
