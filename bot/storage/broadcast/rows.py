"""Rows <-> Broadcast."""

from __future__ import annotations

from datetime import datetime

from bot.learning.broadcast import audience as audiences
from bot.learning.broadcast.audience import Audience
from bot.learning.broadcast.broadcast import (
    AwaitedInput,
    Broadcast,
    BroadcastState,
    Content,
    CopiedMessage,
    HoldReason,
    WrittenText,
)
from bot.learning.broadcast.delivery_time import Timing, starts
from bot.learning.quiet_hours import QuietHours
from bot.storage.database import Row
from bot.storage.times import from_ms, to_ms


def content_columns(content: Content | None) -> dict[str, object]:
    columns: dict[str, object] = dict.fromkeys(("copy_message_id", "html", "course_id", "lesson_id"))
    match content:
        case CopiedMessage(_, message_id):
            columns["copy_message_id"] = message_id
        case WrittenText(html, course_id, lesson_id):
            columns |= {"html": html, "course_id": course_id, "lesson_id": lesson_id}
    return columns


def timing_columns(timing: Timing) -> dict[str, object]:
    first = starts(timing)
    return {
        "at": to_ms(timing.at) if timing.at else None,
        "starts_at": to_ms(first) if first else None,
        "zone": timing.zone,
        "local": int(timing.local),
        "quiet_start": timing.quiet.start,
        "quiet_end": timing.quiet.end,
    }


def broadcast_of(row: Row) -> Broadcast:
    at = row["at"]
    quiet = QuietHours(row["quiet_start"], row["quiet_end"])
    return Broadcast(
        id=row["id"],
        state=BroadcastState(row["state"]),
        content=_read_content(row),
        audience=_audience(row["audience"]),
        timing=Timing(from_ms(at) if at is not None else None, row["zone"], bool(row["local"]), quiet),
        admin_id=row["learner_id"],
        asked=AwaitedInput(row["asked"] or AwaitedInput.NOTHING),
        card_id=row["card_id"],
        resends=row["resends"],
        problem=row["problem"],
        excerpt=row["excerpt"] or "",
        hold=HoldReason(row["hold"]) if row["hold"] else None,
        holds=row["holds"],
        due_at=_moment(row["due_at"]),
        confirmed_at=_moment(row["confirmed_at"]),
        queued_at=_moment(row["queued_at"]),
        ended_at=_moment(row["ended_at"]),
    )


def _audience(text: str) -> Audience:
    found = audiences.read(text)
    if found is None:  # it must not go to anybody else
        raise ValueError(f"no such audience: {text}")
    return found


def _read_content(row: Row) -> Content | None:
    if row["copy_message_id"] is not None:
        # Whose chat it stands in is known as long as its composer is.
        return (
            CopiedMessage(row["learner_id"], row["copy_message_id"])
            if row["learner_id"] is not None
            else None
        )
    return WrittenText(row["html"], row["course_id"], row["lesson_id"]) if row["html"] is not None else None


def _moment(milliseconds: int | None) -> datetime | None:
    return from_ms(milliseconds) if milliseconds is not None else None
