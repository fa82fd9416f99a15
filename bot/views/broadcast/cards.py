"""What an admin sees of broadcasts that are on their way, or have been: cards, the list, the report.

Composing one is in compose.py.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from bot.learning.broadcast.broadcast import (
    Broadcast,
    BroadcastReport,
    BroadcastState,
    HoldReason,
)
from bot.views.broadcast.buttons import (
    DecideHold,
    DraftPage,
    NewBroadcast,
    OpenBroadcast,
    OpenBroadcasts,
    ResendBroadcast,
    SteerBroadcast,
    SteeringAction,
)
from bot.views.broadcast.words import Titles, button, excerpt, reason, shown, time_of, when, whom
from bot.views.screen import Row, Screen
from bot.views.words import Words

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
        words.render("broadcast/list", broadcasts=lines),
        ((button(words, "new", NewBroadcast()),), *rows),
        words=words,
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
    return Screen(text, _rows_of(words, report), words=words)


def cancel(words: Words, broadcast: Broadcast) -> Screen:
    """Are you sure?"""
    rows = (
        (button(words, "cancel_surely", SteerBroadcast(broadcast.id, SteeringAction.CANCEL)),),
        (button(words, "keep_sending", OpenBroadcast(broadcast.id, DraftPage.CARD)),),
    )
    return Screen(
        words.render("broadcast/cancel", number=broadcast.id, excerpt=excerpt(broadcast)), rows, words=words
    )


def summary(words: Words, report: BroadcastReport, whole: bool) -> Screen:
    """What became of a broadcast, as the caption of the file. `whole`: that has a line for each chat."""
    text = words.render("broadcast/summary", whole=whole, **_line(words, report, {}), **_why(words, report))
    return Screen(text, words=words)


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
        "when": when(words, broadcast),
        "time": time_of(words, broadcast),
        "local": broadcast.timing.local,
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
