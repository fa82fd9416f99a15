"""Who learns: one row a person, kept as small as learning needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.learning.learner.learner import Learner, Person, Pictures, Theme
from bot.storage.changes import LanguageChosen, LearnerChanged
from bot.storage.database import Row, Tx
from bot.storage.learner import active_days
from bot.storage.times import from_ms, to_ms

SEEN_EVERY = timedelta(hours=1)
"""How exactly it is remembered when a learner was last here: a write a tap would be dear for little."""


LanguageOf = Callable[[str], str | None]
"""A course's id -> its language."""


def _no_courses(_: str) -> None:
    return None


def meet(
    tx: Tx, person: Person, now: datetime, private: bool = True, language_of: LanguageOf = _no_courses
) -> Learner:
    """The learner of this person, made new or brought up to date.

    `private`: they wrote or pressed in the bot's private chat, and so may be written to there."""
    row = _row(tx, person.id)
    if row is None:
        if _insert(tx, person, now, private):
            active_days.count(tx, now)
            return Learner(person.id, person.first_name, person.language_code, Pictures.SHOWN, None, now)
        row = _row(tx, person.id)
    first_name, language_code, started_at, gone_at, *_ = row
    learner = _learner(row, person, language_of)
    seen_at = learner.seen_at
    new_day = active_days.day_of(seen_at) < active_days.day_of(now)
    if new_day:
        active_days.count(tx, now)
    stale = new_day or seen_at + SEEN_EVERY < now
    renamed = (first_name, language_code) != (person.first_name, person.language_code)
    returned = private and (started_at is None or gone_at is not None)
    if stale or renamed or returned:
        _update(tx, person, now, private)
    if renamed:
        tx.changed(LearnerChanged(person.id))
    return learner


def find(tx: Tx, learner_id: int, language_of: LanguageOf = _no_courses) -> Learner | None:
    """Somebody who is known, and did nothing just now."""
    row = _row(tx, learner_id)
    if row is None:
        return None
    return _learner(row, Person(learner_id, row["first_name"], row["language_code"]), language_of)


def chosen_languages(tx: Tx) -> dict[int, str]:
    """Who has chosen one."""
    rows = tx.execute("SELECT id, language FROM learners WHERE language IS NOT NULL")
    return {row["id"]: row["language"] for row in rows}


def choose_language(tx: Tx, learner_id: int, language: str | None) -> None:
    """None: the one that they have in Telegram."""
    tx.execute("UPDATE learners SET language = ? WHERE id = ?", (language, learner_id))
    tx.changed(LanguageChosen(learner_id, language))


def choose_course(tx: Tx, learner_id: int, course_id: str) -> None:
    tx.execute("UPDATE learners SET course_id = ? WHERE id = ?", (course_id, learner_id))


def choose_pictures(tx: Tx, learner_id: int, pictures: Pictures) -> None:
    tx.execute("UPDATE learners SET pictures = ? WHERE id = ?", (pictures.value, learner_id))


def choose_announcements(tx: Tx, learner_id: int, on: bool) -> None:
    tx.execute("UPDATE learners SET announcements = ? WHERE id = ?", (int(on), learner_id))


def choose_time_zone(tx: Tx, learner_id: int, zone: str) -> None:
    tx.execute("UPDATE learners SET time_zone = ? WHERE id = ?", (zone, learner_id))


def choose_theme(tx: Tx, learner_id: int, theme: Theme) -> None:
    tx.execute("UPDATE learners SET theme = ? WHERE id = ?", (theme.value, learner_id))


def choose_weeks(tx: Tx, learner_id: int, on: bool) -> None:
    tx.execute("UPDATE learners SET weeks = ? WHERE id = ?", (int(on), learner_id))


def choose_session_size(tx: Tx, learner_id: int, size: int) -> None:
    tx.execute("UPDATE learners SET session_size = ? WHERE id = ?", (size, learner_id))


def offer_reminders(tx: Tx, learner_id: int, lesson_key: str) -> None:
    """At the end of this lesson, where they were not offered before."""
    tx.execute(
        "UPDATE learners SET reminder_offer = ? WHERE id = ? AND reminder_offer IS NULL",
        (lesson_key, learner_id),
    )


def answer_reminder_offer(tx: Tx, learner_id: int) -> None:
    """They are offered no more."""
    tx.execute("UPDATE learners SET reminder_offer = '' WHERE id = ?", (learner_id,))


def may_be_written_to(tx: Tx, learner_id: int) -> bool:
    """Whether they came to the private chat and have not gone."""
    query = "SELECT 1 FROM learners WHERE id = ? AND started_at IS NOT NULL AND gone_at IS NULL"
    return tx.execute(query, (learner_id,)).fetchone() is not None


def mark_gone(tx: Tx, learner_id: int, now: datetime) -> None:
    """Blocked the bot, or was deactivated: nothing is sent there until they come back by themselves."""
    tx.execute("UPDATE learners SET gone_at = ? WHERE id = ?", (to_ms(now), learner_id))


_FIND = (
    "SELECT first_name, language_code, started_at, gone_at, seen_at, pictures, course_id, announcements,"
    " time_zone, theme, weeks, session_size, reminder_offer, language FROM learners WHERE id = ?"
)
_PICTURES = {pictures.value: pictures for pictures in Pictures}
_THEMES = {theme.value: theme for theme in Theme}


def _row(tx: Tx, learner_id: int) -> Any:
    return tx.execute(_FIND, (learner_id,)).fetchone()


def _learner(row: Row, person: Person, language_of: LanguageOf) -> Learner:
    # Read with every tap: to look each column up by its name would take several times as long.
    _, _, _, _, seen_at, pictures, course_id, announcements, time_zone, *wishes = row
    theme, weeks, session_size, offer, language = wishes
    return Learner(
        person.id,
        person.first_name,
        person.language_code,
        _PICTURES[pictures],
        course_id,
        from_ms(seen_at),
        bool(announcements),
        time_zone,
        _THEMES[theme],
        bool(weeks),
        session_size,
        offer,
        language,
        language_of(course_id) if course_id else None,
    )


def _insert(tx: Tx, person: Person, now: datetime, private: bool) -> bool:
    """Whether they were not known."""
    made = tx.execute(
        "INSERT INTO learners (id, first_name, language_code, pictures, created_at, seen_at, started_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (
            person.id,
            person.first_name,
            person.language_code,
            Pictures.SHOWN.value,
            to_ms(now),
            to_ms(now),
            to_ms(now) if private else None,
        ),
    )
    return bool(made.rowcount)


def _update(tx: Tx, person: Person, now: datetime, private: bool) -> None:
    tx.execute(
        "UPDATE learners SET first_name = ?, language_code = ?, seen_at = ? WHERE id = ?",
        (person.first_name, person.language_code, to_ms(now), person.id),
    )
    if private:
        tx.execute(
            "UPDATE learners SET started_at = COALESCE(started_at, ?), gone_at = NULL WHERE id = ?",
            (to_ms(now), person.id),
        )
