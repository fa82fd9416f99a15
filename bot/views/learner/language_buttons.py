"""Buttons about the language that a learner is spoken to in: their names begin with L."""

from __future__ import annotations

from dataclasses import dataclass

from bot.views.callback import Codec


@dataclass(frozen=True)
class AskLanguage:
    """Shows the languages to choose from."""


@dataclass(frozen=True)
class ChooseLanguage:
    """`language`: as Telegram writes it."""

    language: str


@dataclass(frozen=True)
class FollowTelegram:
    """The language that the learner has in Telegram."""


Action = AskLanguage | ChooseLanguage | FollowTelegram

codec: Codec[Action] = Codec("L", {"a": AskLanguage, "c": ChooseLanguage, "t": FollowTelegram})
pack = codec.pack
parse = codec.parse
