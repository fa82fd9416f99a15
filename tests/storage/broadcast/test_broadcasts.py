"""What a broadcast's row says is taken at its word, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.learning.broadcast.audience import Everyone
from bot.learning.broadcast.broadcast import WrittenText
from bot.learning.broadcast.delivery_time import Timing
from bot.storage.broadcast import broadcasts
from bot.storage.database import Tx

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("column", "word"), [("audience", "the-moon"), ("state", "lost"), ("hold", "tired")])
def test_a_broadcast_with_a_word_that_nobody_knows_is_not_taken_for_one_to_everyone(
    column: str, word: str, tx: Tx
) -> None:
    made = broadcasts.draft(tx, None, WrittenText("Hello"), Timing(), NOON)
    assert made.audience == Everyone()
    tx.execute(f"UPDATE broadcasts SET {column} = ?", (word,))
    with pytest.raises(ValueError, match=word):
        broadcasts.find(tx, made.id)
