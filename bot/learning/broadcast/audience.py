"""Whom a broadcast is for, as values, and as the words that the command line and the database know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import assert_never


@dataclass(frozen=True)
class Everyone:
    """All learners who may be written to."""


@dataclass(frozen=True)
class Learning:
    """Those who have begun the course."""

    course_id: str


@dataclass(frozen=True)
class Finished:
    """Those who have been through the whole course at least once."""

    course_id: str


@dataclass(frozen=True)
class Unseen:
    """Those who have not been here for so many days."""

    days: int


@dataclass(frozen=True)
class Speaking:
    """Those who chose this language, or else have it in Telegram, of whatever country: two or three small
    letters."""

    language: str


@dataclass(frozen=True)
class AllGroups:
    """All groups the bot is in."""


@dataclass(frozen=True)
class AllChannels:
    """All channels the bot is in."""


Audience = Everyone | Learning | Finished | Unseen | Speaking | AllGroups | AllChannels

MOST_DAYS = 3650


def write(audience: Audience) -> str:
    """ "everyone", "course:tea", "finished:tea", "unseen:30", "language:de", "groups", "channels"."""
    match audience:
        case Everyone():
            return "everyone"
        case Learning(course_id):
            return f"course:{course_id}"
        case Finished(course_id):
            return f"finished:{course_id}"
        case Unseen(days):
            return f"unseen:{days}"
        case Speaking(language):
            return f"language:{language}"
        case AllGroups():
            return "groups"
        case AllChannels():
            return "channels"
        case _:
            assert_never(audience)


def read(text: str) -> Audience | None:
    """What `write` wrote, or a person typed; None for anything else."""
    kind, _, value = text.strip().partition(":")
    whole: dict[str, Audience] = {"everyone": Everyone(), "groups": AllGroups(), "channels": AllChannels()}
    if not value:
        return whole.get(kind)
    if kind in ("course", "finished") and re.fullmatch(r"[a-z0-9-]{1,60}", value):
        return Learning(value) if kind == "course" else Finished(value)
    if kind == "unseen" and (days := _number(value)) and days <= MOST_DAYS:
        return Unseen(days)
    if kind == "language" and re.fullmatch(r"[a-z]{2,3}", value):
        return Speaking(value)
    return None


def _number(text: str) -> int | None:
    """A whole number above 0."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,15}", text) else None
