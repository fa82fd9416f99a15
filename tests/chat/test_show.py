"""Screens on their way: what is changed in place, and what comes anew."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.chat.draw import Draw
from bot.chat.photos import Photos
from bot.chat.show import Show
from bot.tutor.drawing_ids import DrawingIds
from bot.tutor.picture_ids import PictureIds
from bot.views.screen import Button, Screen
from bot.wire.client import Client
from tests import engine
from tests.messages import buttons_of, text_of
from tests.school import TOKEN, LocalApi

ROWS = ((Button("On", "n.abc.1"),),)


class Chat:
    """A private chat that screens are shown in."""

    def __init__(self, api: LocalApi, show: Show) -> None:
        self._api = api
        self.show = show
        self.id = api.world.join("Ada").id
        api.world.say(self.id, "/start")
        self._begun = len(self.messages)

    @property
    def messages(self) -> list[dict[str, Any]]:
        return self._api.world.messages(self.id)

    @property
    def texts(self) -> list[str]:
        return [text_of(message) for message in self.messages[self._begun :]]

    @property
    def with_buttons(self) -> list[int]:
        """The places of the messages that have buttons."""
        return [at for at, message in enumerate(self.messages[self._begun :]) if buttons_of(message)]


@pytest.fixture
async def chat(api: LocalApi, tmp_path: Path) -> AsyncIterator[Chat]:
    database = await engine.opened(tmp_path / "show.db")
    async with Client(TOKEN, api.url) as client:
        photos = Photos(await PictureIds.open(database, 1), DrawingIds(database, 1), Draw())
        yield Chat(api, Show(client.call, photos))
    await database.close()


def long(first: str, last: str) -> Screen:
    """A screen of two messages."""
    return Screen(f"{first} {'.' * 4000}\n\n{last} {'.' * 1000}", ROWS)


async def test_a_screen_of_several_messages_is_changed_in_place_where_it_was_one_of_as_many(
    chat: Chat,
) -> None:
    shown = await chat.show.send(chat.id, long("one", "two"))
    assert await chat.show.edit(chat.id, shown, long("three", "four")) == shown
    assert await chat.show.edit(chat.id, shown, long("three", "five")) == shown
    assert [text[:5] for text in chat.texts] == ["three", "five "]
    assert chat.with_buttons == [1]


async def test_a_screen_that_grows_beyond_its_message_comes_anew_as_a_whole(chat: Chat) -> None:
    short = await chat.show.send(chat.id, Screen("short", ROWS))
    assert await chat.show.edit(chat.id, short, long("one", "two")) > short
    assert [text[:5] for text in chat.texts] == ["short", "one .", "two ."]
    assert chat.with_buttons == [2]


async def test_a_screen_whose_first_message_is_gone_comes_anew_as_a_whole(chat: Chat, api: LocalApi) -> None:
    shown = await chat.show.send(chat.id, long("one", "two"))
    api.world.history.delete(api.world.chats[chat.id], shown - 1)
    assert await chat.show.edit(chat.id, shown, long("three", "four")) > shown
    assert [text[:5] for text in chat.texts] == ["two .", "three", "four "]
    assert chat.with_buttons == [2]


async def test_a_whole_screen_that_shrinks_is_one_message_again(chat: Chat) -> None:
    shown = await chat.show.send(chat.id, long("one", "two"))
    assert await chat.show.edit(chat.id, shown, Screen("short", ROWS)) == shown
    assert chat.texts[-1] == "short"


async def test_a_tap_is_answered_once(chat: Chat, api: LocalApi) -> None:
    message_id = await chat.show.send(chat.id, Screen("text", ROWS))
    api.world.tap(chat.id, message_id, "n.abc.1")
    (query_id,) = api.world.queries.waiting
    assert await chat.show.answer(query_id, "word " * 100)
    assert not await chat.show.answer(query_id, "and again", alert=True)
    (toast,) = api.world.toasts(chat.id)
    assert len(toast["text"]) <= 200
    assert not api.refused
