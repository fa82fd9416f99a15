"""What the use cases of review share: a learner's session inside one transaction, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.course.library import Library
from bot.learning import kinds
from bot.learning.learner.learner import Learner
from bot.learning.review.card import Card
from bot.learning.review.memory import asked_until
from bot.learning.review.outcome import CardAsked, NothingDue, SessionEnded, Upcoming, upcoming
from bot.learning.review.review import answer_key
from bot.learning.review.selection import Candidate, select
from bot.learning.review.session import AskedCard, Session, SessionCard, is_asked_in_writing, written_form
from bot.storage.database import Tx
from bot.storage.learner import taps
from bot.storage.review import cards, sessions
from bot.tutor.review.collecting import collect, question_of
from bot.tutor.tap import Tap


@dataclass(frozen=True)
class Desk:
    """Where a learner reviews, at one moment."""

    tx: Tx
    learner: Learner
    library: Library
    now: datetime

    def load(self) -> Session | None:
        """The session as the courses are now: what is not taught any more is passed over."""
        session = sessions.load(self.tx, self.learner.id)
        return self.passed_over(session) if session else None

    def passed_over(self, session: Session) -> Session:
        moved = session
        while moved.present and not self._is_there(moved.present):
            moved = moved.onward(self.now)
        if moved is not session:
            moved = replace(moved, is_left=session.is_left)
            sessions.save(self.tx, moved)
        return moved

    def come_back(self, session: Session) -> Session:
        """The learner is at it again, if they had left it."""
        if not session.is_left:
            return session
        back = replace(session, is_left=False)
        sessions.save(self.tx, back)
        return back

    def come_back_to(self, asked: AskedCard) -> AskedCard:
        return replace(asked, session=self.come_back(asked.session))

    def leave(self, asked: AskedCard, tap: Tap) -> CardAsked | SessionEnded:
        """For now; but not by a tap that is delivered again, when they are back."""
        if not taps.is_new(self.tx, tap.id, self.learner.id, tap.at) and not asked.session.is_left:
            return CardAsked(asked)
        sessions.save(self.tx, replace(asked.session, is_left=True))
        return self.ended(asked.session)

    def begin(self, before: Session | None) -> Session | None:
        """A new session of what is due; None where nothing is."""
        candidates = []
        for card in self.settled():
            taught = self.library.taught(*card.id)
            if taught:
                candidates.append(Candidate(card, taught.lesson.id))
        chosen = select(candidates, self.now, self.learner.session_size)
        if not chosen:
            return None
        session = Session(
            learner_id=self.learner.id,
            number=before.number + 1 if before else 1,
            cards=tuple(map(self._card, chosen)),
            started_at=self.now,
            asked_at=self.now,
            message_id=before.message_id if before else None,
        )
        sessions.begin(self.tx, session)
        return session

    def settled(self) -> tuple[Card, ...]:
        """All the learner's cards, with what was answered meanwhile, and as their questions are now."""
        known = collect(self.tx, self.learner.id, self.library, self.now)
        settled = {}
        for card in known.values():
            question = question_of(self.library, card.id)
            settled[card.id] = card.settled(answer_key(question) if question else None, self.now)
        changed = [card for card in settled.values() if card != known[card.id]]
        cards.save(self.tx, self.learner.id, changed)
        return tuple(settled.values())

    def shown(self, session: Session | None) -> CardAsked | SessionEnded | NothingDue:
        """What the learner sees in it now."""
        asked = self.asked(session) if session else None
        if asked:
            return CardAsked(asked)
        return self.ended(session) if session else self.nothing()

    def asked(self, session: Session) -> AskedCard | None:
        """The present card; None at the end."""
        present = session.present
        taught = self.library.taught(*present.card_id) if present else None
        course = self.library.course(present.card_id.course_id) if present else None
        card = cards.find(self.tx, self.learner.id, present.card_id) if present else None
        if present is None or taught is None or course is None or card is None:
            return None
        question = (written_form(taught.question) if present.written else None) or taught.question
        as_now = replace(session, draft=kinds.settled(question, session.draft, ()))
        return AskedCard(as_now, present, card, question, taught, course)

    def ended(self, session: Session) -> SessionEnded:
        missed = [question_of(self.library, one.card_id) for one in session.answered if not one.is_right]
        return SessionEnded(
            session, tuple(filter(None, missed)), self.upcoming(), self.library.course(self._course_id)
        )

    def nothing(self) -> NothingDue:
        return NothingDue(self.upcoming(), self.library.course(self._course_id))

    def upcoming(self) -> Upcoming:
        found = cards.of_learner(self.tx, self.learner.id).values()
        return upcoming(found, asked_until(self.now))

    def _is_there(self, one: SessionCard) -> bool:
        taught = question_of(self.library, one.card_id) is not None
        return taught and cards.find(self.tx, self.learner.id, one.card_id) is not None

    @property
    def _course_id(self) -> str:
        return self.learner.course_id or ""

    def _card(self, card: Card) -> SessionCard:
        question = question_of(self.library, card.id)
        return SessionCard(card.id, bool(question and is_asked_in_writing(question, card)))


def has_picture(asked: AskedCard | None) -> bool:
    return asked is not None and asked.question.picture is not None
