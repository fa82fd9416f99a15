"""Telegram's file ids of pictures already sent, and what it refused: by bot, and by the bytes' digest."""

from __future__ import annotations

from bot.storage.database import Tx


def find(tx: Tx, bot_id: int) -> dict[str, str]:
    """digest -> file id of all files this bot has sent."""
    rows = tx.execute("SELECT digest, file_id FROM files WHERE bot_id = ?", (bot_id,))
    return {row["digest"]: row["file_id"] for row in rows}


def keep(tx: Tx, bot_id: int, digest: str, file_id: str) -> None:
    tx.execute("DELETE FROM refused_pictures WHERE bot_id = ? AND digest = ?", (bot_id, digest))
    tx.execute(
        "INSERT INTO files (bot_id, digest, file_id) VALUES (?, ?, ?)"
        " ON CONFLICT (bot_id, digest) DO UPDATE SET file_id = excluded.file_id",
        (bot_id, digest, file_id),
    )


def drop(tx: Tx, bot_id: int, digest: str) -> None:
    """Telegram refused the file id: the picture is uploaded again."""
    tx.execute("DELETE FROM files WHERE bot_id = ? AND digest = ?", (bot_id, digest))


def is_told(tx: Tx, bot_id: int, digest: str) -> bool:
    """Whether the admins know that Telegram refuses this picture."""
    query = "SELECT 1 FROM refused_pictures WHERE bot_id = ? AND digest = ?"
    return bool(tx.execute(query, (bot_id, digest)).fetchall())


def told(tx: Tx, bot_id: int, digest: str) -> None:
    tx.execute(
        "INSERT INTO refused_pictures (bot_id, digest) VALUES (?, ?) ON CONFLICT (bot_id, digest) DO NOTHING",
        (bot_id, digest),
    )
