"""The composition root: the only place where the rooms are tied together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram.ext import ApplicationBuilder, ExtBot

from bot.app.checkup import Checkup
from bot.app.inbox import Inbox
from bot.app.intake import AnyApplication, Intake
from bot.app.sending import announced, at_work, broadcasts, pace_of
from bot.app.start import StartError, alone, beside, ready_database, start_errors, until_answered
from bot.app.update_source import UpdateSource, arrival, say_where
from bot.broadcast.sender import Sender
from bot.chat.bot_profile import AdminCommands, introduce
from bot.chat.command import Scope, Who, offered
from bot.chat.error_handler import ErrorHandler
from bot.chat.group.wiring import GroupWiring
from bot.chat.learner.wiring import LearnerWiring
from bot.chat.photos import Photos
from bot.chat.routes import COMMANDS, Wings, routes
from bot.chat.school.refused_pictures import PictureNews
from bot.chat.school.wiring import SchoolWiring
from bot.chat.show import Call, File, Params, Show
from bot.course.library import Library
from bot.settings import Limits, Settings
from bot.storage.sqlite.backup import copy_database
from bot.storage.sqlite.restore import RestoreError
from bot.storage.sqlite.restore import restore as put_back
from bot.tutor.learner.account import Account
from bot.tutor.picture_ids import PictureIds
from bot.tutor.school.catalogue import Catalogue
from bot.tutor.school.services import SchoolServices
from bot.tutor.use_cases import UseCases
from bot.views.broadcast.buttons import OpenBroadcasts, pack
from bot.views.svg_to_png import png_of
from bot.views.words import counted, problem
from bot.wire.client import Client, Observe
from bot.wire.handling import Handling
from bot.wire.health import MethodHolds, Pulse
from bot.wire.metrics import Metrics
from bot.wire.order import ByChat
from bot.wire.pace import Lane, Pace
from bot.wire.request import AiohttpRequest
from bot.wire.retry import Caller
from bot.wire.transport import FilePart, Transport

Now = Callable[[], datetime]

SHORTEST_HOLD = 0.5
"""Seconds that a post that is claimed waits for its group: longer ones are waited for without the claim."""

LONGEST_HOLD = 10.0
"""Seconds that an update in work waits for a chat that Telegram, or a limit, holds back; after that it is put
off."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Bot:
    """The whole bot, ready. `name` is its @username; `arrival` is how updates come in."""

    name: str
    arrival: UpdateSource
    tick: Callable[[], Awaitable[object]]
    """Does at once what is due in groups; it is done by itself as well."""
    reload: Callable[[], Coroutine[Any, Any, None]]
    """Reads CONTENT_DIR again."""
    unhandled: Callable[[], int]
    """How many updates are confirmed and could be handled, but were not yet."""
    wake: Callable[[], None]
    """Looks at once which broadcasts are due; it is done by itself as well."""
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


@asynccontextmanager
async def open_bot(
    settings: Settings, library: Library, now: Now = utc_now, site: bool = True
) -> AsyncIterator[Bot]:
    """Everything tied together and told to Telegram; on leaving, ended in order.

    The settings must have a token. Without `site` nothing listens on PORT. Raises StartError."""
    async with AsyncExitStack() as stack:
        with start_errors():
            bot = await _open(settings, library, now, site, stack)
        yield bot


def look_after_words() -> None:
    """Raises StartError where what the bot says is not there, as in a copy without the templates."""
    if trouble := problem():
        raise StartError(f"templates: {trouble}")


async def backup(settings: Settings, copy: Path) -> None:
    """A consistent copy of the database, also while the bot runs. Raises StartError, and OSError where the
    copy cannot be written."""
    with start_errors():
        await copy_database(settings.database, copy)


def restore(settings: Settings, source: Path) -> str:
    """Puts a backup in the database's place; what to tell about it. Raises StartError, which says why nothing
    has changed."""
    with alone(settings) as lock:
        lock.tell("a backup is being restored")
        try:
            done = put_back(source, settings.database, utc_now())
        except RestoreError as error:
            raise StartError(str(error)) from None
    lines = [f"{settings.database} is restored from {source}: {counted(done.learners, 'learner')}."]
    if done.aside:
        lines.append(f"The database before it is kept as {done.aside}.")
    if done.on_hold:
        about = counted(done.on_hold, "broadcast that", "broadcasts that")
        lines.append(f"Admins will be asked about {about} may have gone out since the backup was made.")
    return "\n".join(lines)


def at_server(settings: Settings, api_url: str, token: str, limits: Limits) -> Settings:
    """The same settings for another Bot API server: the local one, say."""
    return replace(settings, api_url=api_url, token=token, limits=limits, webhook_url=None)


async def _open(settings: Settings, library: Library, now: Now, site: bool, stack: AsyncExitStack) -> Bot:
    token = settings.token or ""
    metrics = Metrics()
    database = await ready_database(settings.database)
    stack.push_async_callback(database.close)
    transport = await stack.enter_async_context(Transport())
    pulse, holds = Pulse(), MethodHolds()
    client = Client(token, settings.api_url, transport=transport, observe=_observing(metrics, pulse))
    application = _application(token, settings.api_url, transport)
    await until_answered(application.initialize)
    await stack.enter_async_context(application)
    pace = pace_of(settings.limits)
    call = _call(Caller(client, pace, holds, patience=LONGEST_HOLD))
    quiet_call = _call(Caller(client, pace, holds), Lane.REMINDER)
    # What is claimed must not wait: a kill meanwhile would leave it unknown.
    post_call = _call(Caller(client, pace, holds, tries=2, patience=SHORTEST_HOLD), Lane.REMINDER)
    pictures = await PictureIds.open(database, application.bot.id)
    catalogue = Catalogue(library, settings.content_dir)
    stack.callback(catalogue.shelf.close)
    office = await SchoolServices.open(database, settings.admin_ids, catalogue)
    photos = Photos(pictures)
    desk, show = UseCases(database, lambda: catalogue.library), Show(call, photos)
    reception = Account(desk, office.team, office.housekeeping.sweep)
    commands = AdminCommands(call, COMMANDS)
    offered_to_all = offered(COMMANDS, Scope.PRIVATE, Who.EVERYONE)
    learner = LearnerWiring(desk, reception, show, commands, offered_to_all)
    username = application.bot.username
    quiet_show = Show(quiet_call, photos)
    groups = GroupWiring(
        desk,
        username,
        show,
        quiet_show,
        quiet_call,
        Show(post_call, photos),
        post_call,
        call,
        learner.present,
        now,
    )
    catalogue.on_change = groups.courses_changed
    admins = SchoolWiring(
        office,
        show,
        call,
        commands,
        learner.commands,
        learner.press,
        client.download,
        png_of,
        pack(OpenBroadcasts()),
        announced,
        now,
    )
    sender, announcing = broadcasts(desk, office.team, show, quiet_show, pace, client, call, username, now)
    order = ByChat(settings.limits.concurrency)
    inbox = Inbox(database, order, pace, LONGEST_HOLD, now)
    intake = Intake(application, order, inbox, call, now)
    application.add_handlers(routes(Wings(learner, groups, admins, announcing), now))
    application.add_error_handler(ErrorHandler(show, reception, metrics.failed, intake.put_off, now).on_error)
    await admins.start()
    await stack.enter_async_context(PictureNews(photos, pictures, desk, office.team, quiet_show).at_work())
    await stack.enter_async_context(_at_work(groups, sender, inbox))
    _watch(metrics, sender, order, pace, inbox)
    await intake.open()
    handling = Handling(intake.handle, intake.keep)
    checkup = Checkup(database, client, pulse, holds, pace, settings.webhook_url)
    updates = await stack.enter_async_context(arrival(settings, client, handling, metrics, checkup, site))
    await say_where(settings, call)
    await stack.enter_async_context(beside(introduce(call, COMMANDS), admins.offer()))
    ending = (sender.stop, groups.wind_down, inbox.stop)
    return Bot(username, updates, groups.tick, admins.reload, lambda: inbox.ready, sender.wake, ending)


@asynccontextmanager
async def _at_work(groups: GroupWiring, sender: Sender, inbox: Inbox) -> AsyncIterator[None]:
    """What is done without an update; on leaving, it is brought to its end."""
    async with AsyncExitStack() as stack:
        await groups.start()
        stack.push_async_callback(groups.stop)
        stack.push_async_callback(inbox.close)
        await stack.enter_async_context(at_work(sender))
        yield


def _observing(metrics: Metrics, pulse: Pulse) -> Observe:
    def observe(method: str, outcome: str, seconds: float) -> None:
        metrics.called(method, outcome, seconds)
        pulse.called(method, outcome, seconds)

    return observe


def _watch(metrics: Metrics, sender: Sender, order: ByChat, pace: Pace, inbox: Inbox) -> None:
    def held() -> int:
        return sum(pace.waiting.values())

    metrics.watch("broadcast_queue", "Deliveries that wait in broadcasts under way", lambda: sender.waiting)
    metrics.watch("inbox", "Updates that wait in the database to be handled", lambda: inbox.ready)
    metrics.watch("open_chats", "Chats with an update in work or waiting", lambda: order.open_chats)
    metrics.watch("waiting_sends", "Messages held back by the sending limits", held)


def _application(token: str, api_url: str, transport: Transport) -> AnyApplication:
    bot: ExtBot[None] = ExtBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=AiohttpRequest(transport=transport),
        get_updates_request=AiohttpRequest(transport=transport),
    )
    return ApplicationBuilder().bot(bot).updater(None).build()


def _call(caller: Caller, lane: Lane = Lane.TAP) -> Call:
    def call(method: str, params: Params, files: dict[str, File]) -> Awaitable[Any]:
        uploads = {name: FilePart(*file) for name, file in files.items()}
        return caller.call(method, params, uploads, lane=lane)

    return call
