"""What a learner presses in a review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.chat.callback_dispatch import in_private
from bot.chat.incoming import ButtonPress, OnButtonPress
from bot.chat.review.presenter import ReviewPresenter
from bot.chat.show import Show, together
from bot.learning.learner.learner import Learner
from bot.learning.review.outcome import Served
from bot.tutor.learner.account import Account
from bot.tutor.review.aside import AsideCards
from bot.tutor.review.reviewing import Reviewing
from bot.tutor.tap import Tap
from bot.views.learner import settings as settings_views
from bot.views.review import screens
from bot.views.review.buttons import (
    AnswerCard,
    AskSessionSize,
    AtCardAction,
    BackToCard,
    CheckCard,
    ChooseSessionSize,
    HintAtCard,
    LeaveReview,
    ListAside,
    NextCard,
    OpenReview,
    PressCardPart,
    RevealCard,
    ReviewAction,
    SetAside,
    ShowSection,
    TakeCardPartBack,
    TakeUp,
    TickOnCard,
    codec,
)
from bot.views.screen import Screen
from bot.views.words import words_of


@dataclass(frozen=True, slots=True)
class ReviewPress:
    """Every press is answered. `otherwise` answers what is none of these buttons, or not in private."""

    reviewing: Reviewing
    aside: AsideCards
    account: Account
    show: Show
    present: ReviewPresenter

    def press(self, otherwise: OnButtonPress) -> OnButtonPress:
        return in_private(codec, self._act, otherwise)

    async def _act(self, tap: Tap, action: ReviewAction, pressed: ButtonPress) -> None:
        match action:
            case OpenReview():
                await self.present.opened(tap, *await self.reviewing.open(tap), pressed)
            case ListAside(page):
                await self.present.outcome(tap, *await self.aside.list_them(tap, page), pressed)
            case TakeUp(card, page):
                taken = await self.aside.take_up(tap, card, page)
                await self.present.outcome(tap, *taken, pressed, "review.toast_taken_up")
            case SetAside():
                aside = await self.reviewing.set_aside(tap, action.mark)
                await self.present.outcome(tap, *aside, pressed, "review.toast_aside")
            case AskSessionSize():
                learner = await self.account.know(tap)
                await self._edit(learner, pressed, screens.sizes(words_of(learner), learner))
            case ChooseSessionSize(size):
                learner = await self.reviewing.choose_size(tap, size)
                screen = settings_views.settings(words_of(learner), learner)
                await self._edit(learner, pressed, screen, "toast_saved")
            case _:
                await self.present.outcome(tap, *await self._at_card(tap, action), pressed)

    async def _at_card(self, tap: Tap, action: AtCardAction) -> Served:
        match action:
            case AnswerCard() | TickOnCard() | CheckCard() | PressCardPart() | TakeCardPartBack():
                return await self.reviewing.press(tap, action.mark, action.move)
            case HintAtCard():
                return await self.reviewing.hint(tap, action.mark)
            case RevealCard():
                return await self.reviewing.reveal(tap, action.mark)
            case NextCard():
                return await self.reviewing.onward(tap, action.mark)
            case ShowSection():
                return await self.reviewing.section(tap, action.mark)
            case BackToCard():
                return await self.reviewing.look(tap, action.mark)
            case LeaveReview():
                return await self.reviewing.leave(tap, action.mark)
            case _:
                assert_never(action)

    async def _edit(self, learner: Learner, pressed: ButtonPress, screen: Screen, toast: str = "") -> None:
        said = words_of(learner).word(toast) if toast else ""
        await together(
            self.show.answer(pressed.query_id, said),
            self.show.edit(learner.id, pressed.message_id, screen),
        )
