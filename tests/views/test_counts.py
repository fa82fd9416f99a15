"""One of something is not "1 lessons"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.course.model import Course, Lesson, Section
from bot.learning.broadcast.audience import Unseen
from bot.learning.learner.learner import Learner, Pictures, Theme
from bot.learning.learner.overview import Overview
from bot.learning.learner.place import Reading
from bot.learning.learner.practice import Practice
from bot.learning.learner.progress import LearnerProgress
from bot.learning.learner.standing import Standing
from bot.learning.school.offering import CourseList
from bot.learning.school.publication import CourseVersions
from bot.learning.school.statistics import Numbers
from bot.tools.stats import size
from bot.views.broadcast.words import whom
from bot.views.formats import counted
from bot.views.learner import screens as learner
from bot.views.learner.progress import progress
from bot.views.learner.progress_lines import course_lines
from bot.views.learner.progress_picture import Sheet, progress_svg
from bot.views.school import offering, publishing, screens
from bot.views.words import TEMPLATES, words_for

PLURALS = (
    "lessons|steps|questions|sections|learners|people|groups|channels|rounds|chats|rows|mistakes|characters"
)
WORDS = words_for(None)
SMALL = Course("small", "Small", "", "en", (Lesson("only", "Only", "", (Section("one", "One", "Text."),)),))
ADA = Learner(1, "Ada", "en", Pictures.SHOWN, None, datetime(2026, 3, 1, tzinfo=UTC))
PRACTICE = Practice(date(2026, 3, 1), frozenset({date(2026, 3, 1)}))
STANDING = Standing(1, SMALL, run=1, visit=1, place=Reading("one"))
ONE_EACH = Numbers(1, 1, 1, 1, (), (), (), groups=1, channels=1, group_learners=1, rounds=1, broadcasts=())


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 people"), (1, "1 person"), (2, "2 people"), (21, "21 people")]
)
def test_only_one_is_one(number: int, said: str) -> None:
    assert counted(number, "person", "people") == said


def test_what_is_made_by_an_s_needs_no_plural() -> None:
    assert (counted(1, "step"), counted(12, "step")) == ("1 step", "12 steps")


def test_no_template_puts_a_plural_behind_a_number_by_itself() -> None:
    found = [
        f"{template.relative_to(TEMPLATES)}: {match[0]}"
        for template in sorted(TEMPLATES.rglob("*.j2"))
        if template.parent.name != "course"  # there it is always more than some limit
        for match in re.finditer(rf"\}}\}} ({PLURALS})\b", _without_counted(template.read_text("utf-8")))
    ]
    assert not found


def _without_counted(template: str) -> str:
    return re.sub(r"\{% trans count=(?:(?!endtrans).)*\{% pluralize %\}.*?\{% endtrans %\}", "", template)


@pytest.mark.parametrize(
    "text",
    [
        learner.cover(WORDS, SMALL, None, ADA).text,
        progress(WORDS, ADA, LearnerProgress(Overview((SMALL,), (STANDING,), (), SMALL), PRACTICE)).text,
        progress_svg(WORDS, Theme.LIGHT, Sheet((course_lines(STANDING, {}),), PRACTICE, PRACTICE.today)),
        offering.courses(WORDS, CourseList((SMALL,), frozenset(), 0)).text,
        publishing.course(WORDS, CourseVersions(SMALL, (), "none")).text,
        screens.statistics(WORDS, ONE_EACH, (), ()).text,
        screens.statistics(WORDS, replace(ONE_EACH, groups=0, channels=2), (), ()).text,
        whom(WORDS, Unseen(1), {}),
        size(SMALL),
    ],
)
def test_one_of_something_is_said_as_one(text: str) -> None:
    assert not re.search(rf"(?<!\d)1 (days|{PLURALS})\b", text)
    assert not re.search(r"(?<!\d)(0|2) (group|channel|question)\b", text)
