"""Links that open the bot's private chat with something to show there.

A payload has at most 64 of A-Z a-z 0-9 _ -, and anyone can write one by hand: it names, it does not allow.
Source: https://core.telegram.org/bots/features#deep-linking
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from bot.course.keys import key
from bot.course.model import Course, Lesson

MAX_PAYLOAD = 64


@dataclass(frozen=True)
class StepLink:
    """From a group to a step of its course."""

    group_key: str
    step_key: str


@dataclass(frozen=True)
class SetupLink:
    """To the setup of a channel."""

    group_key: str


@dataclass(frozen=True)
class CertificateLink:
    """Shows anybody that a certificate is genuine."""

    id: str


@dataclass(frozen=True)
class LookLink:
    """To a step, to be looked at."""

    step_key: str


@dataclass(frozen=True)
class TermLink:
    """To a term of a course's glossary."""

    course_key: str
    term_key: str


Target = StepLink | SetupLink | LookLink | TermLink


@dataclass(frozen=True)
class Links:
    """`username` is the bot's."""

    username: str

    def to_course(self, course_id: str, lesson_id: str | None = None) -> str:
        return f"https://t.me/{self.username}?start={to_course(course_id, lesson_id)}"

    def to(self, target: Target | CertificateLink) -> str:
        return f"https://t.me/{self.username}?start={payload(target)}"


def to_course(course_id: str, lesson_id: str | None) -> str:
    """The payload for a course, or for a lesson of it: by their ids, or by the lesson's key where there is
    no room for both."""
    if lesson_id is None:
        return course_id
    by_ids = f"{course_id}--{lesson_id}"
    return by_ids if len(by_ids) <= MAX_PAYLOAD else f"L{key(course_id, 'lesson', lesson_id)}"


def course_of(payload: str, courses: Sequence[Course]) -> tuple[Course, Lesson | None] | None:
    """Where `to_course` leads; None where it leads nowhere (any more)."""
    if found := re.fullmatch(r"L([\w-]{8})", payload, re.ASCII):
        lessons = ((course, lesson) for course in courses for lesson in course.lessons)
        return next((one for one in lessons if one[0].lesson_key(one[1].id) == found[1]), None)
    course_id, _, lesson_id = payload.partition("--")
    course = next((course for course in courses if course.id == course_id), None)
    lesson = course.lesson(lesson_id) if course else None
    return (course, lesson) if course and (lesson or not lesson_id) else None


def certificate_of(payload: str) -> str | None:
    """The certificate's id that a payload names, as people may have typed it; None where it names none."""
    prefix, _, rest = payload.partition("-")
    return rest if prefix.lower() == "cert" and rest else None


def payload(target: Target | CertificateLink) -> str:
    """Begins with a capital letter, as no course's id does; for certificates, courses come first."""
    match target:
        case StepLink(group_key, step_key):
            return f"G{group_key}{step_key}"
        case SetupLink(group_key):
            return f"S{group_key}"
        case LookLink(step_key):
            return f"K{step_key}"
        case TermLink(course_key, term_key):
            return f"W{course_key}{term_key}"
        case CertificateLink(certificate_id):
            return f"cert-{certificate_id}"
        case _:
            assert_never(target)


def read(text: str) -> Target | None:
    """What `payload` wrote; None for anything else."""
    if found := re.fullmatch(r"G([\w-]{8})([\w-]{8})", text, re.ASCII):
        return StepLink(found[1], found[2])
    if found := re.fullmatch(r"S([\w-]{8})", text, re.ASCII):
        return SetupLink(found[1])
    if found := re.fullmatch(r"K([\w-]{8})", text, re.ASCII):
        return LookLink(found[1])
    if found := re.fullmatch(r"W([\w-]{8})([\w-]{8})", text, re.ASCII):
        return TermLink(found[1], found[2])
    return None
