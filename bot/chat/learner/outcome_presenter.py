"""An outcome, shown to the learner: the one place that decides what is sent, changed and left behind."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from typing import Any, assert_never

from bot.chat.incoming import ButtonPress
from bot.chat.show import Show, together
from bot.learning.kinds.base import Verdict
from bot.learning.learner.learner import Learner
from bot.learning.learner.outcome import (
    Described,
    Explained,
    Gone,
    Graded,
    NotAnAnswer,
    NotBegun,
    NothingChosen,
    Outcome,
    Redrawn,
    Shown,
    Stale,
)
from bot.learning.learner.place import CourseDone, LessonDone
from bot.learning.learner.standing import Standing
from bot.tutor.learner.account import Account
from bot.tutor.learner.progress_reports import ProgressReports
from bot.tutor.learner.study import Study
from bot.tutor.tap import Tap
from bot.views.learner import place
from bot.views.learner import screens as around
from bot.views.screen import Screen
from bot.views.words import words_of


@dataclass(frozen=True, slots=True)
class OutcomePresenter:
    """Callback answer and messages go out at once: on a slow line each wait counts."""

    show: Show
    study: Study
    account: Account
    progress: ProgressReports

    async def outcome(
        self, tap: Tap, learner: Learner, outcome: Outcome, pressed: ButtonPress | None = None
    ) -> None:
        match outcome:
            case Shown(standing):
                await together(self._answer(learner, pressed), self._shown(tap, learner, standing, pressed))
            case Graded(standing, verdict):
                await together(
                    self._answer(learner, pressed, _toast(verdict)),
                    self._redraw(tap, learner, standing, pressed),
                )
            case Redrawn(standing):
                await together(self._answer(learner, pressed), self._redraw(tap, learner, standing, pressed))
            case Stale(standing, again):
                await together(*self._stale(tap, learner, standing, again, pressed))
            case NothingChosen():
                await self._answer(learner, pressed, "toast_nothing_chosen", alert=True)
            case Described(step):
                await self._reply(learner, place.described(words_of(learner), step), pressed)
            case Explained(step):
                await self._reply(learner, place.explained(words_of(learner), step), pressed)
            case NotAnAnswer(standing):
                await self._reply(learner, around.not_an_answer(words_of(learner), standing), pressed)
            case NotBegun():
                await together(self._answer(learner, pressed), self._greet(tap))
            case Gone():
                await together(
                    self._answer(learner, pressed),
                    self.show.send(learner.id, around.plain(words_of(learner), "gone")),
                )
            case _:
                assert_never(outcome)

    async def _reply(self, learner: Learner, screen: Screen, pressed: ButtonPress | None) -> None:
        """Something about the place, which stays where it is."""
        reply_to = pressed.message_id if pressed else None
        await together(self._answer(learner, pressed), self.show.send(learner.id, screen, reply_to))

    async def _answer(
        self, learner: Learner, pressed: ButtonPress | None, toast: str = "", alert: bool = False
    ) -> None:
        if pressed:
            said = words_of(learner).word(f"learner.{toast}") if toast else ""
            await self.show.answer(pressed.query_id, said, alert)

    async def _shown(
        self, tap: Tap, learner: Learner, standing: Standing, pressed: ButtonPress | None
    ) -> None:
        """Sends the place, unless it stands right below already: what was tapped twice, or delivered twice,
        is shown once."""
        sent = standing.sent
        in_sight = standing.in_sight(tap.at) and self._is_newest(standing)
        if sent and sent.message_id > tap.message_id and in_sight:
            await together(*self._strips(learner, {pressed.message_id} if pressed else set()))
        else:
            await self._place(tap, learner, standing, pressed)

    async def _place(
        self, tap: Tap, learner: Learner, standing: Standing, pressed: ButtonPress | None
    ) -> None:
        """Sends the place as the newest message; those that had buttons before lose them, once it is out:
        what Telegram refuses must not leave anybody without a button."""
        behind = {pressed.message_id} if pressed else set()
        if standing.sent:
            behind.add(standing.sent.message_id)
        await self._send(tap, learner, standing)
        await together(*self._strips(learner, behind))

    async def _redraw(
        self, tap: Tap, learner: Learner, standing: Standing, pressed: ButtonPress | None
    ) -> None:
        """Changes the message that shows this very place. There may be two: one that arrived unheard of, or
        an older copy. The lower one is what the learner looks at; the other loses its buttons."""
        if pressed is None:
            await self._place(tap, learner, standing, None)
            return
        known = standing.sent.message_id if standing.sent and standing.shown else 0
        here = max(known, pressed.message_id)
        message_id = await self.show.edit(learner.id, here, await self._drawn(tap, learner, standing))
        if message_id != known:
            await self.study.sent(standing, message_id, tap.at)
        if behind := {known, pressed.message_id} - {0, here, message_id}:
            await together(*self._strips(learner, behind))

    async def _send(self, tap: Tap, learner: Learner, standing: Standing) -> None:
        message_id = await self.show.send(learner.id, await self._drawn(tap, learner, standing))
        await self.study.sent(standing, message_id, tap.at)

    async def _drawn(self, tap: Tap, learner: Learner, standing: Standing) -> Screen:
        """They may have turned to this course just now."""
        words = words_of(learner, standing.course.language)
        at_end = isinstance(standing.place, LessonDone | CourseDone)
        due = at_end and await self.progress.has_due(learner.id, tap.at)
        return place.place(words, standing, learner, due)

    def _strips(self, learner: Learner, message_ids: Iterable[int]) -> list[Coroutine[Any, Any, None]]:
        return [self.show.strip(learner.id, message_id) for message_id in message_ids]

    def _stale(
        self, tap: Tap, learner: Learner, standing: Standing, again: bool, pressed: ButtonPress | None
    ) -> list[Coroutine[Any, Any, None]]:
        """A place whose message was never sent makes no tap wrong: it is sent now, without a word."""
        steps = [self._answer(learner, pressed, "toast_stale" if standing.shown else "")]
        if again or not self._is_newest(standing):
            steps.append(self._place(tap, learner, standing, pressed))
        elif pressed:
            steps.append(self.show.strip(learner.id, pressed.message_id))
        return steps

    def _is_newest(self, standing: Standing) -> bool:
        """Whether the place is the last thing in the chat. What was asked for before it may stand below it:
        after a kill it is delivered, and answered, once more."""
        return standing.sent is None or self.show.is_newest(standing.learner_id, standing.sent.message_id)

    async def _greet(self, tap: Tap) -> None:
        learner, overview = await self.account.look_around(tap)
        await self.show.send(learner.id, around.welcome(words_of(learner), learner, overview))


def _toast(verdict: Verdict) -> str:
    if verdict.self_judged:
        return "toast_noted"
    if verdict.right:
        return "toast_right"
    return "toast_wrong" if verdict.slips or verdict.incomplete or verdict.remarks else "toast_shown"
