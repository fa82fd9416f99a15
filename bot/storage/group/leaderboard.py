"""What a group's leaderboard is drawn from, counted where the answers are. For a Reader: of a large group it
takes a fifth of a second."""

from __future__ import annotations

from datetime import datetime

from bot.learning.group.leaderboard import DisplayName, MemberScore
from bot.learning.learner.attempts import AttemptResult
from bot.learning.visible_names import shown_name
from bot.storage.database import Row, Tx
from bot.storage.times import to_ms

_FIRST_IN_PRIVATE = (
    "SELECT a.learner_id, a.course_id, a.step_id, a.result, a.answered_at, v.came_at, ROW_NUMBER() OVER"
    " (PARTITION BY a.learner_id, a.course_id, a.step_id ORDER BY a.answered_at, a.run) AS nth"
    " FROM visitors AS v JOIN answers AS a ON a.learner_id = v.learner_id AND a.course_id = v.course_id"
    " WHERE v.group_key = ? AND a.attempt = 1"
)
"""One from before they came is no answer for the group, and makes later ones no first answers."""

_GIVEN = (
    "SELECT a.learner_id, r.course_id, r.step_id, a.correct, a.answered_at, 0 AS private, a.number"
    " FROM rounds AS r JOIN round_answers AS a ON a.group_key = r.group_key AND a.number = r.number"
    " WHERE r.group_key = ? UNION ALL"
    " SELECT learner_id, course_id, step_id, CASE WHEN result = ? THEN 1 ELSE 0 END, answered_at, 1, 0"
    " FROM in_private WHERE nth = 1 AND answered_at >= came_at"
)
_FIRST = (
    "SELECT learner_id, correct, answered_at, ROW_NUMBER() OVER"
    " (PARTITION BY learner_id, course_id, step_id ORDER BY answered_at, private, number) AS nth FROM given"
)
_COUNTED = (
    "SELECT learner_id, SUM(correct) AS points,"
    " SUM(CASE WHEN answered_at >= ? THEN correct ELSE 0 END) AS recent,"
    " MIN(CASE WHEN correct = 1 THEN answered_at END) AS first_right"
    " FROM firsts WHERE nth = 1 GROUP BY learner_id"
)
_SCORES = (
    f"WITH in_private AS ({_FIRST_IN_PRIVATE}), given AS ({_GIVEN}), firsts AS ({_FIRST}),"  # noqa: S608
    f" counted AS ({_COUNTED}) SELECT c.*, l.first_name, n.alias, COALESCE(n.hidden, 0) AS hidden"
    " FROM counted AS c JOIN learners AS l ON l.id = c.learner_id"
    " LEFT JOIN public_names AS n ON n.learner_id = c.learner_id"
    " WHERE c.points > 0 AND NOT EXISTS (SELECT 1 FROM group_members AS m"
    " WHERE m.group_key = ? AND m.learner_id = c.learner_id AND m.gone = 1)"
    " ORDER BY c.points DESC, c.first_right, c.learner_id"
)


def of_group(tx: Tx, group_key: str, since: datetime) -> tuple[MemberScore, ...]:
    """Of each member with points: what they answered first in the group's rounds, and in private since they
    came from it. The best first, of those with as many who had one first."""
    values = (group_key, group_key, AttemptResult.RIGHT.value, to_ms(since), group_key)
    return tuple(map(_score, tx.execute(_SCORES, values)))


def visitors(tx: Tx, group_key: str) -> frozenset[int]:
    """Those who came from the group to learn in private: what they answer there may come to count."""
    rows = tx.execute("SELECT DISTINCT learner_id FROM visitors WHERE group_key = ?", (group_key,))
    return frozenset(learner_id for (learner_id,) in rows)


def _score(row: Row) -> MemberScore:
    name = DisplayName(shown_name(row["first_name"], row["learner_id"]), row["alias"], bool(row["hidden"]))
    return MemberScore(row["learner_id"], name, row["points"], row["recent"])
