"""The course that comes with the project: how it is built, so that what it teaches stays with people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from statistics import median

import pytest

from bot.course.kinds.choice import Choice
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.library import Library
from bot.course.model import Course, Question, Section, Step
from bot.learning.kinds import grade, solution

QUIZ = {
    "containers": ["container-contents"],
    "docker-engine": ["engine-consists-of", "image-or-container"],
    "virtual-machines": ["meaning-of-virtualization", "containers-and-vms"],
}
MEDIAN, MOST_WITH_PICTURE = 500, 800
"""Characters of a section with its call-outs: what a phone shows without much scrolling."""
_STEMS = {"Dependency": "dependenc", "Reproducibility": "reproducib", "Portability": "portab"}


@pytest.fixture
def course(shipped: Library) -> Course:
    return shipped.courses[0]


def test_a_check_comes_after_every_two_or_three_sections(course: Course) -> None:
    for lesson in course.lessons:
        runs = [len(list(run)) for section, run in groupby(lesson.steps, _is_section) if section]
        assert all(2 <= run <= 3 for run in runs[:-1]), (lesson.id, runs)
        assert runs[-1] <= 3, (lesson.id, runs)  # before the quiz


def test_the_quiz_stands_at_the_end_of_each_lesson(course: Course) -> None:
    for lesson in course.lessons:
        quiz = QUIZ[lesson.id]
        assert [step.id for step in lesson.steps[-len(quiz) :]] == quiz
        assert [question.id for question in lesson.questions if not question.check] == quiz


def test_checks_are_of_mixed_kinds_and_each_is_explained(course: Course) -> None:
    checks = [question for question in course.questions if question.check]
    kinds = {type(check.task) for check in checks}
    assert kinds >= {Choice, TrueFalse, Typed, Number, Gaps, Ordering, Pairs}
    for lesson in course.lessons:
        assert len({type(question.task) for question in lesson.questions if question.check}) >= 3
    for check in checks:
        assert check.feedback
        assert check.hint or isinstance(check.task, TrueFalse)
        if isinstance(check.task, Typed | Number) or (
            isinstance(check.task, Gaps) and not check.task.choices
        ):
            assert len(check.task.mistakes) >= 2, check.id


def test_each_lesson_has_a_dozen_questions_of_mixed_kinds_to_practise(course: Course) -> None:
    for lesson in course.lessons:
        assert len(lesson.practice) >= 12
        assert len({type(question.task) for question in lesson.practice}) >= 6
        assert not {question.id for question in lesson.practice} & {step.id for step in lesson.steps}


def test_practice_brings_up_every_term_of_the_glossary(course: Course) -> None:
    said = " ".join(words for lesson in course.lessons for each in lesson.practice for words in _asked(each))
    missing = [term.term for term in course.glossary if not _names(term.term, said)]
    assert missing == []


def test_nothing_is_asked_in_words_that_were_not_taught_before(course: Course) -> None:
    taught = ""
    for lesson in course.lessons:
        for step in lesson.steps:
            if isinstance(step, Section):
                taught += " " + " ".join(_told(step))
            else:
                assert _untaught(course, step, taught) == [], step.id
        for question in lesson.practice:
            assert _untaught(course, question, taught) == [], question.id


def test_sections_fit_a_phone(course: Course) -> None:
    sections = [step for lesson in course.lessons for step in lesson.steps if isinstance(step, Section)]
    lengths = {section.id: len(" ".join(_told(section, more=False))) for section in sections}
    assert median(lengths.values()) <= MEDIAN
    long = [one.id for one in sections if one.picture and lengths[one.id] > MOST_WITH_PICTURE]
    assert long == []


def test_what_the_course_calls_right_is_graded_right(course: Course) -> None:
    for question in (*course.questions, *(one for lesson in course.lessons for one in lesson.practice)):
        assert grade(question, solution(question)).right or grade(question, solution(question)).self_judged


def _is_section(step: Step) -> bool:
    return isinstance(step, Section)


def _told(section: Section, more: bool = True) -> Iterator[str]:
    texts = (section.text, section.note, section.warning, section.more if more else None)
    yield from (text.replace("*", "").replace("`", "").strip() for text in texts if text)


def _asked(question: Question) -> Iterator[str]:
    """What a question asks with: its prompt, and the answers that are there or looked for."""
    yield question.prompt
    match question.task:
        case Choice(options):
            yield from (option.text for option in options)
        case Typed((answer, *_)):
            yield answer
        case Gaps(pieces, accepted):
            yield from (*pieces, *(gap[0] for gap in accepted))
        case Ordering(lines):
            yield from (line.text for line in lines)
        case Pairs(pairs, rights):
            yield from (*(pair.left for pair in pairs), *(right.text for right in rights))
        case _:
            yield question.feedback


def _untaught(course: Course, question: Question, taught: str) -> list[str]:
    """The glossary's terms that the question uses, and no section above it does."""
    asked = " ".join(_asked(question))
    return [
        term.term for term in course.glossary if _names(term.term, asked) and not _names(term.term, taught)
    ]


def _names(term: str, text: str) -> bool:
    stem = _STEMS.get(term, term)
    return re.search(rf"\b{re.escape(stem)}", text, re.IGNORECASE) is not None
