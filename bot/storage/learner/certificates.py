"""Learners' certificates, the name for them, and whether their next message is that name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.learning.learner.certificate import Certificate, CertificateResult
from bot.storage.database import Row, Tx
from bot.storage.times import to_ms

ASKED_FOR = timedelta(hours=2)
"""So long after it was asked for, a message is taken for the name."""


def add(tx: Tx, learner_id: int, certificate: Certificate) -> None:
    """Raises ConflictError where there is one for the course."""
    result = certificate.result
    tx.execute(
        "INSERT INTO certificates (id, learner_id, course_id, title, issued_on, lessons, questions,"
        " first_tries, right_by_now) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(certificate.id, learner_id, certificate.course_id, certificate.title),
            *(certificate.issued_on.isoformat(), result.lessons, result.questions),
            *(result.first_tries, result.right),
        ),
    )


def find(tx: Tx, certificate_id: str) -> Certificate | None:
    """Anybody's."""
    return _first(tx.execute("SELECT * FROM certificates WHERE id = ?", (certificate_id,)))


def of_learner(tx: Tx, learner_id: int) -> tuple[Certificate, ...]:
    """The oldest first."""
    rows = tx.execute(
        "SELECT * FROM certificates WHERE learner_id = ? ORDER BY issued_on, course_id", (learner_id,)
    )
    return tuple(map(_certificate, rows))


def of_course(tx: Tx, learner_id: int, course_id: str) -> Certificate | None:
    return _first(
        tx.execute(
            "SELECT * FROM certificates WHERE learner_id = ? AND course_id = ?", (learner_id, course_id)
        )
    )


def withdraw(tx: Tx, learner_id: int, certificate_id: str) -> bool:
    """Deletes it for good. Whether it was the learner's."""
    made = tx.execute(
        "DELETE FROM certificates WHERE id = ? AND learner_id = ?", (certificate_id, learner_id)
    )
    return made.rowcount > 0


def named_by(tx: Tx, learner_id: int, message_id: int) -> Certificate | None:
    """The one whose name was taken from this message, when it comes a second time."""
    return _first(
        tx.execute(
            "SELECT * FROM certificates WHERE learner_id = ? AND message_id = ?", (learner_id, message_id)
        )
    )


def note_message(tx: Tx, certificate_id: str, message_id: int) -> None:
    tx.execute("UPDATE certificates SET message_id = ? WHERE id = ?", (message_id, certificate_id))


def kept_name(tx: Tx, learner_id: int) -> str | None:
    row = tx.execute("SELECT certificate_name FROM learners WHERE id = ?", (learner_id,)).fetchone()
    return row["certificate_name"] if row else None


def keep_name(tx: Tx, learner_id: int, name: str | None) -> None:
    """None: it is kept no more."""
    tx.execute("UPDATE learners SET certificate_name = ? WHERE id = ?", (name, learner_id))


def ask_name(tx: Tx, learner_id: int, course_id: str, keeps: bool, now: datetime) -> None:
    """The learner's next message is taken for the name."""
    tx.execute(
        "INSERT INTO wishes (learner_id, course_id, keeps_name, asked_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (learner_id) DO UPDATE SET course_id = excluded.course_id, step_id = NULL,"
        " report_id = NULL, keeps_name = excluded.keeps_name, asked_at = excluded.asked_at",
        (learner_id, course_id, int(keeps), to_ms(now)),
    )


def name_asked(tx: Tx, learner_id: int, now: datetime) -> tuple[str, bool] | None:
    """The id of the course whose certificate waits for a name, and whether it will be kept. Who has moved on
    in a course since they were asked means none any more."""
    row = tx.execute(
        "SELECT course_id, keeps_name FROM wishes AS w WHERE learner_id = ? AND asked_at > ?"
        " AND course_id IS NOT NULL AND step_id IS NULL AND report_id IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM progress AS p WHERE p.learner_id = w.learner_id AND p.moved_at > w.asked_at)",
        (learner_id, to_ms(now - ASKED_FOR)),
    ).fetchone()
    return (row["course_id"], bool(row["keeps_name"])) if row else None


def ask_no_more(tx: Tx, learner_id: int) -> None:
    tx.execute("DELETE FROM wishes WHERE learner_id = ?", (learner_id,))


def _first(rows: Iterable[Row]) -> Certificate | None:
    return next(map(_certificate, rows), None)


def _certificate(row: Row) -> Certificate:
    return Certificate(
        row["id"],
        row["course_id"],
        row["title"],
        date.fromisoformat(row["issued_on"]),
        CertificateResult(row["lessons"], row["questions"], row["first_tries"], row["right_by_now"]),
    )
