"""What a leaderboard costs in a large group: where learners wait for it, and when it is asked for again.

Before, it was counted in Python from the group's whole history, in the thread that writes for all. Now it is
counted in SQL beside that, and remembered until something changes.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

from bot.learning.group.group import Chat, ChatKind, Group, Style
from bot.learning.group.leaderboard import Board, board, points
from bot.learning.group.round import Round
from bot.learning.group.schedule import week_start
from bot.storage.database import Database, Tx
from bot.storage.engine import open_database
from bot.storage.group import groups, members, memberships, rounds
from bot.storage.times import to_ms
from bot.tutor.group.rankings import Ranking, Rankings
from tests.storage.group import history

NOW = datetime(2026, 3, 4, tzinfo=UTC)
PAUSE = 0.0002
"""Seconds between two use cases of others, which feel what the writer is kept from."""


def run(rounds_: int, people: int, questions: int, as_json: bool) -> None:
    """Prints both; as the last line, if wished, a JSON object."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_run(Path(folder) / "bench.db", rounds_, people, questions, as_json))


async def _run(path: Path, times: int, people: int, questions: int, as_json: bool) -> None:
    database = await open_database(path)
    try:
        group = await database.transaction(lambda tx: _fill(tx, people, questions))
        old = [await _measured(database, lambda: _before(database, group)) for _ in range(times)]
        new, again = [], []
        for _ in range(times):
            rankings = Rankings(database)
            new.append(await _measured(database, lambda: rankings.of(group, NOW)))  # noqa: B023
            again.append(await _measured(database, lambda: rankings.of(group, NOW)))  # noqa: B023
        await _compare(database, group)
    finally:
        await database.close()
    _report(people, questions, times, *map(_medians, (old, new, again)), as_json=as_json)


Cost = tuple[float, float]
"""Milliseconds until the leaderboards are there, and that others waited for the writer meanwhile, at most."""


async def _measured(database: Database, look: Callable[[], Awaitable[object]]) -> Cost:
    waits, done = [0.0], asyncio.Event()

    async def others() -> None:
        while not done.is_set():
            started = time.perf_counter()
            await database.transaction(lambda tx: None)
            waits.append(time.perf_counter() - started)
            await asyncio.sleep(PAUSE)

    beside = asyncio.create_task(others())
    await asyncio.sleep(0.02)
    waits[:] = [0.0]
    started = time.perf_counter()
    await look()
    took = time.perf_counter() - started
    done.set()
    await beside
    return 1000 * took, 1000 * max(waits)


async def _before(database: Database, group: Group) -> tuple[Board, Board]:
    """Who is to be asked for, the week and all time: each from the whole history."""
    await database.transaction(lambda tx: points(history.answers(tx, group.key)))
    week = await database.transaction(lambda tx: _board(tx, group, week_start(NOW, None)))
    return week, await database.transaction(lambda tx: _board(tx, group, None))


def _board(tx: Tx, group: Group, since: datetime | None) -> Board:
    scores = points(history.answers(tx, group.key), since)
    people = set(scores) - members.gone(tx, group.key)
    names = {}
    for learner_id in people:
        row = tx.execute("SELECT first_name FROM learners WHERE id = ?", (learner_id,)).fetchone()
        names[learner_id] = memberships.name(tx, learner_id, row[0])
    return board(scores, names)


async def _compare(database: Database, group: Group) -> None:
    found: Ranking = await Rankings(database).of(group, NOW)
    if (found.recent, found.all_time) != await _before(database, group):
        raise SystemExit("the two leaderboards are not the same")


def _fill(tx: Tx, people: int, questions: int) -> Group:
    """Everyone answers every round; a fifth have come to learn in private as well."""
    dice, begun = Random(7), NOW - timedelta(days=questions)
    group = groups.add(tx, Chat(-1, "Large", ChatKind.GROUP), begun)
    tx.executemany(
        "INSERT INTO learners (id, first_name, language_code, pictures, created_at, seen_at)"
        " VALUES (?, ?, 'en', 'shown', 0, 0)",
        [(one, f"P{one}") for one in range(1, people + 1)],
    )
    for number in range(1, questions + 1):
        opened = begun + timedelta(days=number - 1)
        rounds.open_(tx, Round(group.key, 0, "c", f"q{number}", ("a", "b"), Style.BUTTONS, opened, opened))
        tx.executemany(
            "INSERT INTO round_answers (group_key, number, learner_id, chosen, correct, answered_at)"
            " VALUES (?, ?, ?, 'a', ?, ?)",
            [
                (group.key, number, one, dice.randint(0, 1), to_ms(opened) + dice.randrange(10**7))
                for one in range(1, people + 1)
            ],
        )
    visitors = range(1, people // 5 + 1)
    for one in visitors:
        memberships.came(tx, group.key, one, "c", begun)
    tx.executemany(
        "INSERT INTO answers (learner_id, course_id, run, step_id, attempt, chosen, result, answered_at)"
        " VALUES (?, 'c', 1, ?, 1, 'a', ?, ?)",
        [
            (one, f"q{2 * number}", dice.choice(("right", "wrong")), to_ms(begun) + dice.randrange(10**10))
            for one in visitors
            for number in range(questions)
        ],
    )
    return group


def _medians(costs: list[Cost]) -> Cost:
    return median(took for took, _ in costs), median(waited for _, waited in costs)


def _report(
    people: int, questions: int, times: int, old: Cost, new: Cost, again: Cost, *, as_json: bool
) -> None:
    print(f"\n{people} members, {questions} rounds; medians of {times}.\n")
    print(f"{'':36}{'until it is there':>20}{'others waited':>20}")
    named = (("counted from the whole history", old), ("counted in SQL, beside", new), ("again", again))
    for name, (took, waited) in named:
        print(f"{name:36}{took:>17.3f} ms{waited:>17.3f} ms")
    print(f"\nasked for again: {old[0] / again[0]:,.0f} times less", flush=True)
    if as_json:
        summary = {
            "benchmark": "leaderboard",
            "rounds": times,
            "members": people,
            "questions": questions,
            "before_ms": round(old[0], 3),
            "first_ms": round(new[0], 3),
            "again_ms": round(again[0], 5),
            "others_waited_before_ms": round(old[1], 3),
            "others_waited_first_ms": round(new[1], 3),
            "times_less_again": round(old[0] / again[0]),
        }
        print(json.dumps(summary))
