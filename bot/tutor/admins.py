"""Who is an admin, and the one check that all they do goes through."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.learning.admins import Admin, Appointment, Contact
from bot.learning.learner.learner import Learner
from bot.storage import admins
from bot.storage.database import Database, Tx
from bot.storage.learner import learners
from bot.tutor.tap import Tap

T = TypeVar("T")


class NotAdminError(Exception):
    """Who asks is no admin. Raised by `Admins.serve` and so by every use case of admins, before it has done
    anything; caught at the chat's entrances, where it is as if nothing of this existed."""


class Admins:
    """`fixed` are those of ADMIN_IDS. The ids are in memory too, as each tap of anybody is looked up here;
    but what is an admin's to do is done by `serve`, which asks the database."""

    def __init__(self, database: Database, fixed: frozenset[int], appointed: frozenset[int]) -> None:
        self._database = database
        self._fixed = fixed
        self._appointed = appointed

    @classmethod
    async def open(cls, database: Database, fixed: frozenset[int]) -> Admins:
        return cls(database, fixed, await database.transaction(admins.appointed))

    @property
    def ids(self) -> frozenset[int]:
        return self._fixed | self._appointed

    def knows(self, user_id: int) -> bool:
        """Whether this person is an admin."""
        return user_id in self._fixed or user_id in self._appointed

    def is_admin(self, tx: Tx, user_id: int) -> bool:
        """Whether this person is an admin at this moment."""
        return user_id in self._fixed or admins.is_appointed(tx, user_id)

    def all(self, tx: Tx) -> frozenset[int]:
        """The ids of all who are admins at this moment."""
        return self._fixed | admins.appointed(tx)

    async def serve(self, tap: Tap, work: Callable[[Tx], T]) -> T:
        """Runs `work` in one transaction. Raises NotAdminError where no admin asks at that moment."""

        def served(tx: Tx) -> T:
            if not self.is_admin(tx, tap.person.id):
                raise NotAdminError
            learners.meet(tx, tap.person, tap.at)
            return work(tx)

        return await self._database.transaction(served)

    async def check(self, tap: Tap) -> None:
        """For what needs nothing else of the database. Raises NotAdminError."""
        await self.serve(tap, lambda _: None)

    async def list(self, tap: Tap) -> tuple[Admin, ...]:
        """All of them, those of ADMIN_IDS first."""

        def work(tx: Tx) -> tuple[Admin, ...]:
            appointed = sorted(admins.appointed(tx) - self._fixed)
            everyone = [*((one, True) for one in sorted(self._fixed)), *((one, False) for one in appointed)]
            return tuple(Admin(one, admins.first_name(tx, one), fixed) for one, fixed in everyone)

        return await self.serve(tap, work)

    async def promote(self, tap: Tap, learner_id: int) -> Appointment:
        def work(tx: Tx) -> Appointment:
            if self.is_admin(tx, learner_id):
                return Appointment.ALREADY
            if admins.first_name(tx, learner_id) is None:
                return Appointment.STRANGER
            admins.appoint(tx, learner_id, tap.at)
            return Appointment.PROMOTED

        return await self._appointed_by(tap, work)

    async def demote(self, tap: Tap, learner_id: int) -> Appointment:
        def work(tx: Tx) -> Appointment:
            if learner_id in self._fixed:
                return Appointment.FIXED
            return Appointment.DEMOTED if admins.dismiss(tx, learner_id) else Appointment.NONE

        return await self._appointed_by(tap, work)

    async def contact(self, learner_id: int) -> Contact:
        def work(tx: Tx) -> Contact:
            return Contact(admins.first_name(tx, learner_id), learners.may_be_written_to(tx, learner_id))

        return await self._database.transaction(work)

    async def reader(self, learner_id: int) -> Learner | None:
        """Somebody who did nothing just now, to be spoken to in their language; None: they are not known."""
        return await self._database.transaction(lambda tx: learners.find(tx, learner_id))

    async def refresh(self) -> None:
        """Somebody was appointed, dismissed, or forgotten."""
        self._appointed = await self._database.transaction(admins.appointed)

    async def _appointed_by(self, tap: Tap, work: Callable[[Tx], Appointment]) -> Appointment:
        try:
            return await self.serve(tap, work)
        finally:
            await self.refresh()
