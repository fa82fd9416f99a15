"""A draft in the chat as learners will see it: its questions can be answered, by buttons and in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from bot.chat.incoming import ButtonPress, OnWritten, WrittenMessage
from bot.chat.show import Show, together
from bot.learning.kinds.base import Finish, Pick, Undo
from bot.learning.school.preview import PreviewSpot, PreviewTrial
from bot.learning.school.publication import AlreadySettled
from bot.tutor.school.previews import Previews
from bot.tutor.tap import Tap
from bot.views.school import preview as views
from bot.views.school.buttons import (
    InPreview,
    SeeAnswer,
    SeeHint,
    TakePartBack,
    TryOption,
    TryPart,
    TryParts,
    ViewStep,
)
from bot.views.school.page_buttons import BesideStep
from bot.views.words import words_of


@dataclass(frozen=True, slots=True)
class PreviewChat:
    """All here raises NotAdminError."""

    previews: Previews
    show: Show

    async def press(self, tap: Tap, action: InPreview, pressed: ButtonPress) -> None:
        spot = PreviewSpot(action.draft, action.course, action.number, pressed.message_id)
        if isinstance(action, ViewStep):
            trial = await self.previews.open(tap, spot)
        else:
            trial = await self.previews.play(tap, spot, lambda before: _played(before, action))
        if isinstance(trial, AlreadySettled):
            await self.settled(pressed)
        elif isinstance(action, ViewStep):
            await together(self.show.answer(pressed.query_id), self._below(tap, spot, trial))
        else:
            toast = _toast(trial) if isinstance(action, TryOption | TryPart | TryParts) else ""
            answer = self.show.answer(
                pressed.query_id, toast and words_of(tap.person).word(f"school.{toast}")
            )
            await together(answer, self._in_place(tap, spot, trial))

    async def beside(self, tap: Tap, action: BesideStep, pressed: ButtonPress) -> None:
        """What learners may hear beside the step: in a message of its own, as they do."""
        spot = PreviewSpot(action.draft, action.course, action.number, pressed.message_id)
        trial = await self.previews.open(tap, spot)
        if isinstance(trial, AlreadySettled):
            await self.settled(pressed)
            return
        screen = views.beside(words_of(tap.person), trial, action)
        told = self.show.send(tap.person.id, screen, pressed.message_id)
        await together(self.show.answer(pressed.query_id), told)

    def words(self, otherwise: OnWritten) -> OnWritten:
        """What an admin writes while a question of a draft is the last thing in their chat is an answer to
        it; all else is not."""

        async def words(written: WrittenMessage) -> None:
            tap = written.tap
            spot = await self.previews.awaiting(tap)
            if spot is None or not written.text or not self.show.is_newest(tap.person.id, spot.message_id):
                await otherwise(written)
            else:
                await self._write(written, spot, otherwise)

        return words

    async def leave(self, tap: Tap) -> None:
        await self.previews.leave(tap)

    async def settled(self, pressed: ButtonPress) -> None:
        """The draft is no more."""
        words = words_of(pressed.person)
        await self.show.answer(pressed.query_id, words.word("school.toast_settled"), alert=True)

    async def _write(self, written: WrittenMessage, spot: PreviewSpot, otherwise: OnWritten) -> None:
        tap = written.tap
        outcome = await self.previews.write(tap, spot, written.text)
        if isinstance(outcome, AlreadySettled):
            await otherwise(written)
            return
        trial, is_answer = outcome
        if not is_answer:
            await self.show.send(tap.person.id, views.not_an_answer(words_of(tap.person), trial))
        await self._below(tap, replace(spot, words_id=tap.message_id), trial)

    async def _in_place(self, tap: Tap, spot: PreviewSpot, trial: PreviewTrial) -> None:
        """Changes the pressed message; where that is a picture, a new one takes its buttons over."""
        screen = views.step(words_of(tap.person), trial)
        shown = await self.show.edit(tap.person.id, spot.message_id, screen)
        if shown != spot.message_id:
            await self.previews.shown(tap, replace(spot, message_id=shown), trial)

    async def _below(self, tap: Tap, spot: PreviewSpot, trial: PreviewTrial) -> None:
        """As a new message, which takes the buttons over once it is out."""
        shown = await self.show.send(tap.person.id, views.step(words_of(tap.person), trial))
        # what was written before this message came is not for it
        heard = spot.words_id or shown
        await self.previews.shown(tap, replace(spot, message_id=shown, words_id=heard), trial)
        await self.show.strip(tap.person.id, spot.message_id)


def _played(
    trial: PreviewTrial, action: TryOption | TryPart | TakePartBack | TryParts | SeeHint | SeeAnswer
) -> PreviewTrial:
    match action:
        case TryOption(option=option):
            return trial.choose(option)
        case TryPart(part=part, option=option):
            return trial.move(Pick(option, part))
        case TakePartBack(part=part):
            return trial.move(Undo(part))
        case TryParts():
            return trial.move(Finish())
        case SeeHint():
            return trial.hint()
        case SeeAnswer():
            return trial.reveal()
        case _:
            assert_never(action)


def _toast(trial: PreviewTrial) -> str:
    """'' while the answer is half-done."""
    half_done = trial.tried.draft and not trial.tried.given
    return "" if half_done or trial.right is None else "toast_right" if trial.right else "toast_wrong"
