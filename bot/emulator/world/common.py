"""What all parts of a world share: the clock, the bot, and where changes, updates and events go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.emulator.world.bot_profile import BotProfile
from bot.emulator.world.event_streams import EventStreams
from bot.emulator.world.journal import Changes
from bot.emulator.world.updates import Updates


@dataclass(frozen=True)
class Common:
    """clock: Unix time in seconds."""

    clock: Callable[[], float]
    changes: Changes
    bot: BotProfile
    updates: Updates
    events: EventStreams

    def now(self) -> int:
        return int(self.clock())

    def commit(self) -> None:
        """The end of a verb: its changes go to the journal, and those who wait for one look again."""
        self.changes.commit()
