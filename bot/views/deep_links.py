"""Links that open the bot's private chat with something to show there.

A payload has at most 64 of A-Z a-z 0-9 _ -, and anyone can write one by hand: it names, it does not allow.
Source: https://core.telegram.org/bots/features#deep-linking
"""

from __future__ import annotations

import re
from dataclasses import dataclass


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
class Links:
    """`username` is the bot's."""

    username: str

    def to(self, target: StepLink | SetupLink) -> str:
        return f"https://t.me/{self.username}?start={payload(target)}"


def payload(target: StepLink | SetupLink) -> str:
    """Begins with a capital letter, as no course's id does."""
    if isinstance(target, SetupLink):
        return f"S{target.group_key}"
    return f"G{target.group_key}{target.step_key}"


def read(text: str) -> StepLink | SetupLink | None:
    """What `payload` wrote; None for anything else."""
    if found := re.fullmatch(r"G([\w-]{8})([\w-]{8})", text, re.ASCII):
        return StepLink(found[1], found[2])
    if found := re.fullmatch(r"S([\w-]{8})", text, re.ASCII):
        return SetupLink(found[1])
    return None
