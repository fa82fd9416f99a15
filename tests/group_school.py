"""Groups for tests: pupils in one chat, played as a transcript of several voices.

Ada> /lesson             what somebody writes in the group
Ada> [Next ▸]            what somebody presses: the newest button that says this
Ada~ Right.              the toast (or alert) that answers them, from its beginning
Hot water                words that must stand in what the group shows now, in this order
[A] [B] [C]              a row of buttons there
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from textwrap import dedent
from typing import Any, Literal

from bot.emulator.world.updates import Update
from tests.school import PATIENCE, Pupil, School, buttons_of, newest, text_of


@dataclass
class Class:
    """A group with the bot in it. The first pupil is its creator."""

    school: School
    id: int
    pupils: dict[str, Pupil] = field(default_factory=dict)

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What the bot has sent to the group."""
        return [one for one in self.school.world.messages(self.id) if _by_bot(one)]

    @property
    def last(self) -> dict[str, Any]:
        """The message that the bot sent or changed last."""
        for method, params in reversed(self.school.world.calls):
            if params.get("chat_id") == self.id and method == "editMessageText":
                return next(one for one in self.messages if one["message_id"] == params["message_id"])
            if params.get("chat_id") == self.id and method.startswith("send"):
                break
        return self.messages[-1]

    @property
    def text(self) -> str:
        return text_of(self.last)

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in buttons_of(self.last)]

    async def say(self, name: str, text: str, **options: Any) -> None:
        self.school.world.say(self.pupils[name].id, text, chat_id=self.id, **options)
        await self.school.settled()

    async def press(self, name: str, label: str) -> None:
        message, button = self.find(label)
        await self.tap(name, message, button["callback_data"])

    async def tap(self, name: str, message: dict[str, Any], data: str) -> Update:
        """The update that told the bot of it."""
        self.school.world.tap(self.pupils[name].id, message["message_id"], data, chat_id=self.id)
        update = newest(self.school.world)
        await self.school.settled()
        return update

    def toast(self, name: str) -> str:
        return self.pupils[name].toast

    def find(self, label: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The newest button that says this, or begins with it, and its message."""
        for message in reversed(self.messages):
            for button in buttons_of(message):
                if button["text"] == label or button["text"].startswith((f"{label} ", f"{label}:")):
                    return message, button
        raise AssertionError(f"no button {label!r}; the chat shows\n{self.view()}")

    async def play(self, transcript: str) -> None:
        place = 0
        for line in filter(None, map(str.strip, dedent(transcript).splitlines())):
            if found := re.match(r"(\w+)> (.+)", line):
                await self._act(found[1], found[2])
                place = 0
            elif found := re.match(r"(\w+)~ (.+)", line):
                toast = self.toast(found[1])
                assert toast.startswith(found[2]), f"{found[1]} is told {toast!r}"
            else:
                view = self.view()
                at = view.find(line, place)
                assert at >= 0, f"{line!r} is not there, or not in this order:\n{view}"
                place = at + len(line)

    def view(self) -> str:
        """The newest message as one reads it, its buttons in brackets."""
        return view(self.last)

    def letter(self, option: str) -> str:
        """The letter under which an option stands in the newest message."""
        return letter_of(self.text, option)

    async def _act(self, name: str, deed: str) -> None:
        if deed.startswith("[") and deed.endswith("]"):
            await self.press(name, deed[1:-1])
        else:
            await self.say(name, deed)


def _by_bot(message: dict[str, Any]) -> bool:
    """In a channel nobody is named, but people's posts in these tests are commands."""
    if message["chat"]["type"] == "channel":
        said = "poll" in message or text_of(message)
        return bool(said) and not text_of(message).startswith("/")
    return bool(message["from"]["is_bot"]) and "sender_chat" not in message


async def gather(
    school: School,
    *names: str,
    kind: Literal["group", "supergroup", "channel"] = "group",
    topics: bool = False,
    title: str = "Tea club",
    payload: str | None = None,
) -> Class:
    """A group of these pupils, to which the first one has added the bot."""
    pupils = {name: school.join(name) for name in names}
    host, *others = pupils.values()
    chat = school.world.create_group(title, host.id, kind=kind, topics=topics, with_bot=False)
    for pupil in others:
        school.world.add_member(chat.id, pupil.id)
    school.world.groups.add_bot(chat.id, by=host.id, payload=payload)
    await school.settled()
    return Class(school, chat.id, pupils)


async def begun(school: School, *names: str, **options: Any) -> Class:
    """A group whose course is set up, with Ada first, on weekdays at nine in Berlin."""
    group = await gather(school, *names, **options)
    await group.play(f"""
        {names[0]}> /schedule Europe/Berlin
        {names[0]}> [Start]
        {names[0]}~ Started
    """)
    return group


async def ticked(school: School) -> None:
    """Everything that is due by now is done."""
    assert school.bot
    await school.bot.tick()


async def come(true: Callable[[], bool]) -> None:
    """Waits until it is so."""
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def follow(pupil: Pupil, url: str) -> None:
    """Opens a link to the bot's private chat, and presses START there."""
    payload = url.partition("?start=")[2]
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload), url
    await pupil.say(f"/start {payload}")


def link_of(message: dict[str, Any], label: str) -> str:
    url = next(button["url"] for button in buttons_of(message) if button["text"].startswith(label))
    assert isinstance(url, str)
    return url


def letter_of(text: str, option: str) -> str:
    found = re.search(rf"([A-J])  {re.escape(option)}", text)
    assert found, f"{option!r} is not in\n{text}"
    return found[1]


def view(message: dict[str, Any]) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    shown = [" ".join(f"[{button['text']}]" for button in row) for row in rows]
    text = message["poll"]["question"] if "poll" in message else text_of(message)
    return "\n".join([text, *shown])


__all__ = ["Class", "begun", "come", "follow", "gather", "letter_of", "link_of", "newest", "ticked", "view"]
