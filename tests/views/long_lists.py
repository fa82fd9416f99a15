"""Screens that tell of any number of things, and what must hold of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.course.kinds.typed import Typed
from bot.course.model import Course, Lesson, Link, Question, Resources, Section, Term
from bot.learning.admins import Admin, People
from bot.learning.broadcast.broadcast import Broadcast, BroadcastState
from bot.learning.group.group import Chat, ChatKind, Group
from bot.learning.learner.learner import Learner, Pictures
from bot.learning.learner.overview import Overview
from bot.learning.learner.place import CourseDone, LessonDone
from bot.learning.learner.practice import Practice
from bot.learning.learner.progress import LearnerProgress
from bot.learning.learner.standing import Standing
from bot.learning.school.offering import CourseList, RemovedCourse
from bot.learning.school.publication import CourseVersions, Published, UploadDraft, WhichCourse
from bot.learning.school.retention import INTERVALS, QuestionRetention, Recalled, Retention
from bot.learning.school.statistics import Funnel, Numbers
from bot.learning.search.terms import letter_key
from bot.views.broadcast.compose import audiences
from bot.views.deep_links import Links
from bot.views.group.buttons import SetupPage
from bot.views.group.messages import greeting, section
from bot.views.group.setup import SetupContext, setup
from bot.views.learner import screens as learner
from bot.views.learner.contents import contents
from bot.views.learner.place import place
from bot.views.learner.progress import progress
from bot.views.pages import page
from bot.views.school import offering, publishing
from bot.views.school import screens as school
from bot.views.school.retention import retention
from bot.views.screen import Button, Screen
from bot.views.search.glossary import terms_of_letter
from bot.views.search.results import Asked
from bot.views.split_html import plain_length
from bot.views.split_message import CAPTION, TEXT, messages_of
from bot.views.words import words_for

WORDS = words_for(None)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADA = Learner(2**52, "Ada", "en", Pictures.SHOWN, None, NOW)
LENGTHS = (0, 1, 97, 100, 101, 500)
TITLE = "A title that is as long as titles are, {}"
GROUP = Group("k" * 8, Chat(-(10**12) - 7, "Tea club", ChatKind.FORUM), NOW)
DRAFT = Broadcast(2**31, BroadcastState.DRAFT, None)
PRACTICE = Practice(today=NOW.date(), days=frozenset())
NOBODY = Overview((), (), (), None)
SMALL = (Lesson("only", "Only", "", (Section("one", "One", "Text."),)),)
COUNTS = Numbers(1, 1, 1, 1, (), (), (), groups=1, channels=1, group_learners=1, rounds=1, broadcasts=())


def title(number: int) -> str:
    return TITLE.format(f"no {number:03}")


def courses(count: int) -> tuple[Course, ...]:
    return tuple(Course(f"course-{i}", title(i), "Short.", "en", SMALL) for i in range(count))


def question(number: int) -> Question:
    return Question(f"q{number}", title(number), "What?", Typed(("tea",)), "Tea.")


def many_lessons(count: int) -> Course:
    one = Section("s", "S", "Text.")
    lessons = (Lesson(f"l{i}", title(i), "Short.", (replace(one, id=f"s{i}"),)) for i in range(count))
    return Course("many", "Many", "Short.", "en", tuple(lessons) or SMALL)


def many_steps(count: int) -> Course:
    steps = (Section("one", "One", "Text."), *map(question, range(count)))
    return Course("many", "Many", "Short.", "en", (Lesson("only", "Only", "", steps),))


def standings(count: int) -> Overview:
    found = courses(count)
    begun = tuple(Standing(1, one, run=9, visit=9, place=CourseDone()) for one in found)
    return Overview(found, begun, begun, found[0] if found else None)


def with_words(count: int) -> Course:
    terms = tuple(Term(title(i), "What it means. " * 6) for i in range(count))
    links = tuple(Link(title(i), f"https://example.org/{i}", "About it. " * 6) for i in range(count))
    return replace(courses(1)[0], glossary=terms, resources=Resources(links=links, note="Marks a note."))


def people(count: int) -> People:
    return People(1, 1, 1, tuple(Admin(2**52 + i, title(i), fixed=False) for i in range(count)))


def funnels(count: int) -> tuple[Funnel, ...]:
    lessons = tuple((one, 5) for one in many_lessons(30).lessons)
    return tuple(Funnel(one, 9, 3, lessons) for one in courses(count))


def of_courses(count: int, number: int) -> Screen:
    where = SetupContext(NOW, courses_page=number)
    return setup(WORDS, GROUP, courses(count), where, SetupPage.COURSE)


PAGED: dict[str, Callable[[int, int], Screen]] = {
    "courses": lambda n, at: learner.courses(WORDS, Overview(courses(n), (), (), None), at),
    "lessons": lambda n, at: learner.lessons(WORDS, many_lessons(n), None, at),
    "contents": lambda n, at: contents(WORDS, many_steps(n), many_steps(n).lessons[0], None, at),
    "progress": lambda n, at: progress(WORDS, ADA, LearnerProgress(standings(n), PRACTICE), at),
    "a letter of the glossary": lambda n, at: terms_of_letter(
        WORDS, with_words(n), letter_key("A"), Asked("", NOBODY), at
    ),
    "resources": lambda n, at: learner.resources(WORDS, with_words(n), None, at),
    "removed courses": lambda n, at: offering.removed_courses(
        WORDS, [RemovedCourse(f"{i:012}", one) for i, one in enumerate(courses(n))], at
    ),
    "the admins' courses": lambda n, at: offering.courses(WORDS, CourseList(courses(n), frozenset(), 1), at),
    "a course of theirs": lambda n, at: publishing.course(
        WORDS, CourseVersions(many_lessons(n), (), "x"), at
    ),
    "which course": lambda n, at: publishing.which_course(
        WORDS, WhichCourse(UploadDraft(2**31), "New", courses(n)), at
    ),
    "people": lambda n, at: school.people(WORDS, people(n), at),
    "statistics": lambda n, at: school.statistics(WORDS, COUNTS, funnels(n), (), at),
    "what stays": lambda n, at: retention(WORDS, retentions(n), at),
    "audiences": lambda n, at: audiences(WORDS, DRAFT, page(courses(n), at), ("en", "de")),
    "a group's courses": of_courses,
}
"""Each list: its page `at`, where it has `n` entries."""


def retentions(count: int) -> tuple[Retention, ...]:
    counts = tuple(Recalled(2**31, 2**30) for _ in INTERVALS)
    small = Course("small", TITLE, "", "en", SMALL)
    return tuple(
        Retention(
            small,
            Question(str(number), title(number), "", Typed(("x",)), ""),
            QuestionRetention("small", str(number), counts, 2**31, 2**30),
        )
        for number in range(count)
    )


def done(count: int, where: LessonDone | CourseDone) -> Screen:
    return place(WORDS, Standing(1, many_steps(count), run=1, visit=1, place=where), ADA)


def unfinished(count: int) -> Screen:
    return place(WORDS, Standing(1, many_lessons(count), run=1, visit=1, place=CourseDone()), ADA)


def welcome(count: int) -> Screen:
    overview = standings(count)
    return learner.welcome(WORDS, ADA, overview)


def posted(count: int) -> Screen:
    course = many_steps(count)
    shown = course.step("one")
    assert isinstance(shown, Section)
    return section(WORDS, GROUP, course, shown, Links("tea_bot"))


BOUNDED: dict[str, Callable[[int], Screen]] = {
    "the end of a lesson": lambda n: done(n, LessonDone("only")),
    "the end of a course": lambda n: done(n, CourseDone()),
    "a course with open lessons": unfinished,
    "a beginner's welcome": lambda n: learner.welcome(WORDS, ADA, Overview(courses(n), (), (), None)),
    "a learner's welcome": welcome,
    "a section in a group": posted,
    "a greeting": lambda n: greeting(WORDS, GROUP, courses(n), False, Links("tea_bot")),
    "what was published": lambda n: publishing.published(WORDS, Published(courses(n)), None, "", False),
    "stand-ins": lambda n: publishing.stand_in(WORDS, [title(i) for i in range(n)]),
}
"""What tells of many things and has no pages."""


def check(screen: Screen) -> None:
    """Source: https://core.telegram.org/bots/api#sendmessage and #inlinekeyboardbutton"""
    for message in messages_of(screen):
        least, most = (0, CAPTION) if message.picture else (1, TEXT)
        assert least <= plain_length(message.text) <= most
        buttons = [button for row in message.rows for button in row]
        assert len(buttons) <= 100
        assert all(len(row) <= 8 for row in message.rows)
        assert all(button.label for button in buttons)
        assert all(1 <= len(one.data.encode()) <= 64 for one in buttons if isinstance(one, Button))


def pages(draw: Callable[[int, int], Screen], count: int) -> Iterator[Screen]:
    """All pages, from the first on, as long as they differ from those before."""
    seen: list[Screen] = []
    while (shown := draw(count, len(seen))) not in seen:
        seen.append(shown)
        yield shown
