"""What is pressed below a question in a group: answers, by anyone, and Close, by admins.

A toast is seen by who pressed alone, and explains their very answer: so it is in their own language, not in
the group's.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.group.answer_counts import AnswerCounts
from bot.chat.group.presence import Presence
from bot.chat.group.scheduler import Scheduler
from bot.chat.incoming import ButtonPress
from bot.chat.show import Show
from bot.learning.group.round import NoRound, Reply, Scored, Ticked, is_over
from bot.tutor.group.known_messages import PressedRound
from bot.tutor.group.services import GroupServices
from bot.views.group.buttons import CloseRound, InRound, RoundButton
from bot.views.group.verdict import alert
from bot.views.words import words_of


@dataclass(frozen=True, slots=True)
class QuestionPress:
    services: GroupServices
    presence: Presence
    answer_counts: AnswerCounts
    scheduler: Scheduler
    show: Show

    async def answer(self, pressed: ButtonPress, action: InRound) -> None:
        """A tick needs no more than a toast; all else is worth a moment."""
        tap, button = pressed.tap, _button(pressed, action)
        reply = await self.presence.let_in(tap, lambda: self.services.rounds.press(tap, button, action.move))
        if isinstance(reply, Scored) and not reply.again:
            self.answer_counts.touch(action.group, action.number)
        await self._say(pressed, reply)
        if is_over(reply):
            await self._clear(pressed, action)

    async def close(self, pressed: ButtonPress, action: CloseRound) -> None:
        """By an admin."""
        was_open = await self.services.rounds.close_one(pressed.tap, _button(pressed, action))
        if was_open:
            await self.show.answer(pressed.query_id, words_of(pressed.person).word("group.toast_closed"))
        else:
            await self._say(pressed, NoRound())
        await self.scheduler.deliver(action.group)
        if not was_open:
            await self._clear(pressed, action)

    async def notice(self, pressed: ButtonPress, action: CloseRound) -> None:
        """By anybody else, who has been told that it is not for them."""
        await self.services.known_messages.notice(pressed.tap, _button(pressed, action))

    async def _say(self, pressed: ButtonPress, reply: Reply) -> None:
        course_id = reply.round.course_id if isinstance(reply, Scored) else None
        language = self.services.groups.library().language_of(course_id) if course_id else None
        said = alert(words_of(pressed.person, language), reply)
        await self.show.answer(pressed.query_id, said, alert=not isinstance(reply, Ticked))

    async def _clear(self, pressed: ButtonPress, action: RoundButton) -> None:
        """The round is over, and yet its buttons are there: what should be in their place comes now, and
        where that is nothing, they go."""
        self.scheduler.wake()
        if not pressed.is_there or pressed.chat_id is None:
            return
        number = await self.services.known_messages.open_at(action.group, pressed.message_id)
        if number is None:
            await self.show.strip(pressed.chat_id, pressed.message_id)
        else:
            self.answer_counts.touch(action.group, number)


def _button(pressed: ButtonPress, action: RoundButton) -> PressedRound:
    return PressedRound(action.group, action.number, pressed.chat_id or 0, pressed.is_there)
