"""The composition root: the only place where the rooms are tied together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.app.bot import Bot
from bot.app.broadcast_wiring import announced, sending, wire_broadcasts
from bot.app.connection import Connection, connect
from bot.app.health_check import HealthCheck
from bot.app.inbox import Inbox
from bot.app.intake import Intake
from bot.app.reminder_wiring import Reminders
from bot.app.review_sweep import sweeping
from bot.app.search_upkeep import index_at_work
from bot.app.stand_by import AtWork
from bot.app.start import StartError, beside, ready_database, start_errors
from bot.app.update_source import UpdateSource, arrival, say_where, site_of
from bot.broadcast.sender import Sender
from bot.chat.bot_profile import ChatCommands, introduce
from bot.chat.command import Scope, Who, offered
from bot.chat.draw import Draw
from bot.chat.error_handler import ErrorHandler
from bot.chat.group.background import GroupBackground
from bot.chat.group.wiring import GroupWiring
from bot.chat.incoming import Entrance
from bot.chat.learner.wiring import LearnerTools, LearnerWiring
from bot.chat.messenger import Messengers
from bot.chat.photos import Photos
from bot.chat.review.reminder_wiring import ReminderWiring
from bot.chat.review.wiring import ReviewWiring
from bot.chat.routes import COMMANDS, Wings, routes
from bot.chat.school.refused_pictures import RefusedPictureNotifier
from bot.chat.school.wiring import SchoolTools, SchoolWiring
from bot.chat.search.wiring import InlineTools, SearchWiring
from bot.course.library import Library
from bot.settings import Settings, SettingsError
from bot.storage.database import Database
from bot.tutor.drawing_ids import DrawingIds
from bot.tutor.group.services import GroupServices
from bot.tutor.learner.account import Account
from bot.tutor.learner.chosen_languages import ChosenLanguages
from bot.tutor.learner.progress_reports import ReviewRecord
from bot.tutor.picture_ids import PictureIds
from bot.tutor.review.collecting import Collecting
from bot.tutor.review.record import firmness_of, is_due, reviewed
from bot.tutor.school.catalogue import Catalogue
from bot.tutor.school.services import SchoolServices
from bot.tutor.search.search import Search
from bot.tutor.search.seeking import Seeking
from bot.tutor.use_cases import UseCases
from bot.views.broadcast.buttons import OpenBroadcasts, pack
from bot.views.languages import ENGLISH, nearest
from bot.views.words import LOCALE, Languages, languages, speak, words_for
from bot.wire.handling import Handling
from bot.wire.order import ByChat

__all__ = ["Bot", "look_after_words", "open_bot"]

Now = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_bot(
    settings: Settings,
    library: Library,
    now: Now = utc_now,
    site: bool = True,
    at_work: AtWork | None = None,
) -> AsyncIterator[Bot]:
    """Everything tied together and told to Telegram; on leaving, ended in order.

    The settings must have a token. Without `site` nothing listens on PORT. `at_work`: where others may take
    its place. Raises StartError."""
    speak(replace(languages(), default=settings.default_language))
    async with AsyncExitStack() as stack:
        with start_errors():
            duty = at_work or AtWork(site=site_of(settings) if site else None)
            bot = await _open(settings, library, now, duty, stack)
        yield bot


def look_after_words(default_language: str, locale: Path = LOCALE) -> None:
    """Raises StartError where what the bot says is not there, as in a copy without the templates, and
    SettingsError where that language is not."""
    spoken = Languages(locale, default_language)
    if trouble := words_for(ENGLISH).problem() or spoken.problem():
        raise StartError(f"templates: {trouble}")
    if nearest(default_language, spoken.spoken) is None:
        raise SettingsError("DEFAULT_LANGUAGE", f"must be one of {', '.join(spoken.spoken)}")


@dataclass(frozen=True)
class Services:
    """All that happens in the bot, and where it is remembered."""

    database: Database
    use_cases: UseCases
    school: SchoolServices
    account: Account
    search: Search
    photos: Photos
    picture_ids: PictureIds
    draw: Draw
    languages: ChosenLanguages


async def _open(settings: Settings, library: Library, now: Now, duty: AtWork, stack: AsyncExitStack) -> Bot:
    database = await ready_database(settings.database)
    stack.push_async_callback(database.close)
    duty.term = await database.begin_term(duty.lost)
    connection = await connect(settings, duty.lease, stack)
    services = await _services(settings, library, database, connection, stack)
    messengers = connection.messengers(services.photos)
    reminders = await Reminders.open(services.use_cases, services.photos, connection, now)
    wings, sender = _wings(services, reminders, messengers, connection, now)
    order = ByChat(settings.limits.concurrency)
    inbox = Inbox(database, order, connection.pace, connection.patience, now)
    entrance = Entrance(now, services.languages.of)
    intake = Intake(connection.application, order, inbox, messengers.answering.call, entrance)
    answering = messengers.answering
    failed, put_off = connection.metrics.failed, intake.put_off
    errors = ErrorHandler(answering.show, services.account, failed, put_off, entrance)
    connection.application.add_handlers(routes(wings, entrance))
    connection.application.add_error_handler(errors.on_error)
    await stack.enter_async_context(index_at_work(services.search, services.school.catalogue))
    await wings.school.start()
    await _at_work(wings.group.background, sender, inbox, _refused_pictures(services, messengers), stack)
    await stack.enter_async_context(sweeping(Collecting(services.use_cases), now))
    await stack.enter_async_context(reminders.at_work())
    _watch(connection, sender, order, inbox)
    reminders.watch(connection.metrics)
    await intake.open()
    handling = Handling(intake.handle, intake.keep, intake.is_held_up)
    health_check = HealthCheck(database, connection, settings.webhook_url, lambda: reminders.sender.waiting)
    updates = await stack.enter_async_context(
        arrival(settings, connection, handling, health_check, duty.site)
    )
    await say_where(settings, answering.call)
    health_check.started()
    await stack.enter_async_context(
        beside(
            "the bot could not introduce itself", introduce(answering.call, COMMANDS), wings.school.offer()
        )
    )
    bot = _bot(connection.bot_name, updates, wings, sender, inbox, services.school.catalogue)
    return reminders.beside(bot)


async def _services(
    settings: Settings, library: Library, database: Database, connection: Connection, stack: AsyncExitStack
) -> Services:
    picture_ids = await PictureIds.open(database, connection.application.bot.id)
    catalogue = Catalogue(library, settings.content_dir)
    stack.callback(catalogue.shelf.close)
    school = await SchoolServices.open(database, settings.admin_ids, catalogue)
    use_cases = UseCases(database, lambda: catalogue.library)
    account = Account(use_cases, school.admins, school.housekeeping.sweep)
    search = Search(use_cases.library)
    draw = Draw()
    photos = Photos(picture_ids, DrawingIds(database, connection.application.bot.id), draw)
    languages = await ChosenLanguages.open(database)
    return Services(database, use_cases, school, account, search, photos, picture_ids, draw, languages)


def _wings(
    services: Services, reminders: Reminders, messengers: Messengers, connection: Connection, now: Now
) -> tuple[Wings, Sender]:
    answering, use_cases = messengers.answering, services.use_cases
    chat_commands = ChatCommands(answering.call, COMMANDS)
    listed = offered(COMMANDS, Scope.PRIVATE, Who.EVERYONE)
    inline = InlineTools(connection.inline_name, services.languages.of)
    search = SearchWiring.of(services.search, Seeking(use_cases), answering, inline)
    record = ReviewRecord(reviewed, firmness_of, is_due)
    about_learners = LearnerTools(chat_commands, services.draw, listed, search.commands.answer, record)
    learner = LearnerWiring.of(use_cases, services.account, answering, about_learners)
    review = ReviewWiring.of(use_cases, services.account, answering.show, search.commands.answer)
    remind = ReminderWiring.of(reminders.wishes, learner.present, answering.show)
    words = remind.commands.words(review.commands.words(learner.words))
    learner = replace(learner, words=words)
    group = GroupWiring.of(GroupServices.of(use_cases), messengers, learner, now)
    services.school.catalogue.listen(group.background.courses_changed)
    fetch, draw = connection.client.download, services.draw
    tools = SchoolTools(chat_commands, fetch, draw, pack(OpenBroadcasts()), announced)
    school = SchoolWiring.of(services.school, answering, learner, tools, now)
    sender, broadcast = wire_broadcasts(use_cases, services.school.admins, messengers, connection, now)
    return Wings(learner, review, remind, search, group, school, broadcast), sender


def _refused_pictures(services: Services, messengers: Messengers) -> RefusedPictureNotifier:
    show, admins = messengers.by_itself.show, services.school.admins
    return RefusedPictureNotifier(services.photos, services.picture_ids, services.use_cases, admins, show)


async def _at_work(
    groups: GroupBackground,
    sender: Sender,
    inbox: Inbox,
    pictures: RefusedPictureNotifier,
    stack: AsyncExitStack,
) -> None:
    """What is done without an update; with the stack, it is brought to its end."""
    await stack.enter_async_context(pictures.at_work())
    await groups.start()
    stack.push_async_callback(groups.stop)
    stack.push_async_callback(inbox.close)
    await stack.enter_async_context(sending(sender))


def _bot(
    name: str, updates: UpdateSource, wings: Wings, sender: Sender, inbox: Inbox, catalogue: Catalogue
) -> Bot:
    groups = wings.group.background
    return Bot(
        name=name,
        arrival=updates,
        tick=groups.tick,
        reload=wings.school.reload,
        teach=catalogue.replace,
        unhandled=lambda: inbox.ready,
        wake=sender.wake,
        wind_down=(sender.stop, groups.wind_down, inbox.stop),
    )


def _watch(connection: Connection, sender: Sender, order: ByChat, inbox: Inbox) -> None:
    metrics, pace = connection.metrics, connection.pace

    def held() -> int:
        return sum(pace.waiting.values())

    metrics.watch("broadcast_queue", "Deliveries that wait in broadcasts under way", lambda: sender.waiting)
    metrics.watch("inbox", "Updates that wait in the database to be handled", lambda: inbox.ready)
    metrics.watch("open_chats", "Chats with an update in work or waiting", lambda: order.open_chats)
    metrics.watch("waiting_sends", "Messages held back by the sending limits", held)
