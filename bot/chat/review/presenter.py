"""What happened in a review, shown to the learner: one message that turns into the next card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.chat.incoming import ButtonPress
from bot.chat.show import Show, together
from bot.learning.kinds.base import Verdict
from bot.learning.learner.learner import Learner
from bot.learning.review.outcome import (
    CardAsked,
    CardsAside,
    NoAnswerToCard,
    NothingDue,
    NoTickOnCard,
    ReviewOutcome,
    SectionShown,
    SessionEnded,
    StaleCard,
)
from bot.learning.review.session import Session
from bot.tutor.review.reviewing import Reviewing
from bot.tutor.tap import Tap
from bot.views.review import card as cards
from bot.views.review import screens
from bot.views.screen import Screen
from bot.views.words import words_of

Now = CardAsked | SessionEnded | NothingDue
"""Where a learner is."""


@dataclass(frozen=True, slots=True)
class ReviewPresenter:
    """Callback answer and message go out at once: on a slow line each wait counts."""

    reviewing: Reviewing
    show: Show

    async def opened(
        self, tap: Tap, learner: Learner, outcome: ReviewOutcome, pressed: ButtonPress | None
    ) -> None:
        """Somebody asked for the review: it comes as the newest message, unless it stands right below what
        they pressed or wrote already, as after a second tap, or is the message with the button."""
        session, message_id = _session(outcome), tap.message_id
        known = session.message_id or 0 if session else 0
        if pressed and known == message_id:
            await self.outcome(tap, learner, outcome, pressed)
        elif known > message_id and self.show.is_newest(learner.id, known):
            await self._answer(learner, pressed)
        else:
            await together(self._answer(learner, pressed), self._send(tap, learner, outcome, {known} - {0}))

    async def outcome(
        self,
        tap: Tap,
        learner: Learner,
        outcome: ReviewOutcome,
        pressed: ButtonPress | None,
        toast: str = "",
    ) -> None:
        """`toast`: the name of what is said to a press that did what it was meant to."""
        match outcome:
            case CardAsked(_, verdict):
                toast = _toast(verdict) if verdict else toast
                await together(
                    self._answer(learner, pressed, toast), self._redraw(tap, learner, outcome, pressed)
                )
            case SessionEnded() | NothingDue() | SectionShown() | CardsAside():
                await together(
                    self._answer(learner, pressed, toast), self._redraw(tap, learner, outcome, pressed)
                )
            case NoTickOnCard():
                await self._answer(learner, pressed, "learner.toast_nothing_chosen", alert=True)
            case NoAnswerToCard(asked):
                screen = cards.not_an_answer(words_of(learner), asked)
                await together(self._answer(learner, pressed), self.show.send(learner.id, screen))
            case StaleCard(now):
                await self._stale(tap, learner, now, pressed)
            case _:
                assert_never(outcome)

    async def _stale(self, tap: Tap, learner: Learner, now: Now, pressed: ButtonPress | None) -> None:
        """The second tap of two, on the message that turned into something else: it is that now. A message
        that was left loses its buttons."""
        session = _session(now)
        known = session.message_id if session else None
        if pressed is None or known is None or known <= pressed.message_id:
            await together(self._answer(learner, pressed), self._redraw(tap, learner, now, pressed))
            return
        steps = [
            self._answer(learner, pressed, "review.toast_stale"),
            self.show.strip(learner.id, pressed.message_id),
        ]
        if not self.show.is_newest(learner.id, known):
            steps.append(self._send(tap, learner, now, {known}))
        await together(*steps)

    async def _redraw(
        self, tap: Tap, learner: Learner, outcome: ReviewOutcome, pressed: ButtonPress | None
    ) -> None:
        """In the message that shows the session; words are answered below them. A picture cannot be changed
        into words: what comes before or after one has a message of its own."""
        session = _session(outcome)
        known = session.message_id or 0 if session else 0
        if pressed is None or (isinstance(outcome, CardAsked | SessionEnded) and outcome.anew):
            behind = {known, pressed.message_id if pressed else 0} - {0}
            await self._send(tap, learner, outcome, behind)
            return
        here = max(known, pressed.message_id)
        message_id = await self.show.edit(learner.id, here, self._screen(tap, learner, outcome))
        if session and message_id != known:
            await self.reviewing.sent(session, message_id)
        left = {known, pressed.message_id} - {0, here, message_id}
        await together(*(self.show.strip(learner.id, one) for one in left))

    async def _send(self, tap: Tap, learner: Learner, outcome: ReviewOutcome, behind: set[int]) -> None:
        """As the newest message; those behind lose their buttons once it is out."""
        message_id = await self.show.send(learner.id, self._screen(tap, learner, outcome))
        if session := _session(outcome):
            await self.reviewing.sent(session, message_id)
        await together(*(self.show.strip(learner.id, one) for one in behind))

    async def _answer(
        self, learner: Learner, pressed: ButtonPress | None, toast: str = "", alert: bool = False
    ) -> None:
        if pressed:
            said = words_of(learner).word(toast) if toast else ""
            await self.show.answer(pressed.query_id, said, alert)

    def _screen(self, tap: Tap, learner: Learner, outcome: ReviewOutcome) -> Screen:
        words = words_of(learner)
        match outcome:
            case CardAsked(asked):
                return cards.card(words, asked, learner)
            case SessionEnded():
                return screens.ended(words, outcome, learner, tap.at)
            case NothingDue():
                return screens.nothing(words, outcome, learner, tap.at)
            case SectionShown():
                return cards.section(words, outcome)
            case CardsAside():
                return screens.aside(words, outcome)
            case StaleCard(now):
                return self._screen(tap, learner, now)
            case NoAnswerToCard(asked):
                return cards.not_an_answer(words, asked)
            case NoTickOnCard():
                raise ValueError("a toast alone says it")
            case _:
                assert_never(outcome)


def _session(outcome: ReviewOutcome) -> Session | None:
    match outcome:
        case CardAsked(asked) | SectionShown(asked, _) | NoAnswerToCard(asked):
            return asked.session
        case SessionEnded(session):
            return session
        case StaleCard(now):
            return _session(now)
        case _:
            return None


def _toast(verdict: Verdict) -> str:
    if verdict.self_judged:
        return "learner.toast_noted"
    if verdict.right:
        return "learner.toast_right"
    return (
        "learner.toast_wrong"
        if verdict.slips or verdict.incomplete or verdict.remarks
        else ("learner.toast_shown")
    )
