"""What the views of broadcasts say in a few words: for whom, when, what, and why not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from markupsafe import Markup

from bot.learning.broadcast.audience import (
    AllChannels,
    AllGroups,
    Audience,
    Everyone,
    Finished,
    Learning,
    Speaking,
    Unseen,
)
from bot.learning.broadcast.broadcast import (
    Broadcast,
    FailureReason,
    WrittenText,
)
from bot.views.broadcast.buttons import (
    Action,
    pack,
)
from bot.views.screen import Button, ButtonStyle
from bot.views.shorten import shorten
from bot.views.words import Words

EXCERPT = 60
"""Characters of a message that tell it from others."""
_STYLES = {
    "send": ButtonStyle.ONWARD,
    "schedule": ButtonStyle.ONWARD,
    "resume": ButtonStyle.ONWARD,
    "cancel_surely": ButtonStyle.DESTROYS,
    "discard": ButtonStyle.DESTROYS,
}
Titles = Mapping[str, str]
"""Of courses, by id."""


def excerpt(broadcast: Broadcast) -> str:
    """The first words of what is sent, in one line; "" where they are not known (any more)."""
    if isinstance(broadcast.content, WrittenText):
        return first_words(Markup(broadcast.content.html).striptags())  # noqa: S704 - nothing of it stays HTML
    return broadcast.excerpt


def first_words(text: str) -> str:
    return shorten(" ".join(text.split()), EXCERPT)


def whom(words: Words, audience: Audience, titles: Titles) -> str:
    """The audience in a few words."""
    match audience:
        case Everyone():
            return words.word("broadcast.everyone")
        case Learning(course_id):
            return words.word("broadcast.learning", course=titles.get(course_id, course_id))
        case Finished(course_id):
            return words.word("broadcast.finished", course=titles.get(course_id, course_id))
        case Unseen(days):
            return words.word("broadcast.unseen", days=days)
        case Speaking(language):
            return words.word("broadcast.speaking", language=language)
        case AllGroups():
            return words.word("broadcast.groups")
        case AllChannels():
            return words.word("broadcast.channels")
        case _:
            assert_never(audience)


def when(words: Words, broadcast: Broadcast) -> str:
    """When it goes out, in a few words: "now", or `time_of` it and whose time that is."""
    if broadcast.timing.at is None:
        return words.word("broadcast.at_once")
    time = time_of(words, broadcast)
    return words.word("broadcast.local_time", time=time) if broadcast.timing.local else time


def time_of(words: Words, broadcast: Broadcast) -> str:
    """The time at which it goes out, with its time zone unless that is each learner's own; "" for one that
    goes out at once."""
    timing = broadcast.timing
    if timing.at is None:
        return ""
    if timing.local:
        return words.formats.date_and_time(timing.at, timing.zone)
    return shown(words, timing.at, timing.zone)


def shown(words: Words, moment: datetime, zone: str) -> str:
    """A time with its zone."""
    return words.word("broadcast.zone_time", time=words.formats.date_and_time(moment, zone), zone=zone)


def reason(words: Words, found: FailureReason) -> str:
    """Why a delivery failed, in a few words."""
    return words.word(f"broadcast.reason_{found.name.lower()}")


def button(words: Words, label: str, action: Action, **values: object) -> Button:
    return Button(
        words.word(f"broadcast.{label}", **values), pack(action), _STYLES.get(label, ButtonStyle.PLAIN)
    )
