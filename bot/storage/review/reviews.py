"""Reviews as they happened. The primary key makes a second insert of one review impossible.

Whatever is counted from them (how firm a question is after so many days, say) reads this table; nothing in it
is ever changed.
"""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from bot.learning.kinds.base import Given
from bot.learning.learner.attempts import AttemptResult
from bot.learning.review.card import CardId
from bot.learning.review.review import AskedIn, Review, Tried
from bot.storage.database import Row, Tx
from bot.storage.times import from_ms, to_ms


def add(tx: Tx, learner_id: int, review: Review) -> bool:
    """Whether it was not there yet."""
    tried = review.tried
    made = tx.execute(
        "INSERT INTO reviews (learner_id, course_id, question_id, number, answer_key, reviewed_at, result,"
        " given, hinted, seconds, asked_in) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (learner_id, course_id, question_id, number) DO NOTHING",
        (
            *(learner_id, review.course_id, review.question_id, review.number, review.answer_key),
            *(to_ms(tried.at), tried.result.value, tried.given, int(tried.hinted), tried.seconds),
            tried.asked_in.value,
        ),
    )
    return bool(made.rowcount)


def learners_after(tx: Tx, learner_id: int, most: int) -> list[int]:
    """The next learners by number who have reviews or cards."""
    rows = tx.execute(
        "SELECT learner_id FROM (SELECT learner_id FROM reviews WHERE learner_id > ?"
        " UNION SELECT learner_id FROM cards WHERE learner_id > ?) AS known ORDER BY learner_id LIMIT ?",
        (learner_id, learner_id, most),
    )
    return [row["learner_id"] for row in rows]


def by_card(tx: Tx, learner_id: int) -> dict[CardId, tuple[Review, ...]]:
    """All of a learner's, first one first."""
    rows = tx.execute(
        "SELECT * FROM reviews WHERE learner_id = ? ORDER BY course_id, question_id, number", (learner_id,)
    )
    grouped = groupby(map(_review, rows), key=lambda review: CardId(review.course_id, review.question_id))
    return {card_id: tuple(of_card) for card_id, of_card in grouped}


def times(tx: Tx, learner_id: int, since: datetime) -> tuple[datetime, ...]:
    """When the learner reviewed since then."""
    rows = tx.execute(
        "SELECT reviewed_at FROM reviews WHERE learner_id = ? AND reviewed_at >= ?",
        (learner_id, to_ms(since)),
    )
    return tuple(from_ms(row["reviewed_at"]) for row in rows)


def _review(row: Row) -> Review:
    tried = Tried(
        AttemptResult(row["result"]),
        Given(row["given"]),
        from_ms(row["reviewed_at"]),
        AskedIn(row["asked_in"]),
        bool(row["hinted"]),
        row["seconds"],
    )
    return Review(row["course_id"], row["question_id"], row["number"], row["answer_key"], tried)
