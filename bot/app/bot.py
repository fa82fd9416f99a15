"""The whole bot, ready to work."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from bot.app.start import start_errors
from bot.app.update_source import UpdateSource
from bot.course.library import Library


@dataclass(frozen=True)
class Bot:
    """The whole bot, ready. `name` is its @username; `arrival` is how updates come in."""

    name: str
    arrival: UpdateSource
    tick: Callable[[], Awaitable[object]]
    """Does at once what is due in groups; it is done by itself as well."""
    reload: Callable[[], Coroutine[Any, Any, None]]
    """Reads CONTENT_DIR again."""
    teach: Callable[[Library], None]
    """These courses are taught from now on."""
    unhandled: Callable[[], int]
    """How many updates are confirmed and could be handled, but were not yet."""
    wake: Callable[[], None]
    """Looks at once which broadcasts and reminders are due; it is done by itself as well."""
    wind_down: tuple[Callable[[], None], ...]
    """Begin nothing more by themselves: what is under way is finished beside the updates, at the end."""

    async def run_until(self, stop: asyncio.Event) -> None:
        """Works until the event is set, then finishes what is under way.

        Raises StartError where Telegram has stopped to know the bot."""
        polling = self.arrival.polling
        stopped = asyncio.create_task(stop.wait())
        work = asyncio.create_task(polling.run()) if polling else stopped
        await asyncio.wait((work, stopped), return_when=asyncio.FIRST_COMPLETED)
        if polling:
            polling.stop()
        for wind_down in self.wind_down:
            wind_down()
        stopped.cancel()
        if work is not stopped:
            with start_errors():
                await work
