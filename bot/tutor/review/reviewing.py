"""Reviewing: a session of cards, one after the other. Each verb is one transaction, and counts once.

The buttons carry the session and the position they were drawn for; a tap for another one changes nothing, and
shows where the learner is.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import assert_never

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import NOTHING, Drafted, Empty, Given, Move, Moved, Submitted, Unfit, Verdict
from bot.learning.learner.attempts import AttemptResult, result_of
from bot.learning.learner.learner import SESSION_SIZES, Learner
from bot.learning.learner.place import Answering
from bot.learning.review.memory import asked_until
from bot.learning.review.outcome import (
    CardAsked,
    NoAnswerToCard,
    NoTickOnCard,
    ReviewOutcome,
    SectionShown,
    Served,
    SessionEnded,
    StaleCard,
)
from bot.learning.review.review import AskedIn, Tried, answer_key
from bot.learning.review.section_about import section_about
from bot.learning.review.session import AskedCard, Session, SessionMark
from bot.storage.database import Tx
from bot.storage.learner import certificates, learners, taps
from bot.storage.review import cards, reviews, sessions
from bot.storage.school import reports
from bot.tutor import use_cases
from bot.tutor.review.sessions import Desk, has_picture
from bot.tutor.tap import Tap
from bot.tutor.use_cases import UseCases

Decide = Callable[[Desk, AskedCard], ReviewOutcome]


class Reviewing:
    def __init__(self, use_cases: UseCases) -> None:
        self._use_cases = use_cases

    async def open(self, tap: Tap) -> Served:
        """The session that was left, or a new one of what is due."""

        def work(desk: Desk) -> ReviewOutcome:
            reports.ask_no_more(desk.tx, desk.learner.id)
            session = desk.load()
            if session is None or not session.goes_on(tap.at):
                session = desk.begin(session)
            return desk.shown(session and desk.come_back(session))

        return await self._at_desk(tap, work)

    async def press(self, tap: Tap, mark: SessionMark, move: Move) -> Served:
        """A move towards an answer, of whatever kind the question is; it may be the answer."""

        def decide(desk: Desk, asked: AskedCard) -> ReviewOutcome:
            match kinds.press(asked.question, asked.session.draft, move):
                case Drafted() if not taps.is_new(desk.tx, tap.id, desk.learner.id, tap.at):
                    return CardAsked(asked)
                case moved:
                    return _moved(desk, asked, moved)

        return await self._at_open_card(tap, mark, decide)

    async def answer_in_words(self, tap: Tap, words: str) -> tuple[Learner, ReviewOutcome | None]:
        """A message of the learner's; None where it is not for a card. Where something else is asked, too, a
        question in a lesson or a name, it is for whatever was asked last."""

        def work(desk: Desk) -> ReviewOutcome | None:
            session = desk.load()
            asked = desk.asked(session) if session and session.asks(tap.at) else None
            if asked is None or _is_something_else_asked_later(desk, asked.session):
                return None
            if taps.known(desk.tx, tap.id):
                return CardAsked(asked)
            if not asked.present.is_open:
                return None
            moved = kinds.write(asked.question, asked.session.draft, asked.order, words)
            if moved is None:
                return NoAnswerToCard(asked)
            taps.is_new(desk.tx, tap.id, desk.learner.id, tap.at)
            return _moved(desk, asked, moved)

        return await self._at_desk(tap, work)

    async def hint(self, tap: Tap, mark: SessionMark) -> Served:
        def decide(desk: Desk, asked: AskedCard) -> ReviewOutcome:
            hinted = replace(asked.session, hinted=asked.question.hint is not None)
            return CardAsked(_saved(desk, asked, hinted))

        return await self._at_open_card(tap, mark, decide)

    async def reveal(self, tap: Tap, mark: SessionMark) -> Served:
        """Shows the answer: the card was not known."""

        def decide(desk: Desk, asked: AskedCard) -> ReviewOutcome:
            verdict = Verdict(right=False)
            return CardAsked(_answered(desk, asked, NOTHING, AttemptResult.SHOWN), verdict)

        return await self._at_open_card(tap, mark, decide)

    async def onward(self, tap: Tap, mark: SessionMark) -> Served:
        """To the next card, or the end."""

        def decide(desk: Desk, asked: AskedCard) -> ReviewOutcome:
            return CardAsked(asked) if asked.present.is_open else _onward(desk, asked)

        return await self._at_card(tap, mark, decide)

    async def set_aside(self, tap: Tap, mark: SessionMark) -> Served:
        """The learner knows the card, and does not want to be asked any more."""

        def decide(desk: Desk, asked: AskedCard) -> ReviewOutcome:
            cards.save(desk.tx, desk.learner.id, [replace(asked.card, aside=True)])
            after = asked.session.with_present(replace(asked.present, aside=True))
            sessions.save_present(desk.tx, after)
            return _onward(desk, replace(asked, session=after))

        return await self._at_card(tap, mark, decide)

    async def section(self, tap: Tap, mark: SessionMark) -> Served:
        """The section that an answered card is about."""

        def decide(_: Desk, asked: AskedCard) -> ReviewOutcome:
            section = section_about(asked.lesson, asked.question)
            if section is None or asked.present.is_open:
                return CardAsked(asked)
            return SectionShown(asked, section)

        return await self._at_card(tap, mark, decide)

    async def look(self, tap: Tap, mark: SessionMark) -> Served:
        """Back at the card."""
        return await self._at_card(tap, mark, lambda desk, asked: CardAsked(desk.come_back_to(asked)))

    async def leave(self, tap: Tap, mark: SessionMark) -> Served:
        """For now: it is gone on with from there."""
        return await self._at_card(tap, mark, lambda desk, asked: desk.leave(asked, tap))

    async def choose_size(self, tap: Tap, size: int) -> Learner:
        """How many cards a session has; one of SESSION_SIZES, or nothing is changed."""

        def work(desk: Desk) -> Learner:
            if size not in SESSION_SIZES:
                return desk.learner
            learners.choose_session_size(desk.tx, desk.learner.id, size)
            return replace(desk.learner, session_size=size)

        _, learner = await self._at_desk(tap, work)
        return learner

    async def sent(self, session: Session, message_id: int) -> None:
        """Remembers the message that shows the session."""
        await self._use_cases.database.transaction(
            lambda tx: sessions.mark_sent(tx, session.learner_id, session.number, message_id)
        )

    def _at_desk(
        self, tap: Tap, work: Callable[[Desk], use_cases.T]
    ) -> Awaitable[tuple[Learner, use_cases.T]]:

        def at_desk(tx: Tx, learner: Learner) -> use_cases.T:
            library = self._use_cases.library_of(learner)
            return work(Desk(tx, learner, library, tap.at))

        return self._use_cases.serve(tap, at_desk)

    def _at_card(self, tap: Tap, mark: SessionMark, decide: Decide) -> Awaitable[Served]:
        """Decides where the learner still is at the card of the mark."""

        def work(desk: Desk) -> ReviewOutcome:
            session = desk.load()
            asked = desk.asked(session) if session and session.mark == mark else None
            return decide(desk, asked) if asked else StaleCard(desk.shown(session))

        return self._at_desk(tap, work)

    def _at_open_card(self, tap: Tap, mark: SessionMark, decide: Decide) -> Awaitable[Served]:
        return self._at_card(
            tap,
            mark,
            lambda desk, asked: decide(desk, asked) if asked.present.is_open else CardAsked(asked),
        )


def _moved(desk: Desk, asked: AskedCard, moved: Moved) -> ReviewOutcome:
    match moved:
        case Submitted(given):
            verdict = kinds.grade(asked.question, given)
            return CardAsked(_answered(desk, asked, given, result_of(verdict)), verdict)
        case Drafted(draft):
            return CardAsked(_saved(desk, asked, replace(asked.session, draft=draft)))
        case Empty():
            return NoTickOnCard()
        case Unfit():
            return CardAsked(asked)
        case _:
            assert_never(moved)


def _answered(desk: Desk, asked: AskedCard, given: Given, result: AttemptResult) -> AskedCard:
    """Keeps the review, unless the card was answered elsewhere meanwhile, and is not due any more."""
    session, present = asked.session, replace(asked.present, given=given, result=result)
    seconds = max(int((desk.now - session.asked_at).total_seconds()), 0)
    tried = Tried(result, given, desk.now, AskedIn.REVIEW, session.hinted, seconds)
    key = answer_key(asked.original)
    card = asked.card.settled(key, desk.now)
    if card.due <= asked_until(desk.now) and tried.counts_after(card.last_review):
        card, review = card.reviewed(tried, key)
        reviews.add(desk.tx, desk.learner.id, review)
        cards.save(desk.tx, desk.learner.id, [card])
    after = session.with_present(present)
    sessions.save_present(desk.tx, after)
    return replace(asked, session=after, present=present, card=card)


def _saved(desk: Desk, asked: AskedCard, session: Session) -> AskedCard:
    sessions.save(desk.tx, session)
    return replace(asked, session=session)


def _onward(desk: Desk, asked: AskedCard) -> CardAsked | SessionEnded:
    reports.ask_no_more(desk.tx, desk.learner.id)
    after = desk.passed_over(asked.session.onward(desk.now))
    sessions.save(desk.tx, after)
    there = desk.asked(after)
    anew = has_picture(asked) or has_picture(there)
    return CardAsked(there, anew=anew) if there else replace(desk.ended(after), anew=anew)


def _is_something_else_asked_later(desk: Desk, session: Session) -> bool:
    """A name for a certificate: going on in a review means none any more. Or a question in a lesson."""
    if certificates.name_asked(desk.tx, desk.learner.id, desk.now):
        return True
    standing = use_cases.last_standing(desk.tx, desk.learner, desk.library)
    if standing is None or not isinstance(standing.place, Answering) or not standing.sent:
        return False
    return isinstance(standing.step, Question) and standing.sent.at > session.asked_at
