"""What goes out to groups: claimed, sent, settled.

Whatever was decided upon and is not settled is found by `waiting`, also after a crash. What is claimed when
`waiting` looks was on its way at the end of the last run: it may have arrived. So two must never look after
the same group at once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.course.library import Library
from bot.course.model import Question
from bot.learning.group.group import Group, Style
from bot.learning.group.outgoing import (
    Item,
    ItemKind,
    ItemRefused,
    ItemSent,
    NothingToSend,
    PerhapsSent,
    SendOutcome,
    Trouble,
)
from bot.learning.group.round import NoMessage
from bot.learning.group.settling import posted_again, settled
from bot.storage.database import Tx
from bot.storage.group import groups, rounds
from bot.tutor.group.due import Due, EndDue, EndReached, is_due, next_due
from bot.tutor.group.opening import open_round
from bot.tutor.group.rankings import Rankings
from bot.tutor.use_cases import UseCases


class Outbox:
    def __init__(self, use_cases: UseCases, rankings: Rankings) -> None:
        self._database = use_cases.database
        self._library = use_cases.library
        self._rankings = rankings

    async def waiting_groups(self, now: datetime) -> tuple[str, ...]:
        """Keys of the groups in which something has to go out, and may."""
        return await self._database.transaction(lambda tx: groups.with_something_to_send(tx, now))

    async def waiting(self, group_key: str, now: datetime) -> Due | None:
        """What has to go out to the group next, if anything may."""
        library = self._library()

        def work(tx: Tx) -> Due | EndReached | None:
            group = groups.find(tx, group_key)
            if group is None or group.removed_at:
                return None
            if group.claimed:
                group, _ = _settle(tx, group, group.claimed, PerhapsSent(), now)
            if group.hold and group.hold.until > now:
                return None
            return next_due(tx, group, library.read_by(group.reads), now)

        due = await self._database.transaction(work)
        if isinstance(due, EndReached):
            ranking = await self._rankings.of(due.group, now)
            return EndDue(due.group, due.course, ranking.all_time)
        return due

    async def claim(self, group_key: str, item: Item) -> bool:
        """Before it is sent. Whether it is due still: a course may have been stopped a moment ago."""

        def work(tx: Tx) -> bool:
            group = groups.find(tx, group_key)
            if group is None or not is_due(tx, group, item):
                return False
            groups.save(tx, replace(group, claimed=item))
            return True

        return await self._database.transaction(work)

    async def settle(self, group_key: str, item: Item, outcome: SendOutcome, now: datetime) -> Trouble | None:
        """After it was sent, or could not be. The trouble with the chat that is new, if there is one."""

        def work(tx: Tx) -> Trouble | None:
            group = groups.find(tx, group_key)
            return _settle(tx, group, item, outcome, now)[1] if group else None

        return await self._database.transaction(work)

    async def post_again(self, group_key: str, item_key: str, now: datetime) -> Group | None:
        """An admin wants once more what may have arrived, or was refused; None where nothing is."""
        library = self._library()

        def work(tx: Tx) -> Group | None:
            group = groups.find(tx, group_key)
            found = (i for i in (*group.unknown, *group.refused) if i.key == item_key) if group else iter(())
            item = next(found, None)
            if group is None or item is None:
                return None
            group = posted_again(group, item)
            groups.save(tx, group)
            _again(tx, group, item, library, now)
            return group

        return await self._database.transaction(work)


def _settle(
    tx: Tx, group: Group, item: Item, outcome: SendOutcome, now: datetime
) -> tuple[Group, Trouble | None]:
    if isinstance(outcome, PerhapsSent) and _was_heard_of(tx, group, item):
        outcome = ItemSent()
    after = settled(group, item, outcome, now)
    groups.save(tx, after)
    if item.of_round:
        _settle_round(tx, group.key, item, outcome, now)
    new = [trouble for trouble in after.troubles if trouble not in group.troubles]
    return after, new[0] if new else None


def _was_heard_of(tx: Tx, group: Group, item: Item) -> bool:
    """Somebody pressed a button below it."""
    found = rounds.find(tx, group.key, int(item.id)) if item.what is ItemKind.ROUND else None
    return bool(found and found.message_id)


def _settle_round(tx: Tx, group_key: str, item: Item, outcome: SendOutcome, now: datetime) -> None:
    round_ = rounds.find(tx, group_key, int(item.id))
    if round_ is None:
        return
    match outcome:
        case ItemSent(message_id, poll_id) if item.what is ItemKind.ROUND:
            if message_id:
                style = Style.POLL if poll_id else Style.BUTTONS
                rounds.sent(tx, round_, message_id, poll_id, style)
            if round_.closed_at:  # while it was on its way
                rounds.closing_due(tx, round_)
        case PerhapsSent() if item.what is ItemKind.ROUND:
            rounds.without_message(tx, round_, NoMessage.UNHEARD)
        case ItemRefused() | NothingToSend() if item.what is ItemKind.ROUND:
            if isinstance(outcome, ItemRefused):
                rounds.without_message(tx, round_, NoMessage.REFUSED)
            rounds.close(tx, round_, now)
            rounds.closing_shown(tx, round_, now)
        case ItemSent() | PerhapsSent() | ItemRefused() | NothingToSend():
            rounds.closing_shown(tx, round_, now)
        case _:
            pass


def _again(tx: Tx, group: Group, item: Item, library: Library, now: datetime) -> None:
    """A question is asked in a round of its own: the first message, should there be one, is void."""
    round_ = rounds.find(tx, group.key, int(item.id)) if item.of_round else None
    if round_ is None:
        return
    if item.what is ItemKind.RESULT:
        rounds.closing_due(tx, round_)
        return
    rounds.close(tx, round_, now)
    rounds.closing_shown(tx, round_, now)
    course = library.course(round_.course_id)
    question = course.step(round_.question_id) if course else None
    if course and isinstance(question, Question):
        open_round(tx, group, course, question, now)
