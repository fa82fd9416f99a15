"""Groups for tests: pupils in one chat, played as transcripts of several voices: see tests/transcript.py."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.emulator.world.updates import Update
from tests.messages import buttons_of, find_button, labels_of, letter_of, text_of, view_of
from tests.school import Pupil, School, newest
from tests.transcript import Stage, play


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
        return labels_of(self.last)

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
        return find_button(self.messages, label)

    async def play(self, transcript: str) -> None:
        await play(Stage(self.say, self.press, self.toast, self.view), transcript)

    def view(self) -> str:
        """The newest message as one reads it, its buttons in brackets."""
        return view_of(self.last)

    def letter(self, option: str) -> str:
        """The letter under which an option stands in the newest message."""
        return letter_of(self.text, option)


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


async def follow(pupil: Pupil, url: str) -> None:
    """Opens a link to the bot's private chat, and presses START there."""
    payload = url.partition("?start=")[2]
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload), url
    await pupil.say(f"/start {payload}")


def link_of(message: dict[str, Any], label: str) -> str:
    url = next(button["url"] for button in buttons_of(message) if button["text"].startswith(label))
    assert isinstance(url, str)
    return url


def titles(group: Class) -> list[str]:
    """The first lines of what the group was sent after its setup."""
    return [
        (one["poll"]["question"] if "poll" in one else text_of(one)).split("\n")[0]
        for one in group.messages[2:]
    ]
