"""Composing a broadcast, step by step. All of it is in the database: a restart in between changes nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any, assert_never

from telegram import Message
from telegram.helpers import effective_message_type

from bot.chat.broadcast.draft_choices import chosen, timed
from bot.chat.incoming import ButtonPress
from bot.chat.show import Show, together
from bot.learning.broadcast.broadcast import (
    AwaitedInput,
    Broadcast,
    BroadcastReport,
    CopiedMessage,
    Delivered,
    DeliveryResult,
    Failed,
    MessageUnsendable,
    Target,
    WrittenText,
)
from bot.learning.broadcast.delivery_time import parse
from bot.tutor.broadcast.broadcasts import Broadcasts
from bot.tutor.tap import Tap
from bot.views.broadcast import compose as views
from bot.views.broadcast.buttons import (
    AnnounceNews,
    ChooseLocal,
    ChooseTime,
    DraftChoice,
    DraftPage,
    NewBroadcast,
    SteerBroadcast,
    SteeringAction,
    TimeChoice,
)
from bot.views.broadcast.delivery_message import DeliveryMessage, delivery_message
from bot.views.pages import page as page_of
from bot.views.screen import Screen
from bot.views.words import Words, words_for, words_of

SendFile = Callable[[int, BroadcastReport], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class BroadcastTools:
    """How broadcasts are sent: `deliver` sends a message as the sender will, `per_second` is how many it
    sends, `bot_name` the bot's @username. `wake` tells the sender that something has changed, `send_file`
    sends a report with its file."""

    deliver: Callable[[DeliveryMessage], Awaitable[DeliveryResult]]
    bot_name: str
    per_second: float
    wake: Callable[[], None]
    send_file: SendFile


@dataclass(frozen=True, slots=True)
class BroadcastComposer:
    broadcasts: Broadcasts
    show: Show
    tools: BroadcastTools
    _albums: dict[int, str] = field(default_factory=dict, init=False)
    """Admin -> the album they were told about: its pictures come one by one."""

    async def begin(self, tap: Tap, action: NewBroadcast | AnnounceNews, pressed: ButtonPress) -> None:
        """A new draft: of what the admin sends next, or of words about a lesson or course."""
        content = self._announcement(action.key) if isinstance(action, AnnounceNews) else None
        if isinstance(action, AnnounceNews) and content is None:
            await self._no_lesson(tap, pressed)
            return
        draft = await self.broadcasts.begin(tap, content)
        if content is None:
            await self._answer_and_edit(tap, pressed, views.ask_message(words_of(tap.person), draft))
        else:
            await together(self.show.answer(pressed.query_id), self._previewed(tap, draft))

    async def took(self, tap: Tap, message: Message) -> bool:
        """Whether this message was for the draft that the admin is composing."""
        draft = await self.broadcasts.asked(tap, message.text or "")
        if draft is None:
            return False
        if draft.asked is AwaitedInput.TIME:
            await self._take_time(tap, draft, message.text or "")
        elif message.media_group_id:
            await self._refuse_album(tap, draft, message.media_group_id)
        else:
            await self._take_message(tap, draft, message)
        return True

    async def open(self, tap: Tap, broadcast_id: int, page: DraftPage) -> Screen | None:
        """A page of a draft; None where it is no draft (any more)."""
        if page is DraftPage.CARD:  # nothing more is asked for, should it have been
            await self.broadcasts.change(tap, broadcast_id, _nothing_asked)
        return await self._page(tap, broadcast_id, page)

    async def turn(self, tap: Tap, broadcast_id: int, page: int, pressed: ButtonPress) -> None:
        """Another page of the audiences."""
        card = await self.broadcasts.card(tap, broadcast_id)
        await self._to(tap, pressed, await self._audiences(tap, card.broadcast, page) if card else None)

    async def choose(self, tap: Tap, choice: DraftChoice, pressed: ButtonPress) -> None:
        done = await self.broadcasts.change(
            tap,
            choice.broadcast,
            lambda draft: chosen(draft, choice, self.broadcasts.library().courses, tap.at),
        )
        asks = isinstance(choice, ChooseTime) and choice.time is TimeChoice.TYPED
        page = DraftPage.TIME if isinstance(choice, ChooseLocal) or asks else DraftPage.CARD
        await self._to(tap, pressed, await self._page(tap, choice.broadcast, page) if done else None)

    async def do(self, tap: Tap, action: SteerBroadcast, pressed: ButtonPress) -> None:
        if action.verb is SteeringAction.DISCARD:
            done = await self.broadcasts.discard(tap, action.broadcast)
            await self._to(tap, pressed, views.discarded(words_of(tap.person)) if done else None)
            return
        draft = await self.broadcasts.draft(tap, action.broadcast)
        if draft is None or draft.content is None:
            await self._to(tap, pressed, None)
            return
        await together(self.show.answer(pressed.query_id), self._previewed(tap, draft))

    async def _take_message(self, tap: Tap, draft: Broadcast, message: Message) -> None:
        """What goes out is the copy that the admin sees: their own message may be edited meanwhile."""
        content = CopiedMessage(tap.person.id, message.message_id)
        target = Target(tap.person.id, "")
        copy = delivery_message(words_of(tap.person), draft, content, target, self.tools.bot_name)
        result = await self.tools.deliver(copy)
        if isinstance(result, Delivered):
            excerpt = _excerpt(words_of(tap.person), message)
            await self.broadcasts.take(tap, draft.id, result.message_id, excerpt)
            await self._show_card(tap, draft.id)
        elif isinstance(result, MessageUnsendable | Failed):
            await self.show.send(tap.person.id, views.cannot_copy(words_of(tap.person), draft, result))
        else:
            words = words_of(tap.person)
            await self.show.send(tap.person.id, Screen(words.render("error"), words=words))

    async def _refuse_album(self, tap: Tap, draft: Broadcast, album: str) -> None:
        if self._albums.get(tap.person.id) != album:
            self._albums[tap.person.id] = album
            await self.show.send(tap.person.id, views.album(words_of(tap.person), draft))

    async def _take_time(self, tap: Tap, draft: Broadcast, text: str) -> None:
        at = parse(text, draft.timing.zone, tap.at)
        if at is None:
            await self.show.send(tap.person.id, views.ask_time(words_of(tap.person), draft, wrong=True))
            return
        await self.broadcasts.change(tap, draft.id, lambda draft: timed(draft, replace(draft.timing, at=at)))
        await self._show_card(tap, draft.id)

    async def _previewed(self, tap: Tap, draft: Broadcast) -> None:
        """The very message, and the card of the draft below it."""
        if draft.content is None:
            return
        message = delivery_message(
            words_of(tap.person), draft, draft.content, Target(tap.person.id, ""), self.tools.bot_name
        )
        result = await self.tools.deliver(message)
        if isinstance(result, MessageUnsendable | Failed):
            await self.broadcasts.change(tap, draft.id, _without_content)
            await self.show.send(tap.person.id, views.cannot_copy(words_of(tap.person), draft, result))
        else:
            await self._show_card(tap, draft.id)

    async def _show_card(self, tap: Tap, broadcast_id: int) -> None:
        """Nothing where it is no draft any more."""
        if screen := await self._page(tap, broadcast_id, DraftPage.CARD):
            await self.show.send(tap.person.id, screen)

    async def _page(self, tap: Tap, broadcast_id: int, page: DraftPage) -> Screen | None:
        card = await self.broadcasts.card(tap, broadcast_id)
        if card is None:
            return None
        draft = card.broadcast
        match page:
            case DraftPage.CARD | DraftPage.CANCEL:
                if draft.content is None:
                    return views.ask_message(words_of(tap.person), draft)
                titles = self.broadcasts.library().titles
                return views.draft(
                    words_of(tap.person), draft, card.chats, self.tools.per_second, titles, tap.at
                )
            case DraftPage.AUDIENCE:
                return await self._audiences(tap, draft)
            case DraftPage.TIME:
                return (
                    views.ask_time(words_of(tap.person), draft)
                    if draft.asked is AwaitedInput.TIME
                    else views.times(words_of(tap.person), draft)
                )
            case DraftPage.QUIET:
                return views.quiet(words_of(tap.person), draft)
            case _:
                assert_never(page)

    async def _audiences(self, tap: Tap, draft: Broadcast, page: int = 0) -> Screen:
        languages = await self.broadcasts.languages(tap)
        shown = page_of(self.broadcasts.library().courses, page)
        return views.audiences(words_of(tap.person), draft, shown, languages)

    def _announcement(self, key: str) -> WrittenText | None:
        """In the language of its course, as the titles in it are: it is written once, for all."""
        library = self.broadcasts.library()
        found = library.lesson_by_key(key)
        course, lesson = found or (library.course_by_key(key), None)
        if course is None:
            return None
        html = views.announcement(words_for(course.language), course, lesson)
        return WrittenText(html, course.id, lesson.id if lesson else None)

    async def _no_lesson(self, tap: Tap, pressed: ButtonPress) -> None:
        await self.broadcasts.check(tap)
        await self.show.answer(
            pressed.query_id, words_of(tap.person).word("broadcast.toast_no_lesson"), alert=True
        )

    async def _to(self, tap: Tap, pressed: ButtonPress, screen: Screen | None) -> None:
        """Changes the pressed message into this screen; None: it is no draft (any more)."""
        if screen is None:
            await self.show.answer(
                pressed.query_id, words_of(tap.person).word("broadcast.toast_no_draft"), alert=True
            )
        else:
            await self._answer_and_edit(tap, pressed, screen)

    async def _answer_and_edit(self, tap: Tap, pressed: ButtonPress, screen: Screen) -> None:
        await together(
            self.show.answer(pressed.query_id),
            self.show.edit(tap.person.id, pressed.message_id, screen),
        )


def _excerpt(words: Words, message: Message) -> str:
    said = message.text or message.caption or (message.poll.question if message.poll else "")
    return views.excerpt_of(words, said, effective_message_type(message) or "")


def _nothing_asked(draft: Broadcast) -> Broadcast:
    return replace(draft, asked=AwaitedInput.NOTHING if draft.content else draft.asked)


def _without_content(draft: Broadcast) -> Broadcast:
    """The admin's next message will be it."""
    return replace(draft, content=None, asked=AwaitedInput.MESSAGE)
