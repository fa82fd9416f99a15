"""A certificate: what it takes, what stands on it, and the name that a learner writes for it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from bot.course.model import CertificateTerms
from bot.learning.learner.attempts import Score
from bot.learning.learner.outcome import Gone
from bot.learning.learner.standing import Standing
from bot.learning.visible_names import is_visible

LONGEST_NAME = 60
"""Characters: more would be too small to read."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is easily taken for a digit. Source: https://www.crockford.com/base32.html"""
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})
_ID = re.compile(f"[{_ALPHABET}]{{10}}")
RANDOM_BYTES = 7
"""So many make an id: 50 of their bits."""

_TURNING = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
"""What turns the text around it, or is never seen. The two joiners stay: some scripts need them."""


@dataclass(frozen=True)
class CertificateResult:
    """Of one run: its lessons, the quiz's questions, and how many of those were right at the first try, and
    in the end."""

    lessons: int
    questions: int
    first_tries: int
    right: int


@dataclass(frozen=True)
class Certificate:
    """As it was on the day: `title` is what the course was called, `issued_on` by the learner's calendar."""

    id: str
    course_id: str
    title: str
    issued_on: date
    result: CertificateResult


class NameProblem(Enum):
    """Why a name cannot stand on a certificate."""

    NOTHING_SEEN = auto()
    TOO_LONG = auto()
    NO_LETTERS = auto()
    """There are letters in it that no font here has."""


@dataclass(frozen=True)
class NameWanted:
    """The learner's next message is the name. `course_key` stands for the course; `suggested`: the name that
    was kept, or the first name; `keeps`: it will be kept; `problem`: with the name before."""

    title: str
    course_key: str
    suggested: str
    keeps: bool
    problem: NameProblem | None = None


@dataclass(frozen=True)
class NameForCertificate:
    """What was written is the name that was asked for."""

    course_key: str


@dataclass(frozen=True)
class CertificateNamed:
    """There is a certificate, and a name for it. `kept`: the name is. `improved`: the present run's result is
    better."""

    certificate: Certificate
    course_key: str
    name: str
    kept: bool
    improved: bool = False


@dataclass(frozen=True)
class NotEarned:
    """It takes more."""

    standing: Standing
    terms: CertificateTerms


CertificateOutcome = NameWanted | CertificateNamed | NotEarned | Gone


def drawing_of(certificate_id: str) -> str:
    """The subject under which its picture is remembered."""
    return f"certificate-{certificate_id}"


def certificate_id(random: bytes) -> str:
    """An id that nobody can guess, of RANDOM_BYTES that nobody knows."""
    number = int.from_bytes(random, "big")
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(10))


def id_in(text: str) -> str | None:
    """The id that is meant, as people may have read it off a sheet; None for what can be none."""
    plain = text.upper().replace("-", "").translate(_MISREAD)
    return plain if text.isascii() and _ID.fullmatch(plain) else None


def is_earned(standing: Standing) -> bool:
    """Whether the course gives a certificate for this run as it is now."""
    terms = standing.course.certificate
    if terms is None or any(lesson.id not in standing.finished for lesson in standing.course.lessons):
        return False
    score = standing.score()
    return percent(score.right, score) >= terms.first_tries and percent(score.by_now, score) >= terms.right


def percent(right: int, score: Score) -> int:
    """Of the questions that count, rounded down: 79.9 % are not 80."""
    return 100 * right // score.of if score.of else 100


def result_of_run(standing: Standing) -> CertificateResult:
    score = standing.score()
    return CertificateResult(len(standing.course.lessons), score.of, score.right, score.by_now)


def is_better(now: CertificateResult, before: CertificateResult) -> bool:
    """By first tries, of the same number of questions."""
    return now.questions == before.questions and now.first_tries > before.first_tries


def name_on_certificate(text: str) -> str | NameProblem:
    """The name that is wanted, on one line."""
    seen = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text[:1000])
    name = " ".join(unicodedata.normalize("NFC", _TURNING.sub("", seen)).split())
    if not is_visible(name):
        return NameProblem.NOTHING_SEEN
    return name if len(name) <= LONGEST_NAME else NameProblem.TOO_LONG
