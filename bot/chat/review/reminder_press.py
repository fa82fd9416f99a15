"""What a learner presses about reminders: at the end of a lesson, and where they are set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.chat.callback_dispatch import in_private
from bot.chat.incoming import ButtonPress, OnButtonPress
from bot.chat.learner.outcome_presenter import OutcomePresenter
from bot.chat.show import Show, together
from bot.learning.learner.learner import Learner
from bot.learning.learner.outcome import Redrawn
from bot.learning.review.reminder_outcome import ReminderOutcome
from bot.learning.review.reminder_words import ReminderWish
from bot.learning.time_zones import ZONES
from bot.tutor.review.reminder_wishes import ReminderWishes
from bot.tutor.tap import Tap
from bot.tutor.use_cases import LearnerResult
from bot.views.review.reminder import reminder
from bot.views.review.reminder_buttons import (
    AcceptAtOtherTime,
    AcceptOffer,
    AskReminderTime,
    AskReminderZone,
    ChooseReminderTime,
    ChooseReminderZone,
    DeclineOffer,
    OfferAction,
    OpenReminder,
    ReminderAction,
    RemindOfCourse,
    ResumeReminder,
    StopReminder,
    codec,
)
from bot.views.words import words_of

DECLINED, STOPPED = "review/reminder_words.toast_declined", "review/reminder_words.toast_stopped"
SAVED = "toast_saved"


@dataclass(frozen=True, slots=True)
class ReminderPress:
    wishes: ReminderWishes
    present: OutcomePresenter
    show: Show

    def press(self, otherwise: OnButtonPress) -> OnButtonPress:
        """`otherwise`: what a button gets that is none of these."""

        return in_private(codec, self._act_on, otherwise)

    async def _act_on(self, tap: Tap, action: OfferAction | ReminderAction, pressed: ButtonPress) -> None:
        if isinstance(action, OfferAction):
            await self._answer_offer(tap, action, pressed)
        else:
            await self._act(tap, action, pressed)

    async def _answer_offer(self, tap: Tap, action: OfferAction, pressed: ButtonPress) -> None:
        """The lesson's end stays, without the offer; what there is to say comes below it."""
        learner, over = await self.wishes.answer_offer(tap, action.mark, _wish_of(action))
        if over.accepted is None:
            await self._answer(learner, pressed, DECLINED)
        if over.standing:
            await self.present.outcome(tap, learner, Redrawn(over.standing), pressed)
        else:
            await together(self._answer(learner, pressed), self.show.strip(learner.id, pressed.message_id))
        if over.accepted:
            screen = reminder(words_of(learner), over.accepted, learner, tap.at)
            await self.show.send(learner.id, screen)

    async def _act(self, tap: Tap, action: ReminderAction, pressed: ButtonPress) -> None:
        (learner, outcome), toast = await self._changed(tap, action)
        screen = reminder(words_of(learner), outcome, learner, tap.at)
        await together(
            self._answer(learner, pressed, toast), self.show.edit(learner.id, pressed.message_id, screen)
        )

    async def _changed(self, tap: Tap, action: ReminderAction) -> tuple[LearnerResult[ReminderOutcome], str]:
        """With what is said to the tap."""
        match action:
            case OpenReminder():
                return await self.wishes.look(tap), ""
            case AskReminderTime():
                return await self.wishes.ask_time(tap), ""
            case AskReminderZone():
                return await self.wishes.ask_zone(tap), ""
            case ChooseReminderTime(minute):
                wish = ReminderWish(minute) if minute in range(24 * 60) else None
                return await (self.wishes.wish(tap, wish) if wish else self.wishes.look(tap)), ""
            case ChooseReminderZone(city):
                wish = ReminderWish(zone=ZONES[city]) if city in ZONES else None
                return await (self.wishes.wish(tap, wish) if wish else self.wishes.ask_zone(tap)), ""
            case RemindOfCourse(on):
                return await self.wishes.choose_course(tap, on), SAVED
            case StopReminder():
                return await self.wishes.wish(tap, ReminderWish(off=True)), STOPPED
            case ResumeReminder():
                return await self.wishes.resume(tap), SAVED
            case _:
                assert_never(action)

    async def _answer(self, learner: Learner, pressed: ButtonPress, toast: str = "") -> None:
        said = words_of(learner).word(toast) if toast else ""
        await self.show.answer(pressed.query_id, said)


def _wish_of(action: OfferAction) -> ReminderWish | None:
    match action:
        case AcceptOffer(minute=minute):
            return ReminderWish(minute % (24 * 60))
        case AcceptAtOtherTime():
            return None
        case DeclineOffer():
            return ReminderWish(off=True)
        case _:
            assert_never(action)
