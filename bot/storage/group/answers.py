"""What was answered in rounds. Primary keys make a second answer of one learner impossible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from bot.learning.group.leaderboard import DisplayName
from bot.learning.group.round import LastAnswer, Round, RoundAnswer, Tally
from bot.learning.kinds.base import NOTHING, Given
from bot.learning.visible_names import shown_name
from bot.storage.changes import GroupChanged
from bot.storage.database import Row, Tx
from bot.storage.group import rounds
from bot.storage.times import from_ms, to_ms


def of_learner(tx: Tx, round_: Round, learner_id: int) -> RoundAnswer | None:
    row = tx.execute(
        "SELECT * FROM round_answers WHERE group_key = ? AND number = ? AND learner_id = ?",
        (round_.group_key, round_.number, learner_id),
    ).fetchone()
    return _answer(row) if row else None


def last(tx: Tx, group_key: str, learner_id: int, course_id: str, question_id: str) -> LastAnswer | None:
    row = tx.execute(
        "SELECT rounds.number FROM rounds JOIN round_answers ON round_answers.group_key = rounds.group_key"
        " AND round_answers.number = rounds.number WHERE rounds.group_key = ? AND learner_id = ?"
        " AND course_id = ? AND step_id = ? ORDER BY rounds.number DESC LIMIT 1",
        (group_key, learner_id, course_id, question_id),
    ).fetchone()
    round_ = rounds.find(tx, group_key, row[0]) if row else None
    given = of_learner(tx, round_, learner_id) if round_ else None
    return LastAnswer(round_, given) if round_ and given else None


def add(tx: Tx, round_: Round, given: RoundAnswer) -> None:
    """Raises ConflictError where the learner has answered already."""
    tx.execute(
        "INSERT INTO round_answers (group_key, number, learner_id, chosen, correct, answered_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            round_.group_key,
            round_.number,
            given.learner_id,
            given.given,
            int(given.right),
            to_ms(given.at),
        ),
    )
    tx.changed(GroupChanged(round_.group_key))


def draft(tx: Tx, round_: Round, learner_id: int) -> Given:
    """A half-done answer; NOTHING where there is none."""
    row = tx.execute(
        "SELECT chosen FROM round_ticks WHERE group_key = ? AND number = ? AND learner_id = ?",
        (round_.group_key, round_.number, learner_id),
    ).fetchone()
    return Given(row[0]) if row else NOTHING


def save_draft(tx: Tx, round_: Round, learner_id: int, draft: Given) -> None:
    tx.execute(
        "INSERT INTO round_ticks (group_key, number, learner_id, chosen) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (group_key, number, learner_id) DO UPDATE SET chosen = excluded.chosen",
        (round_.group_key, round_.number, learner_id, draft),
    )


def count(tx: Tx, round_: Round) -> int:
    """How many have answered."""
    found: int = tx.execute(
        "SELECT COUNT(*) FROM round_answers WHERE group_key = ? AND number = ?",
        (round_.group_key, round_.number),
    ).fetchone()[0]
    return found


def tally(tx: Tx, round_: Round, nobody: Set[int]) -> Tally:
    rows = tx.execute(
        "SELECT round_answers.*, first_name, alias, hidden FROM round_answers"
        " JOIN learners ON learners.id = round_answers.learner_id"
        " LEFT JOIN public_names ON public_names.learner_id = round_answers.learner_id"
        " WHERE group_key = ? AND number = ? ORDER BY answered_at, learners.id",
        (round_.group_key, round_.number),
    ).fetchall()
    rows = [row for row in rows if row["learner_id"] not in nobody]
    right = [row for row in rows if row["correct"]]
    first = _name(right[0]) if right else None
    given = Counter(Given(row["chosen"]) for row in rows)
    return Tally(given, len(rows), len(right), None if first and first.hidden else first)


def _name(row: Row) -> DisplayName:
    shown = shown_name(row["first_name"], row["learner_id"])
    return DisplayName(shown, row["alias"], bool(row["hidden"]))


def _answer(row: Row) -> RoundAnswer:
    return RoundAnswer(
        row["learner_id"], Given(row["chosen"]), bool(row["correct"]), from_ms(row["answered_at"])
    )
