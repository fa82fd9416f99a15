"""Terms: what a process writes whose place another has taken is not kept, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.storage.database import Tx
from bot.storage.errors import LostLockError
from tests import engine


def writes(number: int) -> Callable[[Tx], int]:
    def work(tx: Tx) -> int:
        tx.execute("INSERT INTO files (bot_id, digest, file_id) VALUES (?, 'a', '')", (number,))
        return number

    return work


def kept(path: Path) -> list[int]:
    with engine.connect(path) as connection:
        return [one for (one,) in connection.execute("SELECT bot_id FROM files ORDER BY bot_id")]


async def test_once_another_has_begun_a_term_nothing_of_the_one_before_is_kept(path: Path) -> None:
    old, new = await engine.opened(path), await engine.opened(path)
    lost: list[str] = []
    first = await old.begin_term(lambda: lost.append("old"))
    assert await old.transaction(writes(1)) == 1
    assert await new.begin_term(lambda: lost.append("new")) > first
    works = [old.transaction(writes(number)) for number in (2, 3, 4)]
    for done in await asyncio.gather(*works, return_exceptions=True):
        assert isinstance(done, LostLockError)
    with pytest.raises(LostLockError):
        await old.transaction(writes(5))
    assert await new.transaction(writes(6)) == 6
    assert set(lost) == {"old"}
    assert kept(path) == [1, 6]
    await old.close()
    await new.close()


async def test_what_is_in_the_middle_of_being_written_when_a_term_begins_is_kept_before_or_not_at_all(
    path: Path,
) -> None:
    old, new = await engine.opened(path), await engine.opened(path)
    await old.begin_term(lambda: None)
    seen: list[list[int]] = []
    begun: list[int] = []

    async def write() -> None:
        number = 0
        while True:
            number += 1
            try:
                await old.transaction(writes(number))
            except LostLockError:
                return
            begun.append(number)

    writing = asyncio.create_task(write())
    while not begun:  # noqa: ASYNC110
        await asyncio.sleep(0.001)
    await new.begin_term(lambda: None)
    seen.append(kept(path))
    await writing
    assert kept(path) == seen[0]
    assert set(begun) <= set(seen[0])
    await old.close()
    await new.close()


async def test_who_only_queues_something_belongs_to_no_term(path: Path) -> None:
    bot, tool = await engine.opened(path), await engine.opened(path)
    await bot.begin_term(lambda: None)
    assert await tool.transaction(writes(1)) == 1
    assert await bot.transaction(writes(2)) == 2
    await tool.close()
    await bot.close()
