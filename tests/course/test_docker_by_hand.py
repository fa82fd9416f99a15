"""The second course: how it is built, that its files are what Docker takes, and how easily it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from statistics import median

import pytest
import textstat
import yaml

from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.library import Library
from bot.course.model import Course, Lesson, Question, Section, Step
from bot.learning.kinds import grade, solution

FOLDER = Path(__file__).parents[2] / "content" / "docker-by-hand"
KINDS = {Choice, TrueFalse, Typed, Number, ShellCommand, Gaps, Ordering, Pairs, Flashcard}
INSTRUCTIONS = {"FROM", "RUN", "COPY", "ADD", "WORKDIR", "ENV", "ARG", "EXPOSE", "USER", "CMD", "ENTRYPOINT"}
COMPOSE = {"services", "volumes", "networks"}
SERVICE = {"image", "build", "ports", "environment", "volumes", "depends_on", "healthcheck"}
MEDIAN = 500
"""Characters of a section with its call-outs."""

_FENCE = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_WITHOUT_OUTPUT = {"check-tag", "practise-network-connect"}
"""Docker prints nothing for these."""


@pytest.fixture
def course(shipped: Library) -> Course:
    return next(course for course in shipped.courses if course.id == "docker-by-hand")


def test_the_first_course_leads_to_it(shipped: Library, course: Course) -> None:
    first, second, *_ = shipped.courses
    assert first.next
    assert first.next.title == second.title == course.title
    assert course.next is None


def test_a_lesson_has_8_to_12_sections_and_a_check_after_every_two(course: Course) -> None:
    for lesson in course.lessons:
        assert 8 <= len(sections(lesson)) <= 12
        runs = [len(list(run)) for is_section, run in groupby(lesson.steps, _is_section) if is_section]
        assert all(run == 2 for run in runs[:-1]), (lesson.id, runs)
        assert runs[-1] <= 2, (lesson.id, runs)  # before the exercises


def test_a_lesson_ends_with_6_to_8_exercises_and_has_15_more_for_practice(course: Course) -> None:
    for lesson in course.lessons:
        exercises = [question for question in lesson.questions if not question.check]
        assert 6 <= len(exercises) <= 8
        assert list(lesson.steps[-len(exercises) :]) == exercises
        assert len(lesson.practice) == 15


def test_every_kind_of_question_is_used_and_each_lesson_mixes_them(course: Course) -> None:
    assert {type(question.task) for question in questions(course)} == KINDS
    for lesson in course.lessons:
        assert len({type(question.task) for question in lesson.questions}) >= 6
        assert len({type(question.task) for question in lesson.practice}) >= 6


def test_every_slip_that_is_likely_has_its_reason(course: Course) -> None:
    for question in questions(course):
        match question.task:
            case Choice(options):
                assert all(option.why for option in options if not option.correct), question.id
            case Typed() | Number() | ShellCommand() | Gaps():
                assert len(question.task.mistakes) >= 2, question.id
            case TrueFalse(why=why):
                assert why


def test_who_is_stuck_has_a_hint_and_who_answers_is_told_why(course: Course) -> None:
    for question in course.questions:
        assert question.feedback
        assert question.hint or isinstance(question.task, TrueFalse), question.id


def test_a_command_shows_what_a_terminal_would(course: Course) -> None:
    silent = {q.id for q in questions(course) if isinstance(q.task, ShellCommand) and not q.task.output}
    assert silent == _WITHOUT_OUTPUT


def test_what_the_course_calls_right_is_graded_right(course: Course) -> None:
    for question in questions(course):
        verdict = grade(question, solution(question))
        assert verdict.right or verdict.self_judged, question.id


def test_there_are_a_dozen_pictures_and_a_cover_each_described(course: Course) -> None:
    pictures = [section.picture for lesson in course.lessons for section in sections(lesson)]
    shown = [picture for picture in pictures if picture]
    assert len({picture.path for picture in shown}) >= 12
    assert all(len(picture.description) > 100 for picture in shown)
    assert course.cover
    assert course.cover.description


def test_sections_fit_a_phone(course: Course) -> None:
    lengths = [len(told(section)) for lesson in course.lessons for section in sections(lesson)]
    assert median(lengths) <= MEDIAN


def test_every_section_reads_at_least_as_easily_as_the_first_course(shipped: Library, course: Course) -> None:
    first = shipped.courses[0]
    level = ease("\n\n".join(prose(section) for lesson in first.lessons for section in sections(lesson)))
    found = {one.id: ease(prose(one)) for lesson in course.lessons for one in sections(lesson)}
    assert {section_id: one for section_id, one in found.items() if one < level} == {}, level


def test_every_dockerfile_in_it_has_only_what_a_dockerfile_may_have(course: Course) -> None:
    files = [code for code in blocks(course) if is_dockerfile(code)]
    assert len(files) >= 10
    for code in files:
        assert wrong_lines(code) == [], code


def test_every_compose_file_in_it_is_one(course: Course) -> None:
    files = [code for code in blocks(course) if re.match(r"services:", code)]
    assert len(files) >= 4
    for code in files:
        read = yaml.safe_load(code)
        assert set(read) <= COMPOSE, code
        for service in read["services"].values():
            assert set(service) <= SERVICE, code
            assert "image" in service or "build" in service


def test_each_term_of_the_glossary_is_met_in_a_section(course: Course) -> None:
    met = [section for lesson in course.lessons for section in sections(lesson)]
    said = " ".join(f"{section.title} {told(section)}" for section in met).casefold()
    missing = [term.term for term in course.glossary if term.term.casefold() not in said]
    assert missing == []


def test_each_claim_that_may_age_has_a_source() -> None:
    text = (FOLDER / "SOURCES.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| (?!Claim)", line)]
    assert len(rows) >= 40
    assert [row for row in rows if "https://" not in row and "`docker " not in row] == []


def questions(course: Course) -> tuple[Question, ...]:
    return (*course.questions, *(one for lesson in course.lessons for one in lesson.practice))


def sections(lesson: Lesson) -> list[Section]:
    return [step for step in lesson.steps if isinstance(step, Section)]


def _is_section(step: Step) -> bool:
    return isinstance(step, Section)


def told(section: Section) -> str:
    """A section's words with its call-outs."""
    return "\n\n".join(re.sub(r"[*`]", "", text).strip() for text in _texts(section))


def _texts(section: Section) -> Iterator[str]:
    yield from (text for text in (section.text, section.note, section.warning) if text)


def prose(section: Section) -> str:
    """The same without code on lines of its own, as sentences: an item of a list is one."""
    words = re.sub(r"[*`]", "", _FENCE.sub(".", "\n\n".join(_texts(section))))
    return re.sub(r"(?<=[^\s.!?:;,])\s*\n(?=\s*(?:-|\d+\.)\s)", ".\n", words)


def ease(text: str) -> float:
    """Flesch's measure: the higher, the easier."""
    return float(textstat.flesch_reading_ease(text))


def blocks(course: Course) -> Iterator[str]:
    """What stands as code in sections and questions, and code that is to be put together."""
    for lesson in course.lessons:
        for section in sections(lesson):
            yield from _FENCE.findall(section.text)
    for question in questions(course):
        yield from _FENCE.findall(question.prompt)
        yield from _put_together(question.task)


def _put_together(task: Task) -> Iterator[str]:
    match task:
        case Ordering(lines, code=True):
            yield "\n".join(line.text for line in lines)
        case Gaps(pieces, accepted, code=True):
            filled = (
                piece + gap for piece, gap in zip(pieces, (*(one[0] for one in accepted), ""), strict=True)
            )
            yield "".join(filled)


def is_dockerfile(code: str) -> bool:
    return re.match(r"(\d+ +)?[A-Z]+ ", code) is not None


def wrong_lines(code: str) -> list[str]:
    """Those that begin with no instruction, or whose brackets hold no list of texts."""
    joined = re.sub(r"\\\n", " ", re.sub(r"^\d+ +", "", code, flags=re.MULTILINE))
    lines = [line.strip() for line in joined.splitlines() if line.strip() and not line.startswith("docker ")]
    return [line for line in lines if not _is_right(line)]


def _is_right(line: str) -> bool:
    name, _, rest = line.partition(" ")
    if name not in INSTRUCTIONS or not rest:
        return False
    if name in ("CMD", "ENTRYPOINT") and rest.startswith("["):
        words = yaml.safe_load(rest)
        return all(isinstance(word, str) for word in words) and "'" not in rest
    return True
