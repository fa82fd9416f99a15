"""A leaderboard is counted where the answers are, and remembered: it always is what a plain count says."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning.group.group import Chat, ChatKind, Group, Style
from bot.learning.group.leaderboard import Board, board, points
from bot.learning.group.round import Round, RoundAnswer
from bot.learning.group.schedule import week_start
from bot.learning.kinds.base import Given
from bot.learning.learner.attempts import Answer, AttemptResult
from bot.learning.learner.learner import NOBODY, Person
from bot.storage import personal
from bot.storage.database import Database, Tx
from bot.storage.group import answers as round_answers
from bot.storage.group import groups, members, memberships, rounds
from bot.storage.learner import answers, learners
from bot.tutor.group import rankings as module
from bot.tutor.group.rankings import Ranking, Rankings
from tests import engine
from tests.storage.group import history

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
NOW = MONDAY + timedelta(hours=1)
ADA, BOB, CY, STRANGER = 1, 2, 3, next(iter(NOBODY))
PEOPLE = {ADA: "Ada", BOB: "bob", CY: "Cy", STRANGER: "Channel"}
KEYS = ("tea", "coffee")

Change = Callable[[Tx], object]


def plain(tx: Tx, group: Group, since: datetime | None) -> Board:
    """The board from the whole history."""
    out = NOBODY | members.gone(tx, group.key)
    scores = {k: v for k, v in points(history.answers(tx, group.key), since).items() if k not in out}
    names = {}
    for learner_id in scores:
        row = tx.execute("SELECT first_name FROM learners WHERE id = ?", (learner_id,)).fetchone()
        names[learner_id] = memberships.name(tx, learner_id, row[0])
    return board(scores, names)


def setting(tx: Tx) -> dict[str, Group]:
    """Two groups, each with rounds about two questions, one of them asked twice; and people."""
    made, closes = {}, MONDAY + timedelta(days=1)
    for number, key in enumerate(KEYS, 1):
        group = groups.add(tx, Chat(-number, key, ChatKind.GROUP), MONDAY)
        made[key] = group
        for question in ("q1", "q2", "q1"):
            rounds.open_(tx, Round(group.key, 0, "c", question, ("a", "b"), Style.BUTTONS, MONDAY, closes))
    for learner_id in PEOPLE:
        met(learner_id)(tx)
        for group in made.values():
            members.here(tx, group.key, learner_id, NOW)
    return made


def at(minute: int) -> datetime:
    """Some are of last week, and many are at the same moment."""
    return MONDAY + timedelta(minutes=minute)


def met(learner_id: int, name: str = "") -> Change:
    person = Person(learner_id, name or PEOPLE[learner_id], "en")
    return lambda tx: learners.meet(tx, person, MONDAY)


def in_round(group: Group, number: int, learner_id: int, right: bool, minute: int) -> Change:
    def work(tx: Tx) -> None:
        round_ = rounds.find(tx, group.key, number)
        if round_:
            round_answers.add(tx, round_, RoundAnswer(learner_id, Given("a"), right, at(minute)))

    return work


def in_private(learner_id: int, run: int, step: str, attempt: int, right: bool, minute: int) -> Change:
    answer = Answer(step, attempt, Given("a"), AttemptResult.RIGHT if right else AttemptResult.WRONG)
    return lambda tx: answers.add(tx, learner_id, "c", run, answer, at(minute))


def came(group: Group, learner_id: int, minute: int) -> Change:
    return lambda tx: memberships.came(tx, group.key, learner_id, "c", at(minute))


GIVEN = st.lists(
    st.tuples(st.sampled_from(KEYS), st.integers(1, 3), st.sampled_from(list(PEOPLE)), st.booleans()),
    min_size=3,
    max_size=20,
    unique_by=lambda one: one[:3],
)
ALONE = st.lists(
    st.tuples(st.sampled_from(list(PEOPLE)), st.integers(1, 2), st.sampled_from(("q1", "q3")), st.booleans()),
    min_size=3,
    max_size=16,
    unique_by=lambda one: one[:3],
)
VISITS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(list(PEOPLE))), min_size=2, unique=True)
MINUTES = st.lists(st.integers(-2, 3), min_size=44, max_size=44)
"""When each was: in this order of rounds, private answers and visits. Many at the same moment."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tx]:
    with engine.transaction(tmp_path_factory.mktemp("rankings") / "school.db") as tx:
        yield tx


@settings(max_examples=150, deadline=None)
@given(GIVEN, ALONE, VISITS, MINUTES, st.sets(st.sampled_from(list(PEOPLE)), max_size=2))
def test_leaderboards_are_what_a_plain_count_of_all_answers_says(
    whole: Tx,
    in_rounds: list[tuple[str, int, int, bool]],
    alone: list[tuple[int, int, str, bool]],
    visits: list[tuple[str, int]],
    minutes: list[int],
    left: set[int],
) -> None:
    tx, minute = whole, iter(minutes)
    whole.execute("BEGIN")
    try:
        made = setting(tx)
        for key, number, learner_id, right in in_rounds:
            in_round(made[key], number, learner_id, right, next(minute))(tx)
        for learner_id, run, step, right in alone:
            in_private(learner_id, run, step, 1, right, next(minute))(tx)
        for key, learner_id in visits:
            came(made[key], learner_id, next(minute))(tx)
        for group in made.values():
            for learner_id in left:
                members.left(tx, group.key, learner_id)
            assert_plain(tx, group, module.count(tx, group, week_start(NOW, None)))
    finally:
        whole.execute("ROLLBACK")


def assert_plain(tx: Tx, group: Group, found: Ranking) -> None:
    assert found.recent == plain(tx, group, week_start(NOW, None))
    assert found.all_time == plain(tx, group, None)
    scores = points(history.answers(tx, group.key))
    out = NOBODY | members.gone(tx, group.key)
    assert [scores[one] for one in found.best] == sorted(
        (score for one, score in scores.items() if one not in out), reverse=True
    )


CHANGES: dict[str, Callable[[Group], Change]] = {
    "an answer in a round": lambda tea: in_round(tea, 2, ADA, True, 1),
    "an answer of somebody new": lambda tea: in_round(tea, 2, CY, True, 1),
    "a first answer in private": lambda tea: in_private(BOB, 1, "q3", 1, True, 1),
    "an alias": lambda tea: lambda tx: memberships.rename(tx, ADA, "Owl", False),
    "no name": lambda tea: lambda tx: memberships.rename(tx, ADA, None, True),
    "another first name": lambda tea: met(ADA, "Augusta"),
    "leaving": lambda tea: lambda tx: members.left(tx, tea.key, ADA),
    "being forgotten": lambda tea: lambda tx: personal.forget(tx, ADA),
    "the end of the group": lambda tea: lambda tx: groups.delete(tx, tea.key),
}
THEN: dict[str, tuple[Callable[[Group], Change], Callable[[Group], Change]]] = {
    "coming back": (CHANGES["leaving"], lambda tea: lambda tx: members.came_back(tx, tea.key, ADA, NOW)),
    "being seen": (CHANGES["leaving"], lambda tea: lambda tx: members.here(tx, tea.key, ADA, NOW)),
    "the first name again": (
        CHANGES["an alias"],
        lambda tea: lambda tx: memberships.rename(tx, ADA, None, False),
    ),
    "coming from there": (lambda tea: in_private(CY, 1, "q1", 1, True, 2), lambda tea: came(tea, CY, 1)),
}
"""What changes nothing that is shown, or something else, and then what does."""


@pytest.mark.parametrize("name", [*CHANGES, *THEN])
async def test_what_changes_a_leaderboard_is_seen_at_once(database: Database, name: str) -> None:
    tea = (await database.transaction(setting))["tea"]
    before, change = THEN.get(name) or (lambda tea: lambda tx: None, CHANGES[name])
    for prepare in (in_round(tea, 1, ADA, True, 0), came(tea, BOB, 0), before(tea)):
        await database.transaction(prepare)
    rankings = Rankings(database)
    seen = await rankings.of(tea, NOW)
    await database.transaction(change(tea))
    after = await rankings.of(tea, NOW)
    assert after.all_time != seen.all_time
    await database.transaction(lambda tx: assert_plain(tx, tea, after))


@pytest.fixture
async def made(database: Database) -> dict[str, Group]:
    return await database.transaction(setting)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by the group's key with each look at its answers."""
    seen: list[str] = []

    def counted(tx: Tx, group: Group, since: datetime) -> Ranking:
        seen.append(group.key)
        return real(tx, group, since)

    real = module.count
    monkeypatch.setattr(module, "count", counted)
    return seen


async def test_for_as_long_as_nothing_was_answered_a_leaderboard_is_not_counted_again(
    database: Database, made: dict[str, Group], looks: list[str]
) -> None:
    rankings, tea = Rankings(database), made["tea"]
    await database.transaction(in_round(tea, 1, ADA, True, 0))
    first = await rankings.of(tea, NOW)
    others = (
        in_round(made["coffee"], 1, ADA, True, 0),  # a group of its own
        in_private(BOB, 1, "q1", 1, True, 0),  # who has not come from here
        in_private(ADA, 1, "q1", 2, True, 0),  # no first answer
        met(ADA),
    )
    for change in others:
        await database.transaction(change)
        assert await rankings.of(tea, NOW) is first
    assert looks == [tea.key]
    await database.transaction(in_round(tea, 2, ADA, True, 0))
    assert (await rankings.of(tea, NOW)).all_time.lines[0].points == 2
    assert looks == [tea.key] * 2


async def test_a_new_week_and_another_time_zone_begin_anew(
    database: Database, made: dict[str, Group], looks: list[str]
) -> None:
    rankings, tea = Rankings(database), made["tea"]
    await database.transaction(in_round(tea, 1, ADA, True, 0))
    east = replace(tea, plan=replace(tea.plan, zone="Pacific/Auckland"))
    later = NOW + timedelta(days=7)
    for group, now, lines in ((tea, NOW, 1), (tea, later, 0), (east, later, 0), (tea, NOW, 1)):
        assert len((await rankings.of(group, now)).recent.lines) == lines
    assert len(looks) == 4


async def test_what_changes_while_it_is_counted_is_in_the_next_one(
    database: Database, made: dict[str, Group], monkeypatch: pytest.MonkeyPatch
) -> None:
    rankings, tea = Rankings(database), made["tea"]
    counted, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx, group: Group, since: datetime) -> Ranking:
        found = real(tx, group, since)
        counted.set()
        assert go_on.wait(20)
        return found

    real = module.count
    monkeypatch.setattr(module, "count", slow)
    look = asyncio.create_task(rankings.of(tea, NOW))
    await asyncio.to_thread(counted.wait, 20)
    await database.transaction(in_round(tea, 1, ADA, True, 0))
    go_on.set()
    assert not (await look).all_time.lines
    assert (await rankings.of(tea, NOW)).all_time.lines


async def test_a_leaderboard_is_counted_while_the_database_writes_for_others(
    database: Database, made: dict[str, Group]
) -> None:
    begun, done = threading.Event(), threading.Event()

    def busy(tx: Tx) -> bool:
        begun.set()
        return done.wait(20)

    writing = asyncio.create_task(database.transaction(busy))
    await asyncio.to_thread(begun.wait, 20)
    assert await Rankings(database).of(made["tea"], NOW)
    assert not writing.done()
    done.set()
    assert await writing


async def test_of_many_groups_the_newest_are_remembered_and_nothing_of_the_others(
    database: Database, made: dict[str, Group], monkeypatch: pytest.MonkeyPatch, looks: list[str]
) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    rankings, tea, coffee = Rankings(database), made["tea"], made["coffee"]
    for group in (tea, coffee):
        await database.transaction(in_round(group, 1, ADA, True, 0))
    for group in (tea, coffee, coffee, tea):
        await rankings.of(group, NOW)
    assert looks == [tea.key, coffee.key, tea.key]
    await database.transaction(lambda tx: groups.delete(tx, tea.key))
    assert not rankings._kept
    assert not rankings._groups_by_change
