"""What a transaction has changed, for whoever remembers something that was counted from it."""

from __future__ import annotations

from typing import NamedTuple


class LearnerChanged(NamedTuple):
    """Their name, what they answered first in private, or that they are known at all."""

    learner_id: int


class GroupChanged(NamedTuple):
    """What was answered in its rounds, who learns there, or who of them has left."""

    group_key: str


class LanguageChosen(NamedTuple):
    """The one that a learner wants to be spoken to in; None: they have said nothing (any more)."""

    learner_id: int
    language: str | None


StoredChange = LearnerChanged | GroupChanged | LanguageChosen
