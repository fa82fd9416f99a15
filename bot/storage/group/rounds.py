"""Rounds and what was answered in them. Primary keys make a second answer of one learner impossible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import replace
from datetime import datetime

from bot.learning.group.group import Style
from bot.learning.group.leaderboard import Name
from bot.learning.group.round import LastAnswer, NoMessage, Round, RoundAnswer, RoundsDue, Tally
from bot.learning.kinds.base import NOTHING, Given
from bot.learning.visible_names import shown_name
from bot.storage.changes import GroupChanged
from bot.storage.database import Row, Tx
from bot.storage.times import from_ms, to_ms

_NO_MESSAGE = {0: NoMessage.UNHEARD, -1: NoMessage.REFUSED}
"""In the place of a message's id."""
_INSTEAD = {why: number for number, why in _NO_MESSAGE.items()}


def find(tx: Tx, group_key: str, number: int) -> Round | None:
    row = tx.execute(
        "SELECT * FROM rounds WHERE group_key = ? AND number = ?", (group_key, number)
    ).fetchone()
    return read(row) if row else None


def of_poll(tx: Tx, poll_id: str) -> Round | None:
    row = tx.execute("SELECT * FROM rounds WHERE poll_id = ?", (poll_id,)).fetchone()
    return read(row) if row else None


def open_(
    tx: Tx,
    group_key: str,
    course_id: str,
    question_id: str,
    options: tuple[str, ...],
    style: Style,
    opened_at: datetime,
    closes_at: datetime,
    wording: str,
) -> Round:
    """A new round, with the group's next number."""
    last = tx.execute("SELECT MAX(number) FROM rounds WHERE group_key = ?", (group_key,)).fetchone()[0]
    round_ = Round(group_key, (last or 0) + 1, course_id, question_id, options, style, opened_at, closes_at)
    tx.execute(
        "INSERT INTO rounds"
        " (group_key, number, course_id, step_id, options, style, opened_at, closes_at, wording)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            group_key,
            round_.number,
            course_id,
            question_id,
            " ".join(options),
            style.value,
            to_ms(opened_at),
            to_ms(closes_at),
            wording,
        ),
    )
    return replace(round_, wording=wording)


def sent(tx: Tx, round_: Round, message_id: int, poll_id: str | None, style: Style) -> None:
    """The round's message went out, in this style; for a poll with its id."""
    tx.execute(
        "UPDATE rounds SET message_id = ?, poll_id = ?, style = ? WHERE group_key = ? AND number = ?",
        (message_id, poll_id, style.value, round_.group_key, round_.number),
    )


def without_message(tx: Tx, round_: Round, why: NoMessage) -> None:
    """It was sent, and there is no message of which the id is known."""
    sent(tx, round_, _INSTEAD[why], None, round_.style)


def reword(tx: Tx, round_: Round, wording: str) -> None:
    """What the round asks."""
    tx.execute(
        "UPDATE rounds SET wording = ? WHERE group_key = ? AND number = ?",
        (wording, round_.group_key, round_.number),
    )


def lose_messages(tx: Tx, group_key: str) -> None:
    """The chat has a new id: messages of before cannot be changed there."""
    tx.execute("UPDATE rounds SET message_id = NULL WHERE group_key = ? AND closed_at IS NULL", (group_key,))


def close(tx: Tx, round_: Round, now: datetime) -> None:
    tx.execute(
        "UPDATE rounds SET closed_at = ? WHERE group_key = ? AND number = ? AND closed_at IS NULL",
        (to_ms(now), round_.group_key, round_.number),
    )


def closing_shown(tx: Tx, round_: Round, now: datetime) -> None:
    tx.execute(
        "UPDATE rounds SET shown_at = ? WHERE group_key = ? AND number = ?",
        (to_ms(now), round_.group_key, round_.number),
    )


def closing_due(tx: Tx, round_: Round) -> None:
    """The result is to be shown, once more."""
    tx.execute(
        "UPDATE rounds SET shown_at = NULL WHERE group_key = ? AND number = ?",
        (round_.group_key, round_.number),
    )


def open_ones(tx: Tx, group_key: str | None = None) -> tuple[Round, ...]:
    """The rounds that are not closed, of one group or of all, the oldest first."""
    rows = tx.execute(
        "SELECT * FROM rounds WHERE closed_at IS NULL AND (? IS NULL OR group_key = ?)"
        " ORDER BY opened_at, number",
        (group_key, group_key),
    )
    return tuple(map(read, rows.fetchall()))


def to_show(tx: Tx, group_key: str) -> RoundsDue:
    rows = tx.execute(
        "SELECT * FROM rounds WHERE group_key = ? AND shown_at IS NULL"
        " AND (closed_at IS NOT NULL OR message_id IS NULL) ORDER BY number",
        (group_key,),
    )
    rounds = tuple(map(read, rows.fetchall()))
    closed = tuple(round_ for round_ in rounds if round_.closed_at)
    return RoundsDue(closed, tuple(round_ for round_ in rounds if not round_.closed_at))


def asked(tx: Tx, group_key: str, course_id: str, since: datetime | None) -> Set[str]:
    """The ids of the questions that the group has had in this time through the course: without those of which
    nobody heard, as it seems; those that were refused are had."""
    unheard = _INSTEAD[NoMessage.UNHEARD]
    rows = tx.execute(
        "SELECT step_id FROM rounds WHERE group_key = ? AND course_id = ? AND opened_at >= ?"
        " AND (closed_at IS NULL OR COALESCE(message_id, ?) <> ? OR EXISTS (SELECT 1"
        " FROM round_answers WHERE round_answers.group_key = rounds.group_key"
        " AND round_answers.number = rounds.number))",
        (group_key, course_id, to_ms(since) if since else 0, unheard, unheard),
    )
    return {row[0] for row in rows}


def answer_of(tx: Tx, round_: Round, learner_id: int) -> RoundAnswer | None:
    row = tx.execute(
        "SELECT * FROM round_answers WHERE group_key = ? AND number = ? AND learner_id = ?",
        (round_.group_key, round_.number, learner_id),
    ).fetchone()
    return _answer(row) if row else None


def last_answer(
    tx: Tx, group_key: str, learner_id: int, course_id: str, question_id: str
) -> LastAnswer | None:
    row = tx.execute(
        "SELECT rounds.number FROM rounds JOIN round_answers ON round_answers.group_key = rounds.group_key"
        " AND round_answers.number = rounds.number WHERE rounds.group_key = ? AND learner_id = ?"
        " AND course_id = ? AND step_id = ? ORDER BY rounds.number DESC LIMIT 1",
        (group_key, learner_id, course_id, question_id),
    ).fetchone()
    round_ = find(tx, group_key, row[0]) if row else None
    given = answer_of(tx, round_, learner_id) if round_ else None
    return LastAnswer(round_, given) if round_ and given else None


def add_answer(tx: Tx, round_: Round, given: RoundAnswer) -> None:
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
    here = (round_.group_key, round_.number, learner_id)
    tx.execute("DELETE FROM round_ticks WHERE group_key = ? AND number = ? AND learner_id = ?", here)
    tx.execute(
        "INSERT INTO round_ticks (group_key, number, learner_id, chosen) VALUES (?, ?, ?, ?)",
        (*here, draft),
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


def _name(row: Row) -> Name:
    shown = shown_name(row["first_name"], row["learner_id"])
    return Name(shown, row["alias"], bool(row["hidden"]))


def read(row: Row) -> Round:
    """The round of a row of its table."""
    return Round(
        group_key=row["group_key"],
        number=row["number"],
        course_id=row["course_id"],
        question_id=row["step_id"],
        options=tuple(row["options"].split()),
        style=Style(row["style"]),
        opened_at=from_ms(row["opened_at"]),
        closes_at=from_ms(row["closes_at"]),
        message_id=row["message_id"] if row["message_id"] not in _NO_MESSAGE else None,
        no_message=_NO_MESSAGE.get(row["message_id"]),
        poll_id=row["poll_id"],
        closed_at=from_ms(row["closed_at"]) if row["closed_at"] is not None else None,
        wording=row["wording"],
    )


def _answer(row: Row) -> RoundAnswer:
    return RoundAnswer(
        row["learner_id"], Given(row["chosen"]), bool(row["correct"]), from_ms(row["answered_at"])
    )
