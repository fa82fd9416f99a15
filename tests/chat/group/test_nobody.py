"""What nobody said, and people whose names cannot be seen."""

from __future__ import annotations

import pytest

from bot.learning.group.alias import alias_of
from bot.learning.visible_names import is_visible, shown_name
from tests.group_school import begun, gather
from tests.messages import text_of
from tests.school import School, write

BLANK = (
    "\u3164",
    "\u200b\u200d",
    "\u0301\u0489",
    "\u2800",
    " \u00a0\u2003",
    "\u2066\u202e\u2069",
    "\ufe0f",
    "",
)


async def test_the_copy_of_a_channels_post_in_its_discussion_is_no_command(school: School) -> None:
    group = await begun(school, "Ada", kind="supergroup")
    channel = await gather(school, "Ada", kind="channel", title="Tea news")
    world = school.world
    world.groups.discuss(channel.id, group.id)
    sent = len(group.messages)
    for command in ("/lesson", "/leaderboard", "/help", "/start"):
        await channel.say("Ada", command)
    copies = [one for one in world.messages(group.id) if one.get("is_automatic_forward")]
    assert [text_of(one) for one in copies] == ["/lesson", "/leaderboard", "/help", "/start"]
    assert len(group.messages) == sent


@pytest.mark.parametrize("name", BLANK)
def test_a_name_that_shows_nothing_is_a_number(name: str) -> None:
    assert not is_visible(name)
    assert shown_name(name, 4_200_815) == "#0815"
    assert alias_of(name) is None


@pytest.mark.parametrize("name", ["Ada", "Ω", "李", "👩‍🔬", "🙂", "é", "e\u0301", ".", "\u3164x"])
def test_a_name_of_which_anything_shows_is_left_as_it_is(name: str) -> None:
    assert shown_name(name, 7) == name


async def test_whoever_has_no_visible_name_has_a_number_in_lists(school: School) -> None:
    group = await begun(school, "Ada", "\u3164")
    ghost = group.pupils["\u3164"]
    await group.say("Ada", "/quiz")
    await group.press("\u3164", group.letter("It boils"))
    number = f"#{ghost.id % 10_000:04}"
    await group.play(f"""
        Ada> [Close]
        first: {number}
        Ada> /leaderboard
        🥇 {number} · 1
    """)
    await ghost.say("/start")
    assert number in ghost.text
    write(school, "UPDATE learners SET first_name = '\u3164'")  # known from before
    school.clock.pass_(minutes=1)
    await group.say("Ada", "/leaderboard")
    assert f"🥇 {number} · 1" in group.text
