"""Reports of mistakes, and which message of whom is taken for one, or for the answer to one."""

from __future__ import annotations

from datetime import datetime

from bot.learning.school.report import OPEN_FOR, AnswerTo, AskedForReport, NextMessage, Report, ReportRecord
from bot.storage.counters import next_id
from bot.storage.database import Row, Tx
from bot.storage.times import to_ms


def ask_words(tx: Tx, learner_id: int, course_id: str, step_id: str, now: datetime) -> None:
    """The learner's next message is taken for a report on this step."""
    _ask(tx, learner_id, (course_id, step_id, None), now)


def ask_answer(tx: Tx, admin_id: int, report_id: int, now: datetime) -> None:
    """The admin's next message is taken for the answer to this report."""
    _ask(tx, admin_id, (None, None, report_id), now)


def asked(tx: Tx, learner_id: int, now: datetime) -> NextMessage | None:
    """A learner who has moved on in a course since they were asked means no report any more."""
    row = tx.execute(
        "SELECT * FROM wishes AS w WHERE learner_id = ? AND asked_at > ?"
        " AND (report_id IS NOT NULL OR NOT EXISTS"
        " (SELECT 1 FROM progress AS p WHERE p.learner_id = w.learner_id AND p.moved_at > w.asked_at))",
        (learner_id, to_ms(now - OPEN_FOR)),
    ).fetchone()
    if row is None:
        return None
    if row["report_id"] is not None:
        return AnswerTo(row["report_id"])
    if row["step_id"] is None:  # it is something else that was asked for
        return None
    return AskedForReport(row["course_id"], row["step_id"])


def ask_no_more(tx: Tx, learner_id: int) -> None:
    tx.execute("DELETE FROM wishes WHERE learner_id = ?", (learner_id,))


def made_since(tx: Tx, learner_id: int, since: datetime) -> int:
    found: int = tx.execute(
        "SELECT COUNT(*) FROM reports WHERE learner_id = ? AND made_at > ?", (learner_id, to_ms(since))
    ).fetchone()[0]
    return found


def made_by(tx: Tx, learner_id: int, message_id: int) -> ReportRecord | None:
    """The report that this message was taken for, when it comes once more."""
    row = tx.execute(
        f"{_REPORTS} WHERE r.learner_id = ? AND r.message_id = ?", (learner_id, message_id)
    ).fetchone()
    return _record(row) if row else None


def answered_by(tx: Tx, message_id: int) -> ReportRecord | None:
    """The report that this message of an admin answered, when it comes a second time."""
    row = tx.execute(f"{_REPORTS} WHERE r.answer_message_id = ?", (message_id,)).fetchone()
    return _record(row) if row else None


def add(
    tx: Tx, learner_id: int, message_id: int, course_id: str, step_id: str, words: str, now: datetime
) -> Report:
    tx.execute(
        "INSERT INTO reports (id, learner_id, message_id, course_id, step_id, words, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (next_id(tx, "reports"), learner_id, message_id, course_id, step_id, words, to_ms(now)),
    )
    made = made_by(tx, learner_id, message_id)
    assert made is not None  # noqa: S101 - it was written a moment ago
    return made.report


def find(tx: Tx, report_id: int) -> ReportRecord | None:
    row = tx.execute(f"{_REPORTS} WHERE r.id = ?", (report_id,)).fetchone()
    return _record(row) if row else None


def told(tx: Tx, report_id: int, now: datetime) -> None:
    """The admins have it."""
    tx.execute("UPDATE reports SET told_at = ? WHERE id = ?", (to_ms(now), report_id))


def untold(tx: Tx, most: int) -> tuple[Report, ...]:
    """Those that no admin could be told of, and nobody has answered, the oldest first."""
    rows = tx.execute(
        f"{_REPORTS} WHERE r.answered_at IS NULL AND r.told_at IS NULL ORDER BY r.id LIMIT ?", (most,)
    )
    return tuple(map(_report, rows))


def answer(tx: Tx, report_id: int, message_id: int | None, now: datetime) -> None:
    """Seen to: by the words of this message, or without any."""
    tx.execute(
        "UPDATE reports SET answered_at = ?, answer_message_id = ? WHERE id = ?",
        (to_ms(now), message_id, report_id),
    )


def delivered(tx: Tx, report_id: int, now: datetime) -> None:
    """The learner has the answer."""
    tx.execute("UPDATE reports SET delivered_at = ? WHERE id = ?", (to_ms(now), report_id))


def claim(tx: Tx, report_id: int, learner_id: int, now: datetime) -> bool:
    """Before something about the report is sent to this person. Whether it may be: once."""
    made = tx.execute(
        "INSERT INTO report_notices (report_id, learner_id, claimed_at) VALUES (?, ?, ?)"
        " ON CONFLICT (report_id, learner_id) DO NOTHING",
        (report_id, learner_id, to_ms(now)),
    )
    return made.rowcount > 0


def release(tx: Tx, report_id: int, learner_id: int) -> None:
    """It surely was not sent."""
    tx.execute("DELETE FROM report_notices WHERE report_id = ? AND learner_id = ?", (report_id, learner_id))


def may_be_answered(tx: Tx, report_id: int) -> bool:
    """Not once it was; where nobody knows whether the answer arrived, again."""
    row = tx.execute(
        "SELECT 1 FROM reports AS r WHERE id = ? AND (answered_at IS NULL OR (delivered_at IS NULL AND EXISTS"
        " (SELECT 1 FROM report_notices AS n WHERE n.report_id = r.id AND n.learner_id = r.learner_id)))",
        (report_id,),
    ).fetchone()
    return row is not None


def unanswered(tx: Tx, most: int) -> tuple[Report, ...]:
    """The oldest first."""
    rows = tx.execute(f"{_REPORTS} WHERE r.answered_at IS NULL ORDER BY r.id LIMIT ?", (most,))
    return tuple(map(_report, rows))


def count_unanswered(tx: Tx) -> int:
    found: int = tx.execute("SELECT COUNT(*) FROM reports WHERE answered_at IS NULL").fetchone()[0]
    return found


_REPORTS = "SELECT r.*, l.first_name FROM reports r JOIN learners l ON l.id = r.learner_id"


def _ask(tx: Tx, learner_id: int, what: tuple[str | None, str | None, int | None], now: datetime) -> None:
    tx.execute(
        "INSERT INTO wishes (learner_id, course_id, step_id, report_id, asked_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (learner_id) DO UPDATE SET course_id = excluded.course_id, step_id = excluded.step_id,"
        " report_id = excluded.report_id, asked_at = excluded.asked_at",
        (learner_id, *what, to_ms(now)),
    )


def _record(row: Row) -> ReportRecord:
    return ReportRecord(
        _report(row), row["learner_id"], row["told_at"] is not None, row["delivered_at"] is not None
    )


def _report(row: Row) -> Report:
    return Report(
        row["id"],
        row["first_name"],
        row["course_id"],
        row["step_id"],
        row["words"],
        row["answered_at"] is not None,
    )
