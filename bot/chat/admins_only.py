"""Authorisation of admins, in front of their handlers: everybody else gets what they would get without these.

The ids in memory spare everybody else a look into the database; the database has the last word, in the
transaction of what is done.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from bot.chat.incoming import ButtonPress, OnButtonPress, OnWritten, WrittenMessage
from bot.tutor.admins import Admins, NotAdminError


@dataclass(frozen=True, slots=True)
class AdminsOnly:
    """Wraps handlers. Those behind it may raise NotAdminError."""

    admins: Admins

    def press(self, answer: OnButtonPress, otherwise: OnButtonPress) -> OnButtonPress:
        """`answer` for the buttons that admins press in private, `otherwise` for all others."""

        async def press(pressed: ButtonPress) -> None:
            person_id = pressed.person.id if pressed.private else None
            await self._let_in(person_id, partial(answer, pressed), partial(otherwise, pressed))

        return press

    def message(self, answer: OnWritten, otherwise: OnWritten) -> OnWritten:
        """`answer` for the messages of admins, `otherwise` for those of everybody else."""

        async def message(written: WrittenMessage) -> None:
            person_id = written.tap.person.id
            await self._let_in(person_id, partial(answer, written), partial(otherwise, written))

        return message

    async def _let_in(
        self,
        person_id: int | None,
        answer: Callable[[], Awaitable[None]],
        otherwise: Callable[[], Awaitable[None]],
    ) -> None:
        if person_id is None or not self.admins.knows(person_id):
            await otherwise()
            return
        try:
            await answer()
        except NotAdminError:
            await otherwise()


def in_private(answer: OnWritten) -> OnWritten:
    """`answer` in a private chat; nothing anywhere else: a group has no part in it."""

    async def answer_in_private(written: WrittenMessage) -> None:
        if written.private:
            await answer(written)

    return answer_in_private
