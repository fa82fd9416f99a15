"""What was found, to be looked at, and the glossary: the names begin with F."""

from __future__ import annotations

from dataclasses import dataclass

from bot.views.callback import Codec


@dataclass(frozen=True)
class LookAt:
    """The step of this key, and nobody moves."""

    step: str


@dataclass(frozen=True)
class OpenGlossary:
    """Its letters; the page is counted from 0."""

    course: str
    page: int


@dataclass(frozen=True)
class OpenLetter:
    """The terms that begin with the letter of this key; the page is counted from 0."""

    course: str
    letter: str
    page: int


@dataclass(frozen=True)
class OpenTerm:
    """In the message that has the button; `apart`: in one of its own."""

    course: str
    term: str
    apart: bool


Action = LookAt | OpenGlossary | OpenLetter | OpenTerm

codec: Codec[Action] = Codec("F", {"l": LookAt, "g": OpenGlossary, "i": OpenLetter, "t": OpenTerm})
pack = codec.pack
parse = codec.parse
