"""Aware UTC datetimes <-> whole milliseconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Raises TypeError for a datetime without a time zone."""
    return (moment - _START) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    return _START + milliseconds * _MILLISECOND
