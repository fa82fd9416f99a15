"""Those who run the school: what they may see of one another, and what became of an appointment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple


@dataclass(frozen=True)
class Admin:
    """`name` is their first name, where they are known. `fixed`: one of ADMIN_IDS."""

    id: int
    name: str | None
    fixed: bool


class Contact(NamedTuple):
    """What is known of a person: `name` is their first name, if they ever wrote in private."""

    name: str | None
    may_be_written_to: bool


@dataclass(frozen=True)
class People:
    """`learners` came to the private chat; `active` were here within a week; `gone` blocked the bot."""

    learners: int
    active: int
    gone: int
    admins: tuple[Admin, ...]


class Appointment(Enum):
    """What became of /promote or /demote."""

    PROMOTED = auto()
    ALREADY = auto()
    STRANGER = auto()
    """Never wrote to the bot, so there is nobody to be found."""
    DEMOTED = auto()
    FIXED = auto()
    """One of ADMIN_IDS: not to be demoted here."""
    NONE = auto()
    """Was no admin."""
