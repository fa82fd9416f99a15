"""The session each learner is in, or was in last."""

from __future__ import annotations

from bot.learning.kinds.base import Given
from bot.learning.learner.attempts import AttemptResult
from bot.learning.review.card import CardId
from bot.learning.review.session import Session, SessionCard
from bot.storage.database import Row, Tx
from bot.storage.times import from_ms, to_ms


def load(tx: Tx, learner_id: int) -> Session | None:
    row = tx.execute("SELECT * FROM review_sessions WHERE learner_id = ?", (learner_id,)).fetchone()
    if row is None:
        return None
    cards = tx.execute("SELECT * FROM session_cards WHERE learner_id = ? ORDER BY position", (learner_id,))
    return Session(
        learner_id=learner_id,
        number=row["number"],
        cards=tuple(map(_card, cards)),
        started_at=from_ms(row["started_at"]),
        asked_at=from_ms(row["asked_at"]),
        position=row["position"],
        draft=Given(row["draft"]),
        hinted=bool(row["hinted"]),
        message_id=row["message_id"],
        is_left=bool(row["is_left"]),
    )


def begin(tx: Tx, session: Session) -> None:
    """In place of the one before."""
    tx.executemany(
        "INSERT INTO session_cards (learner_id, position, course_id, question_id, written, given, result,"
        " aside) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (learner_id, position) DO UPDATE SET"
        " course_id = excluded.course_id, question_id = excluded.question_id, written = excluded.written,"
        " given = excluded.given, result = excluded.result, aside = excluded.aside",
        [
            (session.learner_id, position, *card.card_id, int(card.written), *_outcome(card))
            for position, card in enumerate(session.cards)
        ],
    )
    tx.execute(
        "DELETE FROM session_cards WHERE learner_id = ? AND ? <= position",
        (session.learner_id, len(session.cards)),
    )
    tx.execute(
        "INSERT INTO review_sessions (learner_id, number, position, draft, hinted, started_at, asked_at,"
        " message_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (learner_id) DO UPDATE SET"
        " number = excluded.number, position = excluded.position, draft = excluded.draft,"
        " hinted = excluded.hinted, started_at = excluded.started_at, asked_at = excluded.asked_at,"
        " message_id = excluded.message_id, is_left = 0",
        (
            *(session.learner_id, session.number, session.position, session.draft, int(session.hinted)),
            *(to_ms(session.started_at), to_ms(session.asked_at), session.message_id),
        ),
    )


def save(tx: Tx, session: Session) -> None:
    """How far it is."""
    tx.execute(
        "UPDATE review_sessions SET position = ?, draft = ?, hinted = ?, asked_at = ?, is_left = ?"
        " WHERE learner_id = ?",
        (
            *(session.position, session.draft, int(session.hinted), to_ms(session.asked_at)),
            *(int(session.is_left), session.learner_id),
        ),
    )


def save_present(tx: Tx, session: Session) -> None:
    """What became of the card that is asked, and how far the session is."""
    if session.present:
        tx.execute(
            "UPDATE session_cards SET given = ?, result = ?, aside = ? WHERE learner_id = ? AND position = ?",
            (*_outcome(session.present), session.learner_id, session.position),
        )
    save(tx, session)


def mark_sent(tx: Tx, learner_id: int, number: int, message_id: int) -> None:
    """The message that shows the session of this number."""
    tx.execute(
        "UPDATE review_sessions SET message_id = ? WHERE learner_id = ? AND number = ?",
        (message_id, learner_id, number),
    )


def _outcome(card: SessionCard) -> tuple[object, ...]:
    return card.given, card.result.value if card.result else None, int(card.aside)


def _card(row: Row) -> SessionCard:
    return SessionCard(
        CardId(row["course_id"], row["question_id"]),
        bool(row["written"]),
        Given(row["given"]),
        AttemptResult(row["result"]) if row["result"] else None,
        bool(row["aside"]),
    )
