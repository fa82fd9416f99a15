"""Telegram's file ids of pictures already sent: by bot, and by the bytes' digest."""

from __future__ import annotations

from bot.storage.database import Tx


def find(tx: Tx, bot_id: int) -> dict[str, str]:
    """digest -> file id of all files this bot has sent."""
    rows = tx.execute("SELECT digest, file_id FROM files WHERE bot_id = ?", (bot_id,))
    return {row["digest"]: row["file_id"] for row in rows}


def keep(tx: Tx, bot_id: int, digest: str, file_id: str) -> None:
    tx.execute("DELETE FROM files WHERE bot_id = ? AND digest = ?", (bot_id, digest))
    tx.execute("INSERT INTO files (bot_id, digest, file_id) VALUES (?, ?, ?)", (bot_id, digest, file_id))


def drop(tx: Tx, bot_id: int, digest: str) -> None:
    """Telegram refused the file id: the picture is uploaded again."""
    tx.execute("DELETE FROM files WHERE bot_id = ? AND digest = ?", (bot_id, digest))
