"""Who learns: one row a person, kept as small as learning needs."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.learning.learner import Learner, Person, Pictures
from bot.storage.database import Tx
from bot.storage.times import from_ms, to_ms

SEEN_EVERY = timedelta(hours=1)
"""How exactly it is remembered when a learner was last here: a write a tap would be dear for little."""


def meet(tx: Tx, person: Person, now: datetime) -> Learner:
    """The learner of this person, made new or brought up to date."""
    row = tx.execute("SELECT * FROM learners WHERE id = ?", (person.id,)).fetchone()
    if row is None:
        _insert(tx, person, now)
        return Learner(person.id, person.first_name, person.language_code, Pictures.SHOWN, None, now)
    known = (row["first_name"], row["language_code"], row["gone_at"])
    if known != (person.first_name, person.language_code, None) or from_ms(row["seen_at"]) + SEEN_EVERY < now:
        tx.execute(
            "UPDATE learners SET first_name = ?, language_code = ?, seen_at = ?, gone_at = NULL WHERE id = ?",
            (person.first_name, person.language_code, to_ms(now), person.id),
        )
    return Learner(
        person.id,
        person.first_name,
        person.language_code,
        Pictures(row["pictures"]),
        row["course_id"],
        from_ms(row["seen_at"]),
    )


def choose_course(tx: Tx, learner_id: int, course_id: str) -> None:
    tx.execute("UPDATE learners SET course_id = ? WHERE id = ?", (course_id, learner_id))


def choose_pictures(tx: Tx, learner_id: int, pictures: Pictures) -> None:
    tx.execute("UPDATE learners SET pictures = ? WHERE id = ?", (pictures.value, learner_id))


def mark_gone(tx: Tx, learner_id: int, now: datetime) -> None:
    """Blocked the bot, or was deactivated: nothing is sent there until they come back by themselves."""
    tx.execute("UPDATE learners SET gone_at = ? WHERE id = ?", (to_ms(now), learner_id))


def _insert(tx: Tx, person: Person, now: datetime) -> None:
    tx.execute(
        "INSERT INTO learners (id, first_name, language_code, pictures, created_at, seen_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (person.id, person.first_name, person.language_code, Pictures.SHOWN.value, to_ms(now), to_ms(now)),
    )
