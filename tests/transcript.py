"""Plays a chat that is written down:

> /start                what somebody writes
> [Begin]               what they press: the newest button that says this
Hello Ada               words that must stand in what the chat shows now, in this order
[Lessons] [Next ▸]      a row of buttons there
~ Right                 the toast (or alert) that answers the press

Where several are in a chat, a line begins with who acts: `Ada> /lesson`, `Ada> [Next ▸]`. What one of them is
told may go on after the words of the transcript: `Ada~ Right.`
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True)
class Stage:
    """Where a transcript is played. The first argument of each names who acts; "" where there is only one."""

    say: Callable[[str, str], Awaitable[object]]
    press: Callable[[str, str], Awaitable[object]]
    toast: Callable[[str], str]
    view: Callable[[], str]


async def play(stage: Stage, transcript: str) -> None:
    """Does what the transcript says, and holds what is shown against it."""
    place = 0
    for line in filter(None, map(str.strip, dedent(transcript).splitlines())):
        if found := re.match(r"(\w*)> (.+)", line):
            await _act(stage, found[1], found[2])
            place = 0
        elif found := re.match(r"(\w*)~ *(.*)", line):
            _hear(found[1], stage.toast(found[1]), found[2])
        else:
            view = stage.view()
            at = view.find(line, place)
            assert at >= 0, f"{line!r} is not there, or not in this order:\n{view}"
            place = at + len(line)


async def _act(stage: Stage, name: str, deed: str) -> None:
    if deed.startswith("[") and deed.endswith("]"):
        await stage.press(name, deed[1:-1])
    else:
        await stage.say(name, deed)


def _hear(name: str, toast: str, words: str) -> None:
    if name:
        assert toast.startswith(words), f"{name} is told {toast!r}"
    else:
        assert toast == words, f"toast is {toast!r}"
