"""The connection to Telegram, and the ways of sending by it."""

from __future__ import annotations

from collections.abc import Awaitable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from telegram.ext import ApplicationBuilder, ExtBot

from bot.app.intake import AnyApplication
from bot.app.start import until_answered
from bot.chat.messenger import Messenger, Messengers
from bot.chat.photos import Photos
from bot.chat.show import Call, File, Params, Show
from bot.settings import Limits, Settings
from bot.views.deep_links import Links
from bot.wire.client import Client, Observe
from bot.wire.health import MethodHolds, Pulse
from bot.wire.lease import Lease
from bot.wire.metrics import Metrics
from bot.wire.pace import Lane, Pace
from bot.wire.request import AiohttpRequest
from bot.wire.retry import Caller
from bot.wire.transport import FilePart, Transport

SHORTEST_HOLD = 0.5
"""Seconds that a post that is claimed waits for its group: longer ones are waited for without the claim."""

LONGEST_HOLD = 10.0
"""Seconds that an update in work waits for a chat that Telegram, or a limit, holds back; after that it is put
off."""

SPARE = 1
"""Messages of each second that are kept free of broadcasts. A tap that needs more waits for the next message
of a broadcast to leave the second, no longer: it goes first."""

CHAT_BURST = 6
"""Messages to one chat at once after a pause: a learner who goes on quickly causes two or three a tap."""


@dataclass(frozen=True)
class Connection:
    """`patience`: the seconds that an update in work waits for its chat."""

    application: AnyApplication
    client: Client
    pace: Pace
    holds: MethodHolds
    pulse: Pulse
    metrics: Metrics
    patience: float

    @property
    def bot_name(self) -> str:
        """Its @username."""
        name: str = self.application.bot.username
        return name

    @property
    def inline_name(self) -> str:
        """The same; "" where BotFather has not switched inline mode on."""
        return self.bot_name if self.application.bot.supports_inline_queries else ""

    def messengers(self, photos: Photos) -> Messengers:
        tap = Caller(self.client, self.pace, self.holds, patience=self.patience)
        quiet = Caller(self.client, self.pace, self.holds)
        # What is claimed must not wait: a kill meanwhile would leave it unknown.
        post = Caller(self.client, self.pace, self.holds, tries=2, patience=SHORTEST_HOLD)
        return Messengers(
            answering=self._messenger(tap, Lane.TAP, photos),
            by_itself=self._messenger(quiet, Lane.REMINDER, photos),
            posting=self._messenger(post, Lane.REMINDER, photos),
        )

    def _messenger(self, caller: Caller, lane: Lane, photos: Photos) -> Messenger:
        call = _call(caller, lane)
        return Messenger(Show(call, photos), call, Links(self.bot_name))


async def connect(settings: Settings, lease: Lease, stack: AsyncExitStack) -> Connection:
    """The connection, open, once Telegram answers; closed with the stack. Nothing goes through it while the
    lease is over. Raises InvalidToken."""
    token, metrics, pulse = settings.token or "", Metrics(), Pulse()
    transport = await stack.enter_async_context(Transport(lease=lease))
    client = Client(token, settings.api_url, transport=transport, observe=_observing(metrics, pulse))
    application = _application(token, settings.api_url, transport)
    await until_answered(application.initialize)
    await stack.enter_async_context(application)
    pace = pace_of(settings.limits)
    return Connection(application, client, pace, MethodHolds(), pulse, metrics, LONGEST_HOLD)


def pace_of(limits: Limits) -> Pace:
    return Pace(
        per_second=limits.per_second,
        spare=SPARE,
        chat_per_second=limits.chat_per_second,
        chat_burst=CHAT_BURST,
        group_per_minute=limits.group_per_minute,
    )


def _observing(metrics: Metrics, pulse: Pulse) -> Observe:
    def observe(method: str, outcome: str, seconds: float) -> None:
        metrics.called(method, outcome, seconds)
        pulse.called(method, outcome, seconds)

    return observe


def _application(token: str, api_url: str, transport: Transport) -> AnyApplication:
    bot: ExtBot[None] = ExtBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=AiohttpRequest(transport=transport),
        get_updates_request=AiohttpRequest(transport=transport),
    )
    return ApplicationBuilder().bot(bot).updater(None).build()


def _call(caller: Caller, lane: Lane) -> Call:
    def call(method: str, params: Params, files: dict[str, File]) -> Awaitable[Any]:
        uploads = {name: FilePart(*file) for name, file in files.items()} if files else None
        return caller.call(method, params, uploads, lane=lane)

    return call
