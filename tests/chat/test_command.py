"""One table tells which commands there are: handlers, menus, /help and the README are of one mind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.chat.command import Scope, Who, offered
from bot.chat.routes import COMMANDS
from bot.views.words import words_for
from tests.admin_school import admin_school
from tests.eventually import eventually
from tests.group_school import begun
from tests.messages import text_of
from tests.school import School

README = Path(__file__).parents[2] / "README.md"
PAGES = {"healthz", "ready", "metrics", "telegram", "setinline"}
"""What the README names with a slash, and is a page, the webhook, or a command of BotFather's."""

MENUS = {
    "default": "start continue lessons progress review remind find glossary resources report language"
    " settings help privacy mydata me forget",
    "all_group_chats": "leaderboard help",
    "all_chat_administrators": "lesson quiz close leaderboard schedule course pause stop help",
}
ADMIN = "admin promote demote"


async def test_each_place_is_offered_its_commands_in_their_order(school: School) -> None:
    await eventually(lambda: len(school.calls("setMyCommands")) == len(MENUS))
    assert {call["scope"]["type"]: names(call) for call in school.calls("setMyCommands")} == MENUS


async def test_an_admin_is_offered_more_in_their_own_chat(closed_school: School, tmp_path: Path) -> None:
    school = admin_school(closed_school, tmp_path)
    grace = school.appoint("Grace")
    async with school.at_work():
        await grace.say("/admin")
    own = [call for call in closed_school.calls("setMyCommands") if call["scope"]["type"] == "chat"]
    assert {(call["scope"]["chat_id"], names(call)) for call in own} == {
        (grace.id, f"{ADMIN} {MENUS['default']}")
    }


def names(menu: dict[str, Any]) -> str:
    return " ".join(command["command"] for command in menu["commands"])


def test_no_command_stands_for_two_things_in_one_place() -> None:
    names = [
        (scope, command.name)
        for command in COMMANDS
        for scope in (Scope.PRIVATE, Scope.GROUP)
        if command.scope in (scope, Scope.ANYWHERE)
    ]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("words", "scope", "who"),
    [
        ("commands", Scope.PRIVATE, (Who.EVERYONE,)),
        ("admin_commands", Scope.PRIVATE, (Who.SCHOOL_ADMINS,)),
        ("group_commands", Scope.GROUP, (Who.EVERYONE, Who.CHAT_ADMINS)),
    ],
)
def test_there_are_words_for_exactly_what_is_offered(words: str, scope: Scope, who: tuple[Who, ...]) -> None:
    assert sorted(offered(COMMANDS, scope, *who)) == sorted(
        name for name, _ in words_for(None).profile(words)
    )


async def test_help_in_a_group_lists_what_is_offered_there(school: School) -> None:
    group = await begun(school, "Ada")
    await group.say("Ada", "/help")
    listed = re.findall(r"^/(\w+) – \w", text_of(group.messages[-1]), re.MULTILINE)
    assert sorted(listed) == sorted(MENUS["all_chat_administrators"].split())


def test_the_readme_names_every_command_and_none_that_there_is_not() -> None:
    named = set(re.findall(r"(?<![\w/.:])/([a-z]{2,})(?![\w/]|\.\w)", README.read_text("utf-8")))
    assert named - PAGES == {command.name for command in COMMANDS}
