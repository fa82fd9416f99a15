"""State transitions of a group after an attempt to send something to it, whatever came of it. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.learning.group.group import Group
from bot.learning.group.outgoing import (
    ChatGone,
    Item,
    ItemKind,
    ItemRefused,
    ItemSent,
    NothingToSend,
    PerhapsSent,
    SendingHeld,
    SendOutcome,
    SurelyNotSent,
    TopicGone,
    Trouble,
    longer,
)

REMEMBERED = 10
"""Things whose fate is unknown, or that were refused, that a group remembers at the most: the newest."""

_HOLDING = (Trouble.WRITE, Trouble.TOPIC_CLOSED)


def settled(group: Group, item: Item, outcome: SendOutcome, now: datetime) -> Group:
    """The group after this outcome of a try to send the item: nothing is under way any more."""
    group = replace(group, claimed=None)
    match outcome:
        case ItemSent(_, _, without, used):
            group = _allowed(_forget(_done(group, item), item), (*_HOLDING, used))
            return _noted(replace(group, hold=None), without)
        case SurelyNotSent() | ChatGone():
            return group
        case PerhapsSent():
            return _unknown(group, item)
        case SendingHeld(trouble, thread_id, hold):
            if (group.thread_id, group.hold) != (thread_id, hold):
                return retried(group, now)
            return _noted(replace(group, hold=longer(group.hold, now)), trouble)
        case TopicGone(thread_id):
            if group.thread_id != thread_id:
                return group
            return _noted(replace(group, thread_id=None), Trouble.TOPIC_GONE)
        case NothingToSend():
            return _forget(_done(group, item), item)
        case ItemRefused():
            refused = _newest(group.refused, item) if item.what is not ItemKind.DOUBT else group.refused
            return _noted(replace(_done(group, item), refused=refused), Trouble.REFUSED)
        case _:
            assert_never(outcome)


def retried(group: Group, now: datetime) -> Group:
    """What keeps the group from getting anything may be over: the next try is now."""
    return replace(group, hold=replace(group.hold, until=now)) if group.hold else group


def posted_again(group: Group, item: Item) -> Group:
    """An admin wants it in the chat whatever became of it: a section goes first."""
    group = _forget(group, item)
    if item.of_round:
        return group
    others = tuple(each for each in group.pending if each not in (item, Item(ItemKind.DOUBT, item.id)))
    return replace(group, pending=(item, *others) if item.what is ItemKind.SECTION else (*others, item))


def heard(group: Group, item: Item) -> Group:
    """It turned out to be in the chat."""
    return _forget(group, item)


def _unknown(group: Group, item: Item) -> Group:
    if item.what is ItemKind.DOUBT:
        return _done(group, item)
    if item.what is ItemKind.SECTION:
        doubt = Item(ItemKind.DOUBT, item.id)
        pending = tuple(doubt if each == item else each for each in group.pending)
        group = replace(group, pending=pending)
    return replace(_done(group, item), unknown=_newest(group.unknown, item))


def _done(group: Group, item: Item) -> Group:
    return replace(group, pending=tuple(each for each in group.pending if each != item))


def _forget(group: Group, item: Item) -> Group:
    """Its fate is known, or of no interest: a round's, once its result is out."""
    over = {item, Item(ItemKind.ROUND, item.id)} if item.what is ItemKind.RESULT else {item}
    refused = tuple(each for each in group.refused if each not in over)
    unknown = tuple(each for each in group.unknown if each not in over)
    group = replace(group, refused=refused, unknown=unknown)
    return group if refused else _allowed(group, (Trouble.REFUSED,))


def _noted(group: Group, trouble: Trouble | None) -> Group:
    if trouble is None or trouble in group.troubles:
        return group
    return replace(group, troubles=(*group.troubles, trouble))


def _allowed(group: Group, over: tuple[Trouble | None, ...]) -> Group:
    return replace(group, troubles=tuple(each for each in group.troubles if each not in over))


def _newest(items: tuple[Item, ...], item: Item) -> tuple[Item, ...]:
    return (*(each for each in items if each != item), item)[-REMEMBERED:]
