"""Broadcasts, tied together: what sends them, and the chat in which they are composed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
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
from bot.learning.school.publication import Published
from bot.tutor.admins import Admins
from bot.tutor.use_cases import UseCases
from bot.views.broadcast.compose import announce


def wire_broadcasts(
    use_cases: UseCases, admins: Admins, messengers: Messengers, connection: Connection, now: Clock
) -> tuple[Sender, BroadcastWiring]:
    """What is composed in the chat goes the same way as what the sender sends later, but may be repeated."""

    async def once(method: str, params: Params, _: dict[str, File]) -> Any:
        return await connection.client.call(method, params)

    database, pace, name = use_cases.database, connection.pace, connection.bot_name

    def titles() -> Mapping[str, str]:
        return use_cases.library().titles

    def language_of(course_id: str) -> str | None:
        return use_cases.library().language_of(course_id)

    progress = ProgressReport(database, messengers.by_itself.show, admins.knows, titles, now)
    holds = Holds(database, messengers.by_itself.show, lambda: admins.ids, titles, now)
    delivery = DeliveryTools(database, pace, Deliver(once), name, now, language_of)
    sender = Sender(delivery, progress, holds)
    answering = messengers.answering
    tools = BroadcastTools(Deliver(answering.call), name, pace.steady_rate, sender.wake, progress.send_file)
    return sender, BroadcastWiring.of(use_cases, admins, answering.show, tools)


@asynccontextmanager
async def sending(sender: Sender) -> AsyncIterator[None]:
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
