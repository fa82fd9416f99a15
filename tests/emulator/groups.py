"""Groups for tests, and what the bot hears of them."""

from __future__ import annotations

from typing import Any

from bot.emulator.world.chat import Chat
from bot.emulator.world.groups import GroupKind
from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.conftest import Api


def found(world: World, person: Person, kind: GroupKind = "group", **how: Any) -> Chat:
    """A group of this person in which the bot is; the updates of that are confirmed."""
    world.bot.accept("4242:local-token")
    chat = world.create_group("Study", person.id, kind, how.pop("topics", False))
    world.groups.add_bot(chat.id, **how)
    world.updates.clear()
    return chat


async def heard(api: Api) -> list[dict[str, Any]]:
    """The updates since the last time, confirmed."""
    updates: list[dict[str, Any]] = await api.ok("getUpdates")
    if updates:
        await api.ok("getUpdates", offset=updates[-1]["update_id"] + 1)
    return updates


def kinds(updates: list[dict[str, Any]]) -> list[str]:
    return [key for update in updates for key in update if key != "update_id"]


def texts(updates: list[dict[str, Any]]) -> list[str]:
    """The texts of messages and posts, edited or not."""
    return [update[kind]["text"] for update, kind in zip(updates, kinds(updates), strict=True)]
