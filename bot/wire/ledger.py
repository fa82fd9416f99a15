"""Which updates may be confirmed to Telegram: an offset confirms all before it, for good."""

from __future__ import annotations


class Ledger:
    """Which updates are in work, and so which offset is safe to ask with.

    They count in the order in which they arrived: after a week of silence Telegram begins anew at any number.


    In memory alone: what is not confirmed comes again, to whoever takes over."""

    def __init__(self) -> None:
        self._done: dict[int, bool] = {}
        self._next: int | None = None

    @property
    def unconfirmed(self) -> bool:
        """Whether anything is done that Telegram does not know to be done."""
        return next(iter(self._done.values()), False)

    def take(self, update_id: int) -> bool:
        """Whether this update is new; if so, it is in work from now on."""
        if update_id in self._done:
            return False
        self._done[update_id] = False
        return True

    def finish(self, update_id: int) -> None:
        """Once more where it was kept, and Telegram knows already that it is done."""
        if update_id in self._done:
            self._done[update_id] = True

    def ask(self) -> int | None:
        """The earliest update in work; if there is none, the one after the last."""
        offset = self._next
        for update_id, done in self._done.items():
            if not done:
                return update_id
            offset = update_id + 1
        return offset

    def answered(self, offset: int | None) -> None:
        """A question with this offset was answered: what came before it never comes again."""
        self._next = offset
        for update_id, done in list(self._done.items()):
            if update_id == offset or not done:
                return
            del self._done[update_id]
