"""Who knows how much: a point for each question whose first answer was right.

The first answer is the earliest one, in the group's rounds or in private; in private it counts for those who
came there from the group, from that moment on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

LINES = 10
"""Lines of a leaderboard; those who share the last one's points and do not fit are counted in one more."""


@dataclass(frozen=True)
class DisplayName:
    """How a learner wants to be named. `hidden`: not at all."""

    first_name: str
    alias: str | None = None
    hidden: bool = False

    @property
    def shown(self) -> str:
        return self.alias or self.first_name


@dataclass(frozen=True)
class FirstAnswer:
    """A learner's first answer to a question of a course, in a round or in private."""

    learner_id: int
    course_id: str
    question_id: str
    right: bool
    at: datetime


@dataclass(frozen=True)
class MemberScore:
    """A learner's points of all time, and those since a moment."""

    learner_id: int
    name: DisplayName
    points: int
    recent: int


@dataclass(frozen=True)
class BoardLine:
    """Those with the same points share the place."""

    place: int
    name: DisplayName
    points: int


@dataclass(frozen=True)
class Board:
    """The best, and how many more share the last line's points without fitting."""

    lines: tuple[BoardLine, ...]
    more: int = 0


def points(answers: Iterable[FirstAnswer], since: datetime | None = None) -> Counter[int]:
    """Learner -> right first answers, given at `since` or later. Each question counts once.

    This says plainly what storage counts in SQL, where the answers are; a test holds the two together."""
    first: dict[tuple[int, str, str], FirstAnswer] = {}
    for answer in sorted(answers, key=lambda answer: answer.at):
        first.setdefault((answer.learner_id, answer.course_id, answer.question_id), answer)
    return Counter(
        answer.learner_id
        for answer in first.values()
        if answer.right and (since is None or answer.at >= since)
    )


def board(scores: Mapping[int, int], names: Mapping[int, DisplayName]) -> Board:
    """The learners with points who may be named, best first, ties by name."""
    shown = {learner_id: name for learner_id, name in names.items() if not name.hidden}
    ranked = sorted(
        ((score, shown[learner_id]) for learner_id, score in scores.items() if score and learner_id in shown),
        key=lambda pair: (-pair[0], pair[1].shown.casefold()),
    )
    all_scores = [score for score, _ in ranked]
    lines = [BoardLine(all_scores.index(score) + 1, name, score) for score, name in ranked[:LINES]]
    cut_off = all_scores[LINES:]
    more = cut_off.count(lines[-1].points) if lines else 0
    return Board(tuple(lines), more)
