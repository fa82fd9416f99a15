"""What an admin sees of broadcasts that are on their way, or have been: cards, the list, the report.

Composing one is in compose.py.
"""

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
    BroadcastReport,
    BroadcastState,
    FailureReason,
    HoldReason,
    WrittenText,
)
from bot.views.broadcast.buttons import (
    Action,
    DecideHold,
    DraftPage,
    NewBroadcast,
    OpenBroadcast,
    OpenBroadcasts,
    ResendBroadcast,
    SteerBroadcast,
    SteeringAction,
    pack,
)
from bot.views.screen import Button, ButtonStyle, Row, Screen
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
COLUMNS = ("chat_id", "state", "reason", "message_id", "changed_at")


def newest(words: Words, reports: tuple[BroadcastReport, ...], titles: Titles) -> Screen:
    """The list of the newest broadcasts, each with a way to its card."""
    lines = [_line(words, report, titles) for report in reports]
    rows = [
        (
            button(
                words, "one", OpenBroadcast(report.broadcast.id, DraftPage.CARD), number=report.broadcast.id
            ),
        )
        for report in reports
    ]
    return Screen(
        words.render("broadcast/list", broadcasts=lines), ((button(words, "new", NewBroadcast()),), *rows)
    )


def card(
    words: Words,
    report: BroadcastReport,
    titles: Titles,
    rate: float | None = None,
    until: datetime | None = None,
) -> Screen:
    """A broadcast that is scheduled, on its way, or over. `rate`: deliveries a second just now. `until`: what
    is left waits for that time."""
    broadcast, counts = report.broadcast, report.counts
    text = words.render(
        "broadcast/card",
        **_line(words, report, titles),
        rate=rate and round(rate, 1),
        left=rate and words.formats.short_length(counts.waiting / rate),
        until=until
        and broadcast.state is BroadcastState.SENDING
        and shown(words, until, broadcast.timing.zone),
        problem=_problem(words, broadcast),
        late=report.late and words.formats.about(report.late),
        **_why(words, report),
    )
    return Screen(text, _rows_of(words, report))


def cancel(words: Words, broadcast: Broadcast) -> Screen:
    """Are you sure?"""
    rows = (
        (button(words, "cancel_surely", SteerBroadcast(broadcast.id, SteeringAction.CANCEL)),),
        (button(words, "keep_sending", OpenBroadcast(broadcast.id, DraftPage.CARD)),),
    )
    return Screen(words.render("broadcast/cancel", number=broadcast.id, excerpt=excerpt(broadcast)), rows)


def summary(words: Words, report: BroadcastReport, whole: bool) -> Screen:
    """What became of a broadcast, as the caption of the file. `whole`: that has a line for each chat."""
    text = words.render("broadcast/summary", whole=whole, **_line(words, report, {}), **_why(words, report))
    return Screen(text, words=words)


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


def time_of(words: Words, broadcast: Broadcast) -> str:
    """When it goes out, in the broadcast's own time zone."""
    timing = broadcast.timing
    if timing.at is None:
        return words.word("broadcast.at_once")
    if timing.local:
        return words.word("broadcast.local_time", time=words.formats.date_and_time(timing.at, timing.zone))
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


def _line(words: Words, report: BroadcastReport, titles: Titles) -> dict[str, object]:
    broadcast = report.broadcast
    return {
        "number": broadcast.id,
        "state": words.word(f"broadcast.state_{broadcast.state.name.lower()}"),
        "scheduled": broadcast.state is BroadcastState.SCHEDULED,
        "hold": broadcast.hold if broadcast.state is BroadcastState.ON_HOLD else None,
        "excerpt": excerpt(broadcast),
        "whom": whom(words, broadcast.audience, titles),
        "chats": report.chats,
        "time": time_of(words, broadcast),
        "counts": report.counts,
        "queued": broadcast.queued_at is not None,
        "over": broadcast.state in (BroadcastState.DONE, BroadcastState.CANCELLED),
    }


def _problem(words: Words, broadcast: Broadcast) -> str | None:
    """Why it paused by itself: in our words where there was nothing to send, else in Telegram's."""
    if broadcast.problem and broadcast.content is None:
        return words.word("broadcast.problem_no_content")
    return broadcast.problem


def _why(words: Words, report: BroadcastReport) -> dict[str, object]:
    return {
        "reasons": [(reason(words, of), chats) for of, chats in report.reasons],
        "unknown": report.unknown,
    }


def _rows_of(words: Words, report: BroadcastReport) -> tuple[Row, ...]:
    broadcast = report.broadcast
    pause, resume = (
        button(words, name, SteerBroadcast(broadcast.id, action))
        for name, action in (("pause", SteeringAction.PAUSE), ("resume", SteeringAction.RESUME))
    )
    stop = button(words, "cancel", OpenBroadcast(broadcast.id, DraftPage.CANCEL))
    match broadcast.state:
        case BroadcastState.SENDING:
            return ((pause, stop),)
        case BroadcastState.PAUSED:
            return ((resume, stop),)
        case BroadcastState.SCHEDULED:
            return ((stop,),)
        case BroadcastState.ON_HOLD:
            return _decisions(words, report)
        case BroadcastState.DRAFT:
            return ()
        case BroadcastState.DONE | BroadcastState.CANCELLED:
            file = (
                (button(words, "file", SteerBroadcast(broadcast.id, SteeringAction.FILE)),)
                if broadcast.queued_at
                else ()
            )
            again = report.counts.unknown and broadcast.state is BroadcastState.DONE
            resend = (
                button(
                    words,
                    "resend",
                    ResendBroadcast(broadcast.id, broadcast.resends),
                    chats=report.counts.unknown,
                ),
            )
            return tuple(
                row
                for row in (resend if again else (), file, (button(words, "list", OpenBroadcasts()),))
                if row
            )
        case _:
            assert_never(broadcast.state)


def _decisions(words: Words, report: BroadcastReport) -> tuple[Row, ...]:
    """Send it after all, or let it be: to all, or to those who are left, or of whom nobody knows."""
    broadcast, counts = report.broadcast, report.counts
    left = counts.unknown if broadcast.hold is HoldReason.RESTORED else counts.waiting
    chats = left if broadcast.queued_at else report.chats or 0
    send, leave = (DecideHold(broadcast.id, broadcast.holds, send) for send in (True, False))
    return (button(words, "send", send, chats=chats),), (button(words, "let_be", leave),)
