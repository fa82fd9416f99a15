"""What admins do with a whole course besides publishing it: names begin with AK."""

from __future__ import annotations

from dataclasses import dataclass

from bot.views.callback import Codec


@dataclass(frozen=True)
class ShareCourse:
    """Its link, and the QR code of that."""

    course: str


@dataclass(frozen=True)
class GetTemplate:
    """A course to begin from, as a zip."""


@dataclass(frozen=True)
class AskHide:
    """Are you sure?"""

    course: str


@dataclass(frozen=True)
class HideCourse:
    course: str


@dataclass(frozen=True)
class OfferCourse:
    """It is hidden no more."""

    course: str


@dataclass(frozen=True)
class AskRemove:
    """Are you sure?"""

    course: str


@dataclass(frozen=True)
class RemoveCourse:
    """`present`: the version that the admin was asked about."""

    course: str
    present: str


@dataclass(frozen=True)
class ListRemoved:
    """Counted from 0, as all pages are."""

    page: int


@dataclass(frozen=True)
class BringBack:
    """A course that was removed: `version` is its newest one."""

    version: str


Action = (
    ShareCourse
    | GetTemplate
    | AskHide
    | HideCourse
    | OfferCourse
    | AskRemove
    | RemoveCourse
    | ListRemoved
    | BringBack
)

codec: Codec[Action] = Codec(
    "AK",
    {
        "s": ShareCourse,
        "t": GetTemplate,
        "a": AskHide,
        "h": HideCourse,
        "o": OfferCourse,
        "q": AskRemove,
        "r": RemoveCourse,
        "l": ListRemoved,
        "b": BringBack,
    },
)
pack = codec.pack
parse = codec.parse
