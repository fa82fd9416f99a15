"""Which room a pressed button belongs to."""

from __future__ import annotations

import re
from collections.abc import Coroutine, Mapping
from typing import Any

from telegram.ext import BaseHandler

from bot.chat.incoming import ButtonPress, OnButtonPress


class CallbackDispatch(BaseHandler[ButtonPress, Any, None]):
    """Takes all presses. `rooms`: what the data of a room's buttons begin with, as a pattern; the first that
    fits answers, else the `learner`'s room, which also answers what nobody knows."""

    def __init__(self, learner: OnButtonPress, rooms: Mapping[str, OnButtonPress]) -> None:
        super().__init__(self._press)
        self._learner = learner
        self._rooms = [(re.compile(pattern), answer) for pattern, answer in rooms.items()]

    def check_update(self, update: object) -> bool:
        return isinstance(update, ButtonPress)

    def _press(self, pressed: ButtonPress, _: object) -> Coroutine[Any, Any, None]:
        if pressed.private and not pressed.human:
            return _nothing()
        return self._answering(pressed.data)(pressed)

    def _answering(self, data: str) -> OnButtonPress:
        if data[:1].isupper():  # a learner's begin with a small letter, and are most
            for pattern, answer in self._rooms:
                if pattern.match(data):
                    return answer
        return self._learner


async def _nothing() -> None:
    """There is nobody to answer."""
