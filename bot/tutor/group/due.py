"""What has to go out to a group next, as the database has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.course.library import Library
from bot.course.model import Course, Question, Section
from bot.learning.group.group import Group
from bot.learning.group.leaderboard import Board
from bot.learning.group.outgoing import Item, ItemKind
from bot.learning.group.round import Round, Tally
from bot.storage.database import Tx
from bot.storage.group import answers, closing_times, rounds
from bot.tutor.group.rounds import tally


@dataclass(frozen=True)
class SectionDue:
    """A section that is to go out."""

    group: Group
    course: Course
    section: Section

    @property
    def item(self) -> Item:
        return Item(ItemKind.SECTION, self.section.id)


@dataclass(frozen=True)
class DoubtDue:
    """A word about a section that may or may not have arrived."""

    group: Group
    course: Course
    section: Section

    @property
    def item(self) -> Item:
        return Item(ItemKind.DOUBT, self.section.id)


@dataclass(frozen=True)
class RoundDue:
    """A round that is to go out. One whose chat has moved has answers already."""

    group: Group
    course: Course
    question: Question
    round: Round
    tally: Tally

    @property
    def item(self) -> Item:
        return item_of(ItemKind.ROUND, self.round)


@dataclass(frozen=True)
class ClosingDue:
    """A closed round whose result is to be shown; without a question where the course has it no more.
    `again`: the same question is open anew, and what is right must not be told."""

    group: Group
    question: Question | None
    round: Round
    tally: Tally
    again: bool = False

    @property
    def item(self) -> Item:
        return item_of(ItemKind.RESULT, self.round)


@dataclass(frozen=True)
class EndReached:
    """The words at the end are due; who knows how much is counted beside the transaction."""

    group: Group
    course: Course


@dataclass(frozen=True)
class EndDue:
    """The words at the end of the course."""

    group: Group
    course: Course
    board: Board

    @property
    def item(self) -> Item:
        return Item(ItemKind.END)


@dataclass(frozen=True)
class ItemVanished:
    """Something whose section or question is not in the course any more: to be passed over."""

    group: Group
    item: Item


Due = SectionDue | DoubtDue | RoundDue | ClosingDue | EndDue | ItemVanished


def item_of(what: ItemKind, round_: Round) -> Item:
    return Item(what, str(round_.number), round_.question_id, round_.course_id)


LATE = timedelta(minutes=1)
"""After which a round that has yet to go out is opened anew: it is to be open as long as was chosen."""


def next_due(tx: Tx, group: Group, library: Library, now: datetime) -> Due | EndReached | None:
    """Results go first, then sections, then questions."""
    due = rounds.to_show(tx, group.key)
    if due.closed:
        return _closing_due(tx, group, library, due.closed[0])
    course = library.course(group.course_id) if group.course_id else None
    if group.pending:
        return _section_due(group, course)
    if not due.unsent:
        return None
    unsent = due.unsent[0]
    # One that has answers was out already, in the chat that the group was before.
    late = now - unsent.opened_at > LATE and not answers.count(tx, unsent)
    round_ = closing_times.postponed(tx, unsent, now) if late else unsent
    return _round_due(group, library.course(round_.course_id), round_, tally(tx, round_))


def is_due(tx: Tx, group: Group, item: Item) -> bool:
    """Whether the item has to go out still."""
    if group.removed_at or group.claimed:
        return False
    if not item.of_round:
        return item in group.pending
    due = rounds.to_show(tx, group.key)
    waiting = due.closed if item.what is ItemKind.RESULT else due.unsent
    return any(str(round_.number) == item.id for round_ in waiting)


def _closing_due(tx: Tx, group: Group, library: Library, round_: Round) -> ClosingDue:
    course = library.course(round_.course_id)
    step = course.step(round_.question_id) if course else None
    question = step if isinstance(step, Question) else None
    question_id = (round_.course_id, round_.question_id)
    again = any((r.course_id, r.question_id) == question_id for r in rounds.open_ones(tx, group.key))
    shown = tally(tx, round_)
    same = question is None or round_.asks(question)
    return ClosingDue(group, question, round_, shown, again and same and not shown.answered)


def _section_due(group: Group, course: Course | None) -> Due | EndReached:
    item = group.pending[0]
    if item.what is ItemKind.END:
        return EndReached(group, course) if course else ItemVanished(group, item)
    step = course.step(item.id) if course else None
    if course is None or not isinstance(step, Section):
        return ItemVanished(group, item)
    return (DoubtDue if item.what is ItemKind.DOUBT else SectionDue)(group, course, step)


def _round_due(group: Group, course: Course | None, round_: Round, given: Tally) -> Due:
    step = course.step(round_.question_id) if course else None
    if course and isinstance(step, Question):
        return RoundDue(group, course, step, round_, given)
    return ItemVanished(group, Item(ItemKind.ROUND, str(round_.number)))
