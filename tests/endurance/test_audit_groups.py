"""What the endurance tests hold a bot to: a section that was asked for came, or the setup tells of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from bot.course.library import Library
from bot.emulator.world.world import World
from bot.learning.group.group import Chat, ChatKind, Group
from bot.learning.group.outgoing import Item, ItemKind
from bot.learning.group.setup import choose_course
from bot.storage.database import Tx
from bot.storage.group import groups
from tests import engine
from tests.endurance.audit_groups import audit_groups
from tests.endurance.clock import FastClock
from tests.endurance.findings import Findings, records
from tests.endurance.groups import Club, Run
from tests.endurance.hand import Hand
from tests.endurance.manners import Manners

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def club(tea: Library, tmp_path: Path) -> Club:
    """A group whose host has asked for the first section, which never came."""
    world = World()
    host = world.join("Host").id
    chat = world.create_group("Club", host)
    hand = Hand(world, host, chat.id, Random(1), Manners(0.0, 0.0))
    club = Club(hand, [], tea, FastClock(0.0), tmp_path / "bot.db", scheduled=False, polls=False, length=10)
    club.runs.append(Run(tea.courses[0], after=0, lessons=1))
    return club


async def saved(club: Club, change: Callable[[Group], Group]) -> None:
    """Changes what the bot's database says of the group."""

    def save(tx: Tx) -> None:
        chat = Chat(club.id, "Club", ChatKind.GROUP)
        groups.save(tx, change(groups.of_chat(tx, chat.id) or groups.add(tx, chat, NOW)))

    database = await engine.opened(club.database)
    await database.transaction(save)
    await database.close()


def lost(club: Club) -> int:
    found = Findings()
    with records(club.database) as known:
        audit_groups([club], known, found, lambda *_: 0.0, set())
    return found.lost


async def test_a_section_that_did_not_come_is_lost_unless_the_setup_tells_of_it(club: Club) -> None:
    await saved(club, lambda group: group)
    assert lost(club) == 1
    await saved(club, lambda group: replace(group, unknown=(Item(ItemKind.SECTION, "cold"),)))
    assert lost(club) == 0


async def test_a_section_that_the_setup_told_of_when_its_course_was_left_is_not_lost(
    club: Club, tea: Library
) -> None:
    await saved(club, lambda group: replace(group, unknown=(Item(ItemKind.SECTION, "cold"),)))
    club.leave()
    club.runs.append(Run(tea.courses[0], after=1))
    await saved(club, choose_course("another", NOW))
    assert lost(club) == 0
    club.runs[0].left_open = frozenset()
    assert lost(club) == 1
