"""A group is asked what one tap answers; the other kinds are offered in private, and count back."""

from __future__ import annotations

from tests import demo
from tests.group_school import begun, follow, link_of
from tests.school import School


async def test_what_no_tap_answers_is_offered_in_private_and_counts_in_the_group(
    closed_school: School,
) -> None:
    async with closed_school.open(demo.library()):
        group = await begun(closed_school, "Ada", "Bob")
        await group.play("""
            Ada> /lesson
            Images and containers
            [Study this in private ▸]
            [Answer in private: The registry ▸]
            [Answer in private: Exactly ▸]
        """)
        bob = group.pupils["Bob"]
        await follow(bob, link_of(group.last, "Answer in private: The registry"))
        assert "Write the answer." in bob.text
        await bob.say("Docker Hub")
        assert "Docker Hub is the registry" in bob.text
        await group.say("Ada", "/leaderboard")
        assert "Bob" in group.text


async def test_rounds_ask_nothing_else(closed_school: School) -> None:
    async with closed_school.open(demo.library()):
        group = await begun(closed_school, "Ada")
        asked = []
        for _ in range(4):
            await group.say("Ada", "/quiz")
            asked.append(group.text.split("\n")[0])
        assert asked[:3] == ["❓ One", "❓ Several", "❓ So or not"]
        assert asked[3].startswith("All questions have been asked.")


async def test_a_card_gives_no_point_in_a_group(closed_school: School) -> None:
    async with closed_school.open(demo.library()):
        group = await begun(closed_school, "Ada", "Bob")
        await group.say("Ada", "/lesson")
        bob = group.pupils["Bob"]
        await follow(bob, link_of(group.last, "Study this"))
        await bob.say("/start every-kind--pressed")
        while not bob.text.startswith("A card"):
            await bob.press("Skip ▸")
        await bob.press("Turn it over")
        await bob.press("Easy")
        await group.say("Ada", "/leaderboard")
        assert "Bob" not in group.text
