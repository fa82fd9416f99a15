"""Sending, tied together: the sender of broadcasts and the chat in which they are composed; and the command
line's way in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.app.connection import Connection
from bot.broadcast.delivery_run import DeliveryTools
from bot.broadcast.holds import Holds
from bot.broadcast.progress_report import ProgressReport
from bot.broadcast.sender import Sender
from bot.chat.broadcast.compose import BroadcastTools
from bot.chat.broadcast.deliver import Deliver
from bot.chat.broadcast.wiring import BroadcastWiring
from bot.chat.incoming import Clock
from bot.chat.messenger import Messengers
from bot.chat.show import File, Params
from bot.course.library import Library
from bot.learning.broadcast.audience import Finished, Learning, read
from bot.learning.broadcast.broadcast import Broadcast, Written
from bot.learning.broadcast.delivery_time import NEVER, NIGHT, Timing, parse
from bot.learning.school.publication import Published
from bot.settings import Settings
from bot.storage.engine import open_database
from bot.storage.errors import DatabaseError
from bot.storage.sqlite.migrate import SchemaTooNewError
from bot.tutor.admins import Admins
from bot.tutor.broadcast.broadcasts import queue
from bot.tutor.use_cases import UseCases
from bot.views.broadcast.compose import announce, written
from bot.views.formats import counted
from bot.views.markdown import plain_length
from bot.views.split_message import TEXT

AUDIENCES = "everyone, course:ID, finished:ID, unseen:DAYS, language:CODE, groups or channels"


class PostError(Exception):
    """It cannot be queued as asked: one line that says why."""


def sending(
    use_cases: UseCases, admins: Admins, messengers: Messengers, connection: Connection, now: Clock
) -> tuple[Sender, BroadcastWiring]:
    """What is composed in the chat goes the same way as what the sender sends later, but may be repeated."""

    async def once(method: str, params: Params, _: dict[str, File]) -> Any:
        return await connection.client.call(method, params)

    database, pace, name = use_cases.database, connection.pace, connection.bot_name

    def titles() -> Mapping[str, str]:
        return use_cases.library().titles

    progress = ProgressReport(database, messengers.by_itself.show, admins.knows, titles, now)
    holds = Holds(database, messengers.by_itself.show, lambda: admins.ids, titles, now)
    sender = Sender(DeliveryTools(database, pace, Deliver(once), name, now), progress, holds)
    answering = messengers.answering
    tools = BroadcastTools(Deliver(answering.call), name, pace.steady_rate, sender.wake, progress.send_file)
    return sender, BroadcastWiring.of(use_cases, admins, answering.show, tools)


@asynccontextmanager
async def at_work(sender: Sender) -> AsyncIterator[None]:
    """On leaving, what is under way is finished."""
    work = asyncio.create_task(sender.run())
    try:
        yield
    finally:
        sender.stop()
        await work


def announced(published: Published) -> str | None:
    """What a button does that offers to tell learners of what was published."""
    return announce(published.courses, published.lesson_id)


@dataclass(frozen=True)
class WantedBroadcast:
    """A broadcast as the command line names it. `text` is course Markdown; `at` is UTC, None for at once."""

    text: str
    audience: str
    at: str | None = None
    at_night: bool = False


async def post(settings: Settings, library: Library, wish: WantedBroadcast) -> str:
    """Queues a broadcast for the bot to send; what to tell about it. Raises PostError."""
    html = written(wish.text)
    if not 0 < plain_length(html) <= TEXT:
        raise PostError(f"--text: must have 1 to {TEXT} characters")
    now = datetime.now(UTC)
    change = _change(library, wish, now)
    try:
        database = await open_database(settings.database)
        try:
            made = await queue(database, Written(html), change, settings.admin_ids, now)
        finally:
            await database.close()
    except (SchemaTooNewError, DatabaseError) as error:
        raise PostError(f"DATABASE_URL: {error}") from None
    when = f"at {wish.at} (UTC)" if wish.at else "at once"
    night = "" if wish.at_night else ", but to nobody in their quiet hours"
    chats = counted(made.chats, "chat")
    return f"Broadcast {made.broadcast.id} is queued for {chats}. The running bot sends it {when}{night}."


def _change(library: Library, wish: WantedBroadcast, now: datetime) -> Callable[[Broadcast], Broadcast]:
    audience = read(wish.audience)
    if audience is None:
        raise PostError(f"--audience: must be {AUDIENCES}")
    if isinstance(audience, Learning | Finished) and library.course(audience.course_id) is None:
        raise PostError(f"--audience: there is no course {audience.course_id}")
    at = parse(wish.at, "UTC", now) if wish.at else None
    if wish.at and at is None:
        raise PostError('--at: must be a time ahead, in UTC, such as "2026-12-01 09:00"')
    timing = Timing(at, quiet=NEVER if wish.at_night else NIGHT)
    return lambda draft: replace(draft, audience=audience, timing=timing)
