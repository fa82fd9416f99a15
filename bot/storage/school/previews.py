"""What admins look at before they publish it, and how far they have played it."""

from __future__ import annotations

import json
from datetime import datetime

from bot.learning.kinds.base import Given
from bot.learning.school.preview import WAITS, PreviewProgress, PreviewSpot
from bot.learning.school.publication import Draft, FolderDraft, UploadDraft
from bot.storage.database import Row, Tx
from bot.storage.times import to_ms


def find(tx: Tx, learner_id: int) -> tuple[PreviewSpot, PreviewProgress] | None:
    row = tx.execute("SELECT * FROM previews WHERE learner_id = ?", (learner_id,)).fetchone()
    return (_spot(row), _tried(row)) if row else None


def awaits_words(tx: Tx, learner_id: int, now: datetime) -> PreviewSpot | None:
    """Where what this admin writes now is an answer: not for ever, nor once they went on in a course, or were
    asked for words."""
    row = tx.execute(
        "SELECT * FROM previews AS v WHERE learner_id = ? AND shown_at > ? AND NOT EXISTS"
        " (SELECT 1 FROM progress AS p WHERE p.learner_id = v.learner_id AND p.message_id > v.message_id)"
        " AND NOT EXISTS (SELECT 1 FROM wishes AS w WHERE w.learner_id = v.learner_id"
        " AND w.asked_at > v.shown_at)",
        (learner_id, to_ms(now - WAITS)),
    ).fetchone()
    return _spot(row) if row else None


def save(tx: Tx, learner_id: int, spot: PreviewSpot, tried: PreviewProgress, now: datetime) -> None:
    drop(tx, learner_id)
    upload_id, digest = _columns(spot.draft)
    here = (learner_id, upload_id, digest, spot.course_key, spot.number, spot.message_id)
    played = (json.dumps(tried.given), tried.draft, int(tried.hinted), int(tried.revealed))
    tx.execute(
        "INSERT INTO previews (learner_id, upload_id, digest, course_key, number, message_id, words_id,"
        " given, draft, hinted, revealed, shown_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*here, spot.words_id, *played, to_ms(now)),
    )


def drop(tx: Tx, learner_id: int) -> None:
    tx.execute("DELETE FROM previews WHERE learner_id = ?", (learner_id,))


def _columns(draft: Draft) -> tuple[int | None, str | None]:
    return (draft.id, None) if isinstance(draft, UploadDraft) else (None, draft.digest)


def _spot(row: Row) -> PreviewSpot:
    draft: Draft = FolderDraft(row["digest"]) if row["digest"] else UploadDraft(row["upload_id"])
    return PreviewSpot(draft, row["course_key"], row["number"], row["message_id"], row["words_id"])


def _tried(row: Row) -> PreviewProgress:
    given = tuple(map(Given, json.loads(row["given"])))
    return PreviewProgress(given, Given(row["draft"]), bool(row["hinted"]), bool(row["revealed"]))
