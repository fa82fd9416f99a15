"""What a certificate takes, its number, and the names that can stand on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.course.library import Library
from bot.course.model import CertificateTerms
from bot.learning.kinds.base import NOTHING
from bot.learning.learner.attempts import Answer, AttemptResult
from bot.learning.learner.certificate import (
    LONGEST_NAME,
    NameProblem,
    certificate_id,
    id_in,
    is_earned,
    name_on_certificate,
)
from bot.learning.learner.place import CourseDone
from bot.learning.learner.standing import Standing

RIGHT, WRONG = AttemptResult.RIGHT, AttemptResult.WRONG


def standing(
    tea: Library, terms: CertificateTerms | None, *results: tuple[str, int, AttemptResult]
) -> Standing:
    course = replace(tea.courses[0], certificate=terms)
    answers = tuple(Answer(step, attempt, NOTHING, result) for step, attempt, result in results)
    done = frozenset(lesson.id for lesson in course.lessons)
    return Standing(1, course, 1, 9, CourseDone(), answers, done)


def test_it_takes_all_lessons_and_the_course_has_to_give_one(tea: Library) -> None:
    assert is_earned(standing(tea, CertificateTerms()))
    assert not is_earned(standing(tea, None))
    assert not is_earned(replace(standing(tea, CertificateTerms()), finished=frozenset({"water"})))


def test_first_tries_and_what_is_right_in_the_end_are_two_things(tea: Library) -> None:
    put_right = (("how-hot", 1, WRONG), ("how-hot", 2, RIGHT), ("which", 1, RIGHT))
    assert is_earned(standing(tea, CertificateTerms(first_tries=50, right=100), *put_right))
    assert not is_earned(standing(tea, CertificateTerms(first_tries=51), *put_right))
    assert not is_earned(standing(tea, CertificateTerms(right=51), ("which", 1, RIGHT)))


@settings(derandomize=True, database=None, deadline=None)
@given(st.binary(min_size=7, max_size=7))
def test_an_id_is_found_again_however_it_was_read_off_the_sheet(random: bytes) -> None:
    made = certificate_id(random)
    misread = made.replace("0", "o").replace("1", "l").lower()
    assert id_in(made) == id_in(misread) == id_in(f"{made[:5]}-{made[5:]}") == made


def test_ids_differ_and_what_can_be_none_is_none() -> None:
    assert len({certificate_id(bytes([n, 0, n, 0, 0, 0, n])) for n in range(200)}) == 200
    for text in ("", "7K3Q9XM2A", "7K3Q9XM2ABC", "7K3Q9XM2A'", "7K3Q9XM2Aß", "x" * 4000, "ｘ" * 10):
        assert id_in(text) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("  Ada \n Lovelace\t", "Ada Lovelace"),
        ('<b>Ada</b> & "Co"', '<b>Ada</b> & "Co"'),
        ("\u202eadA\u202c", "adA"),
        ("Zoe\u0308", "Zoë"),
        ("\x00A\x1bda\x07", "A da"),
        ("عدى بن حاتم", "عدى بن حاتم"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
        ("x" * (LONGEST_NAME + 1), NameProblem.TOO_LONG),
        ("x" * 100_000, NameProblem.TOO_LONG),
        ("\u200b\u3164 \u2800", NameProblem.NOTHING_SEEN),
        ("", NameProblem.NOTHING_SEEN),
    ],
)
def test_a_name_is_one_line_of_what_can_be_seen(written: str, name: str | NameProblem) -> None:
    assert name_on_certificate(written) == name
