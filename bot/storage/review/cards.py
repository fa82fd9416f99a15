"""Learners' cards: a cache of their reviews, by which is found what is due.

For reminders, and whoever else asks if something is due for learners: `first_due` and `with_due` cost the
same however many learners there are, as the index `cards_by_due` begins with the learner. A statement about
cards that are asked names `aside = 0 AND gone = 0`, or it does not use that index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.learning.review.card import Card, CardId
from bot.learning.review.memory import Memory
from bot.storage.database import Row, Tx
from bot.storage.times import from_ms, to_ms

_ASKED = "aside = 0 AND gone = 0"


def find(tx: Tx, learner_id: int, card_id: CardId) -> Card | None:
    row = tx.execute(
        "SELECT * FROM cards WHERE learner_id = ? AND course_id = ? AND question_id = ?",
        (learner_id, *card_id),
    ).fetchone()
    return _card(row) if row else None


def of_learner(tx: Tx, learner_id: int) -> dict[CardId, Card]:
    """All of them, also those that are not asked, in the order of their ids."""
    rows = tx.execute(
        "SELECT * FROM cards WHERE learner_id = ? ORDER BY course_id, question_id", (learner_id,)
    )
    return {card.id: card for card in map(_card, rows)}


def due(tx: Tx, learner_id: int, until: datetime) -> tuple[Card, ...]:
    """Those that are due until then, the longest due first; `learning.review.memory.asked_until(now)` is what
    is meant by due at `now`."""
    rows = tx.execute(
        f"SELECT * FROM cards WHERE learner_id = ? AND due <= ? AND {_ASKED} ORDER BY due",  # noqa: S608
        (learner_id, to_ms(until)),
    )
    return tuple(map(_card, rows))


def first_due(tx: Tx, learner_id: int) -> datetime | None:
    """When the learner's next card is due; None where there is none."""
    row = tx.execute(
        f"SELECT MIN(due) FROM cards WHERE learner_id = ? AND {_ASKED}",  # noqa: S608
        (learner_id,),
    ).fetchone()
    return from_ms(row[0]) if row[0] is not None else None


def with_due(tx: Tx, learner_ids: Sequence[int], until: datetime) -> frozenset[int]:
    """Which of these learners, at most 1,000, have something due until then."""
    if not learner_ids:
        return frozenset()
    marks = ", ".join("?" * len(learner_ids))
    rows = tx.execute(
        f"SELECT DISTINCT learner_id FROM cards WHERE learner_id IN ({marks}) AND due <= ? AND {_ASKED}",  # noqa: S608
        (*learner_ids, to_ms(until)),
    )
    return frozenset(row["learner_id"] for row in rows)


def count(tx: Tx, course_id: str, question_ids: Sequence[str]) -> int:
    """How many cards, of all learners, ask these questions."""
    found = 0
    for question_id in question_ids:
        row = tx.execute(
            "SELECT COUNT(*) FROM cards WHERE course_id = ? AND question_id = ? AND gone = 0",
            (course_id, question_id),
        ).fetchone()
        found += row[0]
    return found


def save(tx: Tx, learner_id: int, cards: Iterable[Card]) -> None:
    """Writes them, new ones and known ones."""
    tx.executemany(_SAVE, [_columns(learner_id, card) for card in cards])


_NAMES = (
    *("learner_id", "course_id", "question_id", "answer_key", "reviews", "due"),
    *("stability", "difficulty", "state", "last_review", "planned", "aside", "gone", "anew"),
)
_SAVE = (
    f"INSERT INTO cards ({', '.join(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})"  # noqa: S608
    " ON CONFLICT (learner_id, course_id, question_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _NAMES[3:])
)


def _columns(learner_id: int, card: Card) -> tuple[object, ...]:
    memory = card.last_memory
    of_memory = (
        (memory.stability, memory.difficulty, memory.state, to_ms(memory.last_review), to_ms(memory.due))
        if memory
        else (None,) * 5
    )
    return (
        *(learner_id, card.course_id, card.question_id, card.answer_key, card.reviews, to_ms(card.due)),
        *(*of_memory, int(card.aside), int(card.gone), int(card.anew)),
    )


def _card(row: Row) -> Card:
    return Card(
        row["course_id"],
        row["question_id"],
        row["answer_key"],
        from_ms(row["due"]),
        _memory(row),
        row["reviews"],
        bool(row["aside"]),
        bool(row["gone"]),
        bool(row["anew"]),
    )


def _memory(row: Row) -> Memory | None:
    if row["last_review"] is None:
        return None
    planned = row["planned"] if row["planned"] is not None else row["due"]
    last_review = from_ms(row["last_review"])
    return Memory(row["stability"], row["difficulty"], row["state"], last_review, from_ms(planned))
