"""Answering in a round: each member's first answer counts, once, whoever taps how often."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from bot.course.model import Course, Question
from bot.learning import kinds
from bot.learning.group.group import Group, Style
from bot.learning.group.round import (
    NoRound,
    NotAMember,
    NothingTicked,
    QuestionChanged,
    Reply,
    Round,
    RoundAnswer,
    RoundClosed,
    Scored,
    Tally,
    Ticked,
    letters,
    mark,
)
from bot.learning.kinds.base import Drafted, Empty, Given, Move, Submitted, Unfit
from bot.learning.learner.learner import NOBODY
from bot.storage.database import Tx
from bot.storage.group import answers, groups, members, rounds
from bot.storage.learner import learners, taps
from bot.tutor.group.known_messages import PressedRound, heard_of, named
from bot.tutor.tap import Tap
from bot.tutor.use_cases import UseCases

DecideAnswer = Callable[[Tx, Round, Question], Reply]


@dataclass(frozen=True)
class RoundCount:
    """A round as its message shows it."""

    group: Group
    course: Course
    question: Question
    round: Round
    tally: Tally


class Rounds:
    def __init__(self, use_cases: UseCases) -> None:
        self._database = use_cases.database
        self._library = use_cases.library

    async def press(self, tap: Tap, button: PressedRound, move: Move) -> Reply:
        """A move towards an answer in a round; it may be the answer."""

        def decide(tx: Tx, round_: Round, question: Question) -> Reply:
            if answer := answers.of_learner(tx, round_, tap.person.id):
                return _again(round_, question, answer)
            match kinds.press(question, answers.draft(tx, round_, tap.person.id), move):
                case Submitted(given):
                    return _score(tx, round_, question, given, tap)
                case Drafted(draft):
                    if taps.is_new(tx, tap.id, tap.person.id, tap.at):
                        answers.save_draft(tx, round_, tap.person.id, draft)
                    else:
                        draft = answers.draft(tx, round_, tap.person.id)
                    return Ticked(letters(question, round_, draft))
                case Empty():
                    return NothingTicked()
                case Unfit():
                    return NoRound()
                case never:
                    assert_never(never)

        return await self._in_round(tap, button, decide)

    async def vote(self, tap: Tap, poll_id: str, indexes: Sequence[int]) -> Reply:
        """An answer in a native poll. A vote that was taken back is none: the first one counts."""
        library = self._library()

        def work(tx: Tx) -> Reply:
            round_ = rounds.of_poll(tx, poll_id)
            group = groups.find(tx, round_.group_key) if round_ else None
            course = library.read_by(group.reads).course(round_.course_id) if round_ and group else None
            question = course.step(round_.question_id) if round_ and course else None
            if round_ is None or not isinstance(question, Question):
                return NoRound()
            voted = (round_.options[i] for i in indexes if 0 <= i < len(round_.options))
            given = kinds.answer_with(question, tuple(voted))
            if given is None or tap.person.id in NOBODY:
                return NoRound()
            if group is None:
                return NoRound()
            if stranger := _stranger(tx, group, tap):
                return stranger
            learners.meet(tx, tap.person, tap.at, private=False)
            if not round_.asks(question):
                return _changed(tx, round_, tap)
            return _score(tx, round_, question, given, tap)

        return await self._database.transaction(work)

    async def close(self, group_key: str, now: datetime) -> int:
        """Closes all rounds that are open; how many."""

        def work(tx: Tx) -> int:
            found = rounds.open_ones(tx, group_key)
            for round_ in found:
                rounds.close(tx, round_, now)
            return len(found)

        return await self._database.transaction(work)

    async def close_one(self, tap: Tap, button: PressedRound) -> bool:
        """Closes the round whose button was pressed; whether it was open."""

        def work(tx: Tx) -> bool:
            group, round_ = named(tx, button)
            if group is None or round_ is None:
                return False
            rounds.close(tx, round_, tap.at)
            heard_of(tx, group, replace(round_, closed_at=tap.at), button, tap)
            return round_.closed_at is None

        return await self._database.transaction(work)

    async def standing(self, group_key: str, number: int) -> RoundCount | None:
        """An open round whose message is known, for it to be drawn again."""
        library = self._library()

        def work(tx: Tx) -> RoundCount | None:
            group, round_ = groups.find(tx, group_key), rounds.find(tx, group_key, number)
            course = library.read_by(group.reads).course(round_.course_id) if round_ and group else None
            question = course.step(round_.question_id) if round_ and course else None
            if not group or not round_ or not course or not isinstance(question, Question):
                return None
            if round_.closed_at or not round_.message_id or group.removed_at or not round_.asks(question):
                return None
            return RoundCount(group, course, question, round_, tally(tx, round_))

        return await self._database.transaction(work)

    async def open_ones(self) -> tuple[Round, ...]:
        return await self._database.transaction(rounds.open_ones)

    async def _in_round(self, tap: Tap, button: PressedRound, decide: DecideAnswer) -> Reply:
        library = self._library()

        def work(tx: Tx) -> Reply:
            group, round_ = named(tx, button)
            if not group or not round_ or not group.lives_in(button.chat_id) or tap.person.id in NOBODY:
                return NoRound()
            if round_.may_be_found:
                round_ = heard_of(tx, group, replace(round_, style=Style.BUTTONS), button, tap)
            course = library.read_by(group.reads).course(round_.course_id)
            question = course.step(round_.question_id) if course else None
            if not isinstance(question, Question):
                return NoRound()
            if stranger := _stranger(tx, group, tap):
                return stranger
            learners.meet(tx, tap.person, tap.at, private=False)
            if not round_.asks(question):
                return _changed(tx, round_, tap)
            if round_.closed_at:
                return _late(tx, round_, question, tap)
            return decide(tx, round_, question)

        return await self._database.transaction(work)


def tally(tx: Tx, round_: Round) -> Tally:
    return answers.tally(tx, round_, NOBODY)


def _score(tx: Tx, round_: Round, question: Question, given: Given, tap: Tap) -> Reply:
    if answer := answers.of_learner(tx, round_, tap.person.id):
        return _again(round_, question, answer)
    if round_.closed_at:
        return RoundClosed()
    answer = mark(question, given, tap.person.id, tap.at)
    answers.add(tx, round_, answer)
    return Scored(round_, question, answer, kinds.grade(question, given), again=False)


def _stranger(tx: Tx, group: Group, tap: Tap) -> NotAMember | None:
    here = members.is_here(tx, group.key, tap.person.id, tap.at)
    return None if here else NotAMember(group.key, group.chat.id)


def _changed(tx: Tx, round_: Round, tap: Tap) -> QuestionChanged:
    return QuestionChanged(answers.of_learner(tx, round_, tap.person.id) is not None)


def _late(tx: Tx, round_: Round, question: Question, tap: Tap) -> Reply:
    """Who answered in time sees their verdict still."""
    answer = answers.of_learner(tx, round_, tap.person.id)
    return _again(round_, question, answer) if answer else RoundClosed()


def _again(round_: Round, question: Question, answer: RoundAnswer) -> Scored:
    return Scored(round_, question, answer, kinds.grade(question, answer.given), again=True)
