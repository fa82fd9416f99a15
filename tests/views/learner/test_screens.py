"""Every screen a learner can meet in every shipped course, held against Telegram's limits.

The judge is the local Bot API: it parses texts and checks keyboards as Telegram does, and shares no code
with `views`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.course.kinds.choice import Choice, Option
from bot.course.library import Library, StepFound
from bot.course.model import Course, Question, Section, Step
from bot.course.reading.loader import load_library
from bot.emulator import limits
from bot.emulator.api.keyboard import inline_keyboard
from bot.emulator.api.markup import parse_html
from bot.learning import kinds
from bot.learning.kinds.base import NOTHING, Given, Submitted
from bot.learning.kinds.choice import given_of
from bot.learning.learner.attempts import Answer, AttemptResult
from bot.learning.learner.learner import Learner, Pictures
from bot.learning.learner.overview import Overview
from bot.learning.learner.place import Answered, Answering, CourseDone, LessonDone, Place, Reading
from bot.learning.learner.practice import Practice
from bot.learning.learner.progress import LearnerProgress
from bot.learning.learner.standing import Standing
from bot.views.learner import place as places
from bot.views.learner import screens as around
from bot.views.learner import settings as settings_views
from bot.views.learner.contents import contents
from bot.views.learner.progress import progress
from bot.views.render import bar
from bot.views.screen import Button, Row, Screen
from bot.views.search.glossary import glossary, term
from bot.views.search.look import look
from bot.views.search.results import Asked
from bot.views.split_message import OutgoingMessage, messages_of
from bot.views.words import words_for

ROOT = Path(__file__).parents[3]
PLAIN = ("forgotten", "kept", "gone", "unknown_command", "group_command")
ADA = Learner(1, "Ada", "en", Pictures.SHOWN, None, datetime(2026, 3, 1, tzinfo=UTC))
WORDS = words_for(None)
NAMES = (
    "<b>Bold",
    "Ada & Bob",
    "\"quoted\" 'name'",
    "&amp;",
    "{{ name }}",
    "</b></blockquote>",
    "\u202eevil\u200f",
    "😀" * 64,
    "a" * 64,
    ".",
)


def _courses() -> list[Course]:
    found: list[Course] = []
    for folder in ("tests/content", "content"):
        library = load_library(ROOT / folder)
        assert isinstance(library, Library), library
        found += library.courses
    return found


every_course = pytest.mark.parametrize("course", _courses(), ids=lambda course: course.id)


@every_course
def test_every_place_of_a_course_is_within_telegrams_limits(course: Course) -> None:
    for standing in _standings(course):
        for wish in Pictures:
            learner = replace(ADA, pictures=wish)
            check(places.place(WORDS, standing, learner))


@every_course
def test_what_is_shown_around_a_course_is_within_telegrams_limits(course: Course) -> None:
    for screen in _around(course):
        check(screen)


@every_course
def test_a_question_fits_into_one_message_in_every_state(course: Course) -> None:
    for question in course.questions:
        for standing in _question_states(course, question):
            assert len(messages_of(places.place(WORDS, standing, ADA))) == 1


def test_a_question_as_long_as_a_course_may_have_fits_into_one_message() -> None:
    wrong = (Option(f"o{number}", "W" * 160, False, "y" * 160) for number in range(9))
    options = (Option("right", "R" * 160, True), *wrong)
    question = Question("q", "T" * 60, "P" * 200, Choice(options), "F" * 150, "H" * 150)
    course = replace(_courses()[0], lessons=(replace(_courses()[0].lessons[0], steps=(question,)),))
    for standing in _question_states(course, question):
        (message,) = messages_of(places.place(WORDS, standing, ADA))
        assert len(parse_html(message.text)[0]) > 1000
        check(places.place(WORDS, standing, ADA))


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_is_shown_as_it_is_whatever_is_in_it(name: str) -> None:
    course, other, *_ = _courses()
    learner = replace(ADA, first_name=name)
    begun = Overview((course,), (_at(course, LessonDone(course.lessons[0].id)),), (), course)
    fresh = Overview((course, other), (), (), None)
    for screen in (
        around.welcome(WORDS, learner, fresh),
        around.welcome(WORDS, learner, begun),
        around.no_words(WORDS, learner, begun),
        progress(WORDS, learner, report(fresh)),
    ):
        assert name in parse_html(screen.text)[0]
        check(screen)


def test_a_step_of_ten_is_a_bar_of_ten_and_a_start_counts() -> None:
    assert bar(0, 3) == "▱▱▱"
    assert bar(1, 3) == "▰▱▱"
    assert bar(3, 3) == "▰▰▰"
    assert bar(0, 0) == ""


@settings(derandomize=True, database=None, deadline=None)
@given(st.integers(1, 200), st.integers(0, 200))
def test_a_bar_is_short_grows_with_what_is_done_and_is_full_only_at_the_end(of: int, done: int) -> None:
    done = min(done, of)
    shown = bar(done, of)
    assert len(shown) == min(of, 10)
    assert shown == "".join(sorted(shown))
    assert (shown.count("▰") == len(shown)) == (done == of)
    assert (shown.count("▰") > 0) == (done > 0)
    assert shown.count("▰") >= bar(max(done - 1, 0), of).count("▰")


def check(screen: Screen) -> None:
    """The screen within limits: each of its messages, and buttons under the last one only."""
    messages = messages_of(screen)
    for message in messages:
        _check_text(message)
    assert [bool(message.rows) for message in messages[:-1]] == [False] * (len(messages) - 1)
    assert messages[-1].rows == screen.rows
    _check_keyboard(screen.rows)


def _check_text(message: OutgoingMessage) -> None:
    text, entities = parse_html(message.text)
    most = limits.CAPTION if message.picture else limits.TEXT
    assert len(text) <= most
    assert text.strip() or message.picture
    assert len(entities) <= 100
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert not re.search(r"\{\{|\{%|%\}|\}\}|Markup\(|Undefined|object at 0x", text.replace("{{ name }}", ""))
    assert len(text.split("None")) == len(re.split(r"\bNone of\b|\bNone\.", text)), text


def _check_keyboard(rows: Iterable[Row]) -> None:
    shown = [[{"text": b.label, **_action(b)} for b in row] for row in rows]
    inline_keyboard({"inline_keyboard": shown})
    data = [button.data for row in rows for button in row if isinstance(button, Button)]
    assert len(set(data)) == len(data)
    for row in rows:
        longest = max(len(button.label) for button in row)
        # A phone shows about 45 characters a row; beside others a button has its share of them.
        assert longest <= (64 if len(row) == 1 else 45 // len(row)), [button.label for button in row]


def _action(button: object) -> dict[str, str]:
    return {"callback_data": button.data} if isinstance(button, Button) else {"url": button.url}  # type: ignore[attr-defined]


def _standings(course: Course) -> Iterator[Standing]:
    for step_id in course.spots:
        step = course.step(step_id)
        if isinstance(step, Section):
            yield _at(course, Reading(step_id))
        elif isinstance(step, Question):
            yield from _question_states(course, step)
    for given_ in ((), _all_wrong(course), _all_right(course)):
        for lesson in course.lessons:
            yield _at(course, LessonDone(lesson.id), given_)
        yield _at(course, CourseDone(), given_)
        finished = frozenset(lesson.id for lesson in course.lessons)
        yield replace(_at(course, CourseDone(), given_), finished=finished)


def _question_states(course: Course, question: Question) -> Iterator[Standing]:
    if not isinstance(question.task, Choice):
        yield from _states_of_another_kind(course, question)
        return
    wrong = [option.id for option in question.task.options if not option.correct]
    tries = tuple(
        Answer(question.id, attempt, given_of({option}), AttemptResult.WRONG)
        for attempt, option in enumerate(wrong, 1)
    )
    count = len(tries) + 1
    ticked = given_of(question.task.correct)
    yield _at(course, Answering(question.id))
    yield _at(course, Answering(question.id, hinted=True))
    yield _at(course, Answering(question.id, draft=given_of(option.id for option in question.task.options)))
    for one in tries:
        yield _at(course, Answering(question.id, 2), (replace(one, attempt=1),))
    yield _at(course, Answering(question.id, count, ticked, hinted=True), tries)
    yield _at(course, Answered(question.id), (Answer(question.id, 1, ticked, AttemptResult.RIGHT),))
    for end in (AttemptResult.RIGHT, AttemptResult.SHOWN):
        yield _at(course, Answered(question.id), (*tries, Answer(question.id, count, ticked, end)))


def _states_of_another_kind(course: Course, question: Question) -> Iterator[Standing]:
    right, shown = kinds.solution(question), NOTHING
    yield _at(course, Answering(question.id))
    yield _at(course, Answering(question.id, hinted=True))
    yield _at(course, Answered(question.id), (Answer(question.id, 1, right, AttemptResult.RIGHT),))
    yield _at(course, Answered(question.id), (Answer(question.id, 1, shown, AttemptResult.SHOWN),))
    for wrong in _wrong_answers(question):
        tries = (Answer(question.id, 1, wrong, AttemptResult.WRONG),)
        yield _at(course, Answering(question.id, 2, kinds.kept(question, wrong), hinted=True), tries)
        yield _at(course, Answered(question.id), (*tries, Answer(question.id, 2, right, AttemptResult.RIGHT)))


def _wrong_answers(question: Question) -> Iterator[Given]:
    """Whatever the bot takes for an answer, of some words and of every option alone and all the way."""
    order = kinds.options(question)
    letters = " ".join("ABCDEFGHIJ"[: len(order)][::-1])
    known = [mistake.answer.strip("*") for mistake in getattr(question.task, "mistakes", ())]
    for words in (*known, "quite another word", "1234", letters, "true", "false"):
        match kinds.write(question, NOTHING, order, words):
            case Submitted(given) if not kinds.grade(question, given).right:
                yield given


def steps_of(course: Course) -> list[Step]:
    return [step for lesson in course.lessons for step in lesson.steps]


def _around(course: Course) -> Iterator[Screen]:
    standings = list(_standings(course))
    ended = tuple(replace(standings[-1], run=run) for run in (1, 2, 3))
    for standing in (None, standings[0], standings[-1], replace(standings[-1], run=4)):
        yield around.lessons(WORDS, course, standing)
        yield from (contents(WORDS, course, lesson, standing) for lesson in course.lessons)
        overview = Overview((course,), (standing,) if standing else (), ended if standing else (), course)
        asked = Asked("", overview)
        yield progress(WORDS, ADA, report(overview))
        yield around.no_words(WORDS, ADA, overview)
        yield from (around.help_(WORDS, overview, ("start", "help")), around.privacy(WORDS, overview))
        yield from (glossary(WORDS, course, asked), around.resources(WORDS, course, standing))
        yield from (term(WORDS, course, one, asked) for one in course.glossary)
        yield from (
            look(WORDS, StepFound(course, step), ADA, Asked("", overview)) for step in steps_of(course)
        )
        yield around.courses(WORDS, overview)
        for wish in Pictures:
            yield around.cover(WORDS, course, standing, replace(ADA, pictures=wish))
            for gone in (False, True):
                yield around.welcome(WORDS, replace(ADA, pictures=wish), overview, gone)
    yield around.forget(WORDS)
    yield from (settings_views.settings(WORDS, replace(ADA, pictures=wish)) for wish in Pictures)
    yield Screen(WORDS.render("error"))
    yield from (around.plain(WORDS, template) for template in PLAIN)
    for step_id in course.spots:
        step = course.step(step_id)
        if isinstance(step, Section) and step.picture:
            yield places.described(WORDS, step)


def report(overview: Overview) -> LearnerProgress:
    """All there can be: every lesson is firm, every day of the weeks had practice."""
    firmness = {(course.id, lesson.id): 0.987 for course in overview.courses for lesson in course.lessons}
    today = date(2026, 3, 1)
    days = frozenset(day for week in Practice(today).grid for day in week)
    return LearnerProgress(overview, Practice(today, days), firmness)


def _at(course: Course, place: Place, given_: tuple[Answer, ...] = ()) -> Standing:
    """A learner who has been at it for years: the longest numbers that buttons will have to carry."""
    return Standing(2**52, course, run=99, visit=99_999, place=place, answers=given_)


def _all_right(course: Course) -> tuple[Answer, ...]:
    return tuple(Answer(q.id, 1, kinds.solution(q), AttemptResult.RIGHT) for q in course.questions)


def _all_wrong(course: Course) -> tuple[Answer, ...]:
    return tuple(Answer(q.id, 1, NOTHING, AttemptResult.SHOWN) for q in course.questions)
