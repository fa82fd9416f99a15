"""The end of an endurance test in groups: what their chats and the database hold, against what people did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

from bot.course.model import Course, Question
from bot.emulator.world.chat import Message
from bot.emulator.world.world import World
from bot.learning.kinds import options
from bot.storage.times import from_ms
from tests.endurance.findings import Findings, Records
from tests.endurance.groups import Club, Run
from tests.endurance.members import Member, Try
from tests.endurance.posts import is_doubt, section_of, sections, unsettled
from tests.messages import text_of

IN_TIME = 10.0
"""Seconds of a bot at work: an answer given so long before its round was closed was in time."""

Worked = Callable[[float, float], float]
"""How many seconds a bot was at work between two Unix times."""


def audit_groups(
    clubs: Iterable[Club], records: Records, findings: Findings, worked: Worked, too_old: Set[str]
) -> list[str]:
    """A line for each group with which something is wrong."""
    lines = []
    for club in clubs:
        if problems := [*_Look(club, records, findings, worked, too_old).problems()]:
            lines.append(f"{club.host.world.people[club.host.id].first_name}: {'; '.join(problems)}")
    return lines


@dataclass
class _Look:
    club: Club
    records: Records
    findings: Findings
    worked: Worked
    too_old: Set[str]

    def problems(self) -> Iterator[str]:
        (self.row,) = self.records.rows("SELECT * FROM groups WHERE chat_id = ?", self.club.id)
        self.findings.refused += len(unsettled(self.row, "refused"))
        self.unknown = unsettled(self.row)
        ends = [*(run.after for run in self.club.runs[1:]), 1 << 62]
        for run, end in zip(self.club.runs, ends, strict=True):
            said = [one for one in self.chat if run.after < one["message_id"] < end]
            yield from self._sections(run, said, is_last=run is self.club.run)
        yield from self._rounds()

    @property
    def world(self) -> World:
        return self.club.host.world

    @property
    def chat(self) -> list[Message]:
        return self.world.messages(self.club.id)

    def _sections(self, run: Run, said: list[Message], is_last: bool) -> Iterator[str]:
        order = [step.id for step in sections(run.course)]
        came = [id_ for one in said if (id_ := section_of(run.course, one))]
        doubtful = {step.id for step in sections(run.course) if any(_doubts(one, step.title) for one in said)}
        left_open = {id_ for what, id_ in self.unknown if what == "section"} if is_last else run.left_open
        doubtful |= left_open
        once = list(dict.fromkeys(came))
        wanted = order[: self._wanted(run, once)]
        missing = [one for one in wanted if one not in once and one not in doubtful]
        extra = len(came) - len(once) + sum(one not in wanted for one in once)
        self.findings.unknown += sum(map(is_doubt, said))
        self.findings.lost += len(missing)
        self.findings.doubled += extra
        if missing:
            yield f"sections lost: {missing}, came {once} of {run.course.id}; unknown: {self.unknown}"
        if extra:
            yield f"{extra} sections too many: {[(one, n) for one, n in Counter(came).items() if n > 1]}"
        if once != sorted(once, key=order.index):
            self.findings.misplaced += 1
            yield f"sections out of order: {once}"

    def _wanted(self, run: Run, once: list[str]) -> int:
        """How many sections must be out: all that were asked for, or up to the last one of a timetable."""
        order = [step.id for step in sections(run.course)]
        if self.club.scheduled:
            return max((order.index(one) + 1 for one in once), default=0)
        return min(run.lessons, len(order))

    def _rounds(self) -> Iterator[str]:
        messages: dict[int, list[Message]] = {}
        for number, message in self.club.rounds():
            messages.setdefault(number, []).append(message)
        for row in self.records.rows("SELECT * FROM rounds WHERE group_key = ?", self.row["key"]):
            number, found = row["number"], messages.get(row["number"], [])
            unsure = row["message_id"] == 0 or ("round", str(number)) in self.unknown
            self.findings.unknown += unsure
            if len(found) > 1:
                self.findings.doubled += len(found) - 1
                yield f"round {number} was asked {len(found)} times"
            if not found and not unsure and not _is_over_before_it_went_out(row):
                self.findings.lost += 1
                yield f"round {number} was never asked"
            if found:
                yield from self._result(row, found[-1])
                yield from self._answers(row, [message["message_id"] for message in found])

    def _result(self, row: dict[str, Any], message: Message) -> Iterator[str]:
        """Each closed round has its result once: in its message, or in answer to it."""
        number = message["message_id"]
        replies = [one for one in self.chat if one.get("reply_to_message", {}).get("message_id") == number]
        results = sum(text_of(one).startswith("🏁") for one in (message, *replies))
        unsure = ("result", str(row["number"])) in self.unknown
        self.findings.unknown += unsure
        if results > 1:
            self.findings.doubled += results - 1
            yield f"round {row['number']} has {results} results"
        if not results and row["message_id"] and not unsure:
            self.findings.lost += 1
            yield f"round {row['number']} has no result ({row['closed_at']}, {row['shown_at']})"

    def _answers(self, row: dict[str, Any], asked: list[int]) -> Iterator[str]:
        question = _question(self.club.library.courses, row)
        given = {
            one["learner_id"]: frozenset(one["chosen"].split())
            for one in self.records.rows(
                "SELECT * FROM round_answers WHERE group_key = ? AND number = ?",
                row["group_key"],
                row["number"],
            )
        }
        for member in self.club.members:
            tries = [member.tries[number] for number in asked if number in member.tries]
            tried = min(tries, key=lambda one: one.at, default=None)
            found = given.get(member.hand.id)
            if tried and found is None and self._was_in_time(row, tried):
                self.findings.lost += 1
                yield f"round {row['number']}: the answer of {member.hand.id} is lost"
            if found is not None and (tried is None or found != _chosen(question, row, tried)):
                self.findings.doubled += 1
                yield f"round {row['number']}: {member.hand.id} answered {tried}, not {found}"
            self.findings.unanswered += sum(len(_spinning(member, one) - self.too_old) for one in tries)

    def _was_in_time(self, row: dict[str, Any], tried: Try) -> bool:
        if row["poll_id"] is None and tried.queries == []:  # a vote in a poll of which nobody knows
            return False
        if row["closed_at"] is None:
            return True
        tapped, closed = map(self.club.clock.real, (tried.at, from_ms(row["closed_at"])))
        return self.worked(tapped, closed) > IN_TIME


def _doubts(message: Message, title: str) -> bool:
    return is_doubt(message) and f"“{title}”" in text_of(message)


def _question(courses: Iterable[Course], row: dict[str, Any]) -> Question:
    course = next(course for course in courses if course.id == row["course_id"])
    question = course.step(row["step_id"])
    assert isinstance(question, Question)
    return question


def _chosen(question: Question, row: dict[str, Any], tried: Try) -> frozenset[str]:
    shown = row["options"].split()
    if tried.queries:
        return frozenset(option.id for option in options(question) if option.key in tried.chosen)
    return frozenset(shown[index] for index in tried.chosen if isinstance(index, int))


def _is_over_before_it_went_out(row: dict[str, Any]) -> bool:
    """The bot was down so long: its question counts as not asked."""
    return row["message_id"] is None and row["closed_at"] is not None and row["closed_at"] >= row["closes_at"]


def _spinning(member: Member, tried: Try) -> set[str]:
    answered = {toast["query_id"] for toast in member.hand.world.toasts(member.hand.id)}
    return set(tried.queries) - answered
