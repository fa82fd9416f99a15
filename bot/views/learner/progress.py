"""How far a learner is, in words and as a picture."""

from __future__ import annotations

from bot.course.keys import key
from bot.learning.learner.certificate import is_earned
from bot.learning.learner.learner import Learner, Pictures
from bot.learning.learner.practice import WEEKS
from bot.learning.learner.progress import LearnerProgress
from bot.learning.learner.standing import Standing
from bot.views.learner.certificate import to_certificate
from bot.views.learner.certificate_words import shown_id
from bot.views.learner.course_rows import course_rows
from bot.views.learner.progress_buttons import ProgressPage, pack
from bot.views.learner.progress_lines import LESSONS, OF_OTHERS, CourseLines, course_lines
from bot.views.learner.progress_picture import Sheet, progress_svg
from bot.views.pages import page
from bot.views.render import bar
from bot.views.review.buttons import to_review
from bot.views.screen import Drawing, Row, Screen
from bot.views.words import Words

SUBJECT = "progress"
COURSES = 10
"""Courses on a page."""


def progress(words: Words, learner: Learner, report: LearnerProgress, number: int = 0) -> Screen:
    """How far the learner is in each course of a page, with the results of earlier runs. The picture is on
    the first."""
    standings, to_certificates = report.overview.standings, _to_certificates(words, report)
    shown = page(range(max(len(standings), len(to_certificates))), number, COURSES)
    here = slice(shown.first, shown.first + COURSES)
    courses = [_lines(standing, report) for standing in standings[here]]
    practice = report.practice if learner.weeks and report.practice.days else None
    text = words.render(
        "learner/progress",
        name=learner.first_name,
        courses=[_values(course, report, drawn=learner.pictures is not Pictures.WORDS) for course in courses],
        firm=any(line.percent is not None for course in courses for line in course.lessons),
        certificates=[
            {"course": one.title, "number": shown_id(one.id), "date": words.formats.date(one.issued_on)}
            for one in report.certificates[here]
        ],
        page=shown.label,
        practice=practice and {"days": len(practice.days), "weeks": practice.weeks, "of": WEEKS},
    )
    of_courses = [row for course in courses for row in course_rows(words, course.standing)]
    turn = shown.turn(words, lambda number: pack(ProgressPage(number)))
    review = (to_review(words),) if courses and not shown.number else ()
    rows = (*of_courses, *review, *to_certificates[here], *turn)
    if not courses or shown.number or learner.pictures is Pictures.WORDS:
        return Screen(text, rows, words=words)
    svg = progress_svg(
        words, learner.theme, Sheet(_leading(courses, report), practice, report.practice.today)
    )
    title = words.word("learner.progress_title")
    picture = Drawing(svg, title, learner.id, SUBJECT)
    return Screen(text, rows, picture, words=words)


def _to_certificates(words: Words, report: LearnerProgress) -> list[Row]:
    """To those that there are, also of courses that are not taught any more, and to those that may be had."""
    had = {key(one.course_id): one.title for one in report.certificates}
    earned = (standing.course for standing in report.overview.standings if is_earned(standing))
    titles = {course.key: course.title for course in earned} | had
    return [to_certificate(words, course_key, title) for course_key, title in titles.items()]


def _lines(standing: Standing, report: LearnerProgress) -> CourseLines:
    leads = standing.course is report.overview.current
    return course_lines(standing, report.firmness, LESSONS if leads else OF_OTHERS)


def _leading(courses: list[CourseLines], report: LearnerProgress) -> tuple[CourseLines, ...]:
    """The course that the learner was last in comes first; the others stay in their order."""
    current = report.overview.current
    return tuple(sorted(courses, key=lambda course: course.standing.course is not current))


def _values(course: CourseLines, report: LearnerProgress, *, drawn: bool) -> dict[str, object]:
    standing = course.standing
    finished, lessons = len(standing.finished), len(standing.course.lessons)
    return {
        "title": standing.course.title,
        "run": standing.run,
        "bar": bar(finished, lessons) if drawn else "",
        "finished": finished,
        "lessons": lessons,
        "score": standing.score(),
        "lines": course.lessons,
        "before": course.before,
        "after": course.after,
        "earlier": [run for run in report.overview.earlier if run.course is standing.course],
    }
