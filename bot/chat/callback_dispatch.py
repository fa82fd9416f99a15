"""Which family of buttons a pressed one belongs to, and who answers those."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

from telegram.ext import BaseHandler

from bot.chat.incoming import ButtonPress, OnButtonPress
from bot.tutor.tap import Tap
from bot.views.callback import Codec

T = TypeVar("T")


class CallbackDispatch(BaseHandler[ButtonPress, Any, None]):
    """Takes all presses. `families`: who answers the buttons of each; `learner` answers the learner's, and
    what is of no family."""

    def __init__(self, learner: OnButtonPress, families: Mapping[Codec[Any], OnButtonPress]) -> None:
        super().__init__(self._press)
        self._learner = learner
        self._families = tuple(families.items())

    def check_update(self, update: object) -> bool:
        return isinstance(update, ButtonPress)

    def _press(self, pressed: ButtonPress, _: object) -> Coroutine[Any, Any, None]:
        if pressed.private and not pressed.human:
            return _nothing()
        return self._answering(pressed.data)(pressed)

    def _answering(self, data: str) -> OnButtonPress:
        if data[:1].isupper():  # a learner's begin with a small letter, and are most
            for codec, answer in self._families:
                if codec.is_of_family(data):
                    return answer
        return self._learner


def in_private(
    codec: Codec[T],
    act: Callable[[Tap, T, ButtonPress], Coroutine[Any, Any, None]],
    otherwise: OnButtonPress,
) -> OnButtonPress:
    """`act` answers this family's buttons in private chats, and `otherwise` what is none of them."""

    async def press(pressed: ButtonPress) -> None:
        action = codec.parse(pressed.data) if pressed.private else None
        if action is None:
            await otherwise(pressed)
        else:
            await act(pressed.tap, action, pressed)

    return press


async def _nothing() -> None:
    """There is nobody to answer."""
