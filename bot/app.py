"""The composition root: the only place where the rooms are tied together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ExtBot

from bot.chat.learner import LearnerChat
from bot.chat.present import Present
from bot.chat.press import Press
from bot.chat.profile import introduce
from bot.chat.routes import UPDATES, routes
from bot.chat.show import Call, File, Params, Show
from bot.chat.trouble import Trouble
from bot.course.library import Library
from bot.settings import Settings
from bot.storage.backup import copy_database
from bot.storage.database import Database, DatabaseError
from bot.storage.migrate import SchemaTooNewError
from bot.tutor.desk import Desk
from bot.tutor.pictures import PictureIds
from bot.tutor.quiz import Quiz
from bot.tutor.reception import Reception
from bot.tutor.study import Study
from bot.wire.client import Client
from bot.wire.order import ByChat, chat_of
from bot.wire.polling import Polling, updates_of
from bot.wire.request import AiohttpRequest
from bot.wire.transport import Transport, Upload

log = logging.getLogger(__name__)

Now = Callable[[], datetime]
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class StartError(Exception):
    """The bot cannot start; the message is one line that names the setting to look at."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_bot(settings: Settings, library: Library, now: Now = utc_now) -> AsyncIterator[Polling]:
    """The whole bot, ready: run the polling to have it work, stop it to end.

    The settings must have a token. Raises StartError."""
    async with AsyncExitStack() as stack:
        with _start_errors():
            polling = await _open(settings, library, now, stack)
        yield polling


async def run_until(stop: asyncio.Event, polling: Polling) -> None:
    """Works until the event is set, then finishes what is under way.

    Raises StartError where Telegram stops to know the bot."""
    work = asyncio.create_task(polling.run())
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait((work, stopped), return_when=asyncio.FIRST_COMPLETED)
    polling.stop()
    stopped.cancel()
    with _start_errors():
        await work


async def backup(settings: Settings, copy: Path) -> None:
    """A consistent copy of the database, also while the bot runs. Raises StartError, and OSError where the
    copy cannot be written."""
    with _start_errors():
        await copy_database(settings.database, copy)


def at_server(settings: Settings, api_url: str, token: str) -> Settings:
    """The same settings for another Bot API server: the local one, say."""
    return replace(settings, api_url=api_url, token=token)


async def _open(settings: Settings, library: Library, now: Now, stack: AsyncExitStack) -> Polling:
    token = settings.token or ""
    database = await Database.open(settings.database)
    stack.push_async_callback(database.close)
    transport = await stack.enter_async_context(Transport())
    client = Client(token, settings.api_url, transport=transport)
    application = _application(token, settings.api_url, transport)
    await application.initialize()
    stack.push_async_callback(application.shutdown)
    call = _caller(client)
    pictures = await PictureIds.open(database, application.bot.id)
    _tie(application, Desk(database, lambda: library), Show(call, pictures), now)
    await call("deleteWebhook", {}, {})
    await introduce(call)
    log.info("bot %s is ready", application.bot.id)
    return _polling(application, client)


@contextmanager
def _start_errors() -> Iterator[None]:
    """What keeps the bot from its work, as one line that names the setting to look at."""
    try:
        yield
    except InvalidToken:
        raise StartError("TELEGRAM_BOT_TOKEN: Telegram does not know this token") from None
    except TelegramError as error:
        raise StartError(f"TELEGRAM_API_URL: no good answer from there ({error})") from None
    except (SchemaTooNewError, DatabaseError) as error:
        raise StartError(f"DATABASE_URL: {error}") from None


def _application(token: str, api_url: str, transport: Transport) -> AnyApplication:
    bot: ExtBot[None] = ExtBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=AiohttpRequest(transport=transport),
        get_updates_request=AiohttpRequest(transport=transport),
    )
    return ApplicationBuilder().bot(bot).updater(None).build()


def _caller(client: Client) -> Call:
    async def call(method: str, params: Params, files: dict[str, File]) -> Any:
        return await client.call(method, params, {name: Upload(*file) for name, file in files.items()})

    return call


def _tie(application: AnyApplication, desk: Desk, show: Show, now: Now) -> None:
    study, quiz, reception = Study(desk), Quiz(desk), Reception(desk)
    present = Present(show, study, reception, now)
    learner = LearnerChat(study, reception, show, present, now)
    press = Press(study, quiz, reception, show, present, now)
    application.add_handlers(routes(learner, press))
    application.add_error_handler(Trouble(show, reception, now).on_error)


def _polling(application: AnyApplication, client: Client) -> Polling:
    order = ByChat()

    async def handle(raw: dict[str, Any]) -> None:
        await application.process_update(Update.de_json(raw, application.bot))

    async def in_order(raw: dict[str, Any]) -> None:
        await order.run(chat_of(raw), lambda: handle(raw))

    return Polling(updates_of(client, UPDATES), in_order)
