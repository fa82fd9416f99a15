"""`certificate:` of a course: what it takes, and every way to get it wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.course.model import CertificateTerms, Course
from bot.course.reading.loader import load_course
from bot.course.writing.files import course_text
from tests.course.reading import tea
from tests.course.reading.tea import mistakes_after


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("", None),
        ("certificate: true", CertificateTerms()),
        ("certificate: false", None),
        ("certificate:\n  first_tries: 80", CertificateTerms(first_tries=80)),
        ("certificate: {first_tries: 50, right: 100}", CertificateTerms(50, 100)),
    ],
)
def test_it_is_read_as_it_is_written(tmp_path: Path, written: str, terms: CertificateTerms | None) -> None:
    folder = tea.write(tmp_path, course=f"{tea.COURSE}{written}\n")
    loaded = load_course(folder)
    assert isinstance(loaded, Course), loaded
    assert loaded.certificate == terms
    again = course_text(loaded, ("1-water.yaml", "2-leaves.yaml"))
    assert load_course(tea.write(tmp_path, course=again)) == loaded


MISTAKES = [
    ("certificate: gold", '"certificate" can be true, for all lessons, or say below what it takes'),
    ("certificate: [80]", '"certificate" can be true'),
    ("certificate:", '"certificate" can be true'),
    ("certificate: {}", '"certificate" can be true'),
    ("certificate: {first_trys: 80}", 'did you mean "first_tries"?'),
    ("certificate: {first_tries: 80 %}", '"first_tries" is a percentage; write a whole number from 1 to 100'),
    ("certificate: {right: 0}", '"right" is a percentage'),
    ("certificate: {right: 101}", '"right" is a percentage'),
    ("certificate: {right: 0.8}", '"right" is a percentage'),
    ("certificate: {right: true}", '"right" is a percentage'),
    ("certificate: {right: [1]}", '"right" is a percentage'),
]


@pytest.mark.parametrize(("written", "said"), MISTAKES)
def test_a_mistake_in_it_says_what_to_write(tmp_path: Path, written: str, said: str) -> None:
    edit = ("course", "language: en\n", f"language: en\n{written}\n")
    (mistake,) = mistakes_after(tmp_path, edit)
    assert mistake.startswith("course.yaml:5:")
    assert said in mistake


def test_right_answers_that_nobody_can_give_are_a_mistake(tmp_path: Path) -> None:
    wanted = ("course", "language: en\n", "language: en\ncertificate: {right: 80}\n")
    (mistake,) = mistakes_after(tmp_path, wanted, ("water", "- question: How hot?", "- check: How hot?"))
    assert mistake.startswith("course.yaml:5:1: nothing in the lessons counts for this certificate")
