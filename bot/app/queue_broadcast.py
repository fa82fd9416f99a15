"""`python -m bot broadcast`: queues a broadcast, which the running bot sends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.course.library import Library
from bot.learning.broadcast.audience import Finished, Learning, read
from bot.learning.broadcast.broadcast import Broadcast, WrittenText
from bot.learning.broadcast.delivery_time import Timing, parse
from bot.learning.quiet_hours import NEVER, NIGHT
from bot.settings import Settings
from bot.storage.engine import open_database
from bot.storage.errors import DatabaseError
from bot.storage.schema import SchemaTooNewError
from bot.tutor.broadcast.broadcasts import queue
from bot.views.broadcast.compose import written
from bot.views.formats import counted
from bot.views.split_html import plain_length
from bot.views.split_message import TEXT

AUDIENCES = "everyone, course:ID, finished:ID, unseen:DAYS, language:CODE, groups or channels"


class QueueError(Exception):
    """It cannot be queued as asked: one line that says why."""


@dataclass(frozen=True)
class BroadcastRequest:
    """A broadcast as the command line names it. `text` is course Markdown; `at` is UTC, None for at once."""

    text: str
    audience: str
    at: str | None = None
    at_night: bool = False


async def queue_broadcast(settings: Settings, library: Library, request: BroadcastRequest) -> str:
    """Queues a broadcast for the bot to send; what to tell about it. Raises QueueError."""
    html = written(request.text)
    if not 0 < plain_length(html) <= TEXT:
        raise QueueError(f"--text: must have 1 to {TEXT} characters")
    now = datetime.now(UTC)
    change = _change(library, request, now)
    try:
        database = await open_database(settings.database)
        try:
            made = await queue(database, WrittenText(html), change, settings.admin_ids, now)
        finally:
            await database.close()
    except (SchemaTooNewError, DatabaseError) as error:
        raise QueueError(f"DATABASE_URL: {error}") from None
    when = f"at {request.at} (UTC)" if request.at else "at once"
    night = "" if request.at_night else ", but to nobody in their quiet hours"
    chats = counted(made.chats, "chat")
    return f"Broadcast {made.broadcast.id} is queued for {chats}. The running bot sends it {when}{night}."


def _change(library: Library, request: BroadcastRequest, now: datetime) -> Callable[[Broadcast], Broadcast]:
    audience = read(request.audience)
    if audience is None:
        raise QueueError(f"--audience: must be {AUDIENCES}")
    if isinstance(audience, Learning | Finished) and library.course(audience.course_id) is None:
        raise QueueError(f"--audience: there is no course {audience.course_id}")
    at = parse(request.at, "UTC", now) if request.at else None
    if request.at and at is None:
        raise QueueError('--at: must be a time ahead, in UTC, such as "2026-12-01 09:00"')
    timing = Timing(at, quiet=NEVER if request.at_night else NIGHT)
    return lambda draft: replace(draft, audience=audience, timing=timing)
