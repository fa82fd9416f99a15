"""Telegram's file ids of what was drawn for one learner alone: of each subject, the newest."""

from __future__ import annotations

from bot.storage.database import Tx


def find(tx: Tx, learner_id: int, subject: str, bot_id: int, digest: str) -> str | None:
    row = tx.execute(
        "SELECT file_id FROM drawings WHERE learner_id = ? AND subject = ? AND bot_id = ? AND digest = ?",
        (learner_id, subject, bot_id, digest),
    ).fetchone()
    return row["file_id"] if row else None


def keep(tx: Tx, learner_id: int, subject: str, of_bot: tuple[int, str], file_id: str) -> None:
    """`of_bot`: the bot's id, and the digest. Nothing, where the learner is not known (any more)."""
    tx.execute(
        "INSERT INTO drawings (learner_id, subject, bot_id, digest, file_id)"
        " SELECT id, ?, ?, ?, ? FROM learners WHERE id = ?"
        " ON CONFLICT (learner_id, subject) DO UPDATE SET bot_id = excluded.bot_id,"
        " digest = excluded.digest, file_id = excluded.file_id",
        (subject, *of_bot, file_id, learner_id),
    )


def drop(tx: Tx, learner_id: int, subject: str) -> None:
    tx.execute("DELETE FROM drawings WHERE learner_id = ? AND subject = ?", (learner_id, subject))
