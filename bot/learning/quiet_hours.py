"""Quiet hours: those of the day in which nobody is disturbed unasked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class QuietHours:
    """Nothing unasked from `start` to `end` o'clock (hours 0-23); the same hour twice: none are quiet."""

    start: int
    end: int

    def __contains__(self, hour: int) -> bool:
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end

    def over(self, wall: datetime) -> datetime:
        """When those end that a moment lies in, by the same clock."""
        morning = wall.replace(hour=self.end, minute=0, second=0, microsecond=0)
        return morning if morning > wall else morning + timedelta(days=1)


NIGHT = QuietHours(22, 8)
NEVER = QuietHours(0, 0)
