"""Rounds: rows <-> Round."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import datetime

from bot.learning.group.group import Style
from bot.learning.group.round import NoMessage, Round, RoundsDue
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


def open_(tx: Tx, round_: Round) -> Round:
    """A new round; whatever its number, it is given the group's next one."""
    (row,) = tx.execute(
        "INSERT INTO rounds"
        " (group_key, course_id, step_id, options, style, opened_at, closes_at, wording, number)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
        " (SELECT COALESCE(MAX(number), 0) + 1 FROM rounds WHERE group_key = ?)) RETURNING number",
        (
            round_.group_key,
            round_.course_id,
            round_.question_id,
            " ".join(round_.options),
            round_.style.value,
            to_ms(round_.opened_at),
            to_ms(round_.closes_at),
            round_.wording,
            round_.group_key,
        ),
    ).fetchall()
    return replace(round_, number=row["number"])


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


def shares_message(tx: Tx, round_: Round) -> bool:
    """Whether an earlier round was in the message in which this one is."""
    return (
        tx.execute(
            "SELECT 1 FROM rounds WHERE group_key = ? AND number < ? AND message_id = ? LIMIT 1",
            (round_.group_key, round_.number, round_.message_id),
        ).fetchone()
        is not None
    )


def lose_message(tx: Tx, round_: Round) -> None:
    """It has yet to go out."""
    tx.execute(
        "UPDATE rounds SET message_id = NULL WHERE group_key = ? AND number = ? AND closed_at IS NULL",
        (round_.group_key, round_.number),
    )


def lose_messages(tx: Tx, group_key: str) -> None:
    """The chat has a new id: messages of before cannot be changed there, and others have their ids."""
    tx.execute("UPDATE rounds SET message_id = NULL WHERE group_key = ? AND shown_at IS NULL", (group_key,))


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
    of_group, values = ("", ()) if group_key is None else (" AND group_key = ?", (group_key,))
    rows = tx.execute(
        f"SELECT * FROM rounds WHERE closed_at IS NULL{of_group} ORDER BY opened_at, number",  # noqa: S608
        values,
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
