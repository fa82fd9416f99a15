"""The leaderboard, private learning that counts in a group, and the names that are shown."""

from __future__ import annotations

from bot.views.deep_links import StepLink, payload
from tests.group_school import Class, begun, follow, link_of
from tests.messages import letter_of, view_of
from tests.school import Pupil, School

WRONG, RIGHT = "It sings", "It boils"


async def answer(group: Class, name: str, option: str) -> None:
    group.school.clock.pass_(seconds=1)
    await group.press(name, group.letter(option))


async def test_the_leaderboard_counts_first_answers_of_the_week_and_of_all_time(school: School) -> None:
    group = await begun(school, "Ada", "Bob", "Cy")
    await group.say("Ada", "/quiz")
    for name, option in (("Ada", WRONG), ("Ada", RIGHT), ("Bob", RIGHT), ("Cy", RIGHT)):
        await answer(group, name, option)
    await group.play("""
        Bob> /leaderboard
        This week
        🥇 Bob · 1
        🥇 Cy · 1
        All time
        🥇 Bob · 1
        🥇 Cy · 1
        A point for each question
    """)
    assert "Ada" not in group.text
    school.clock.pass_(days=8)
    await group.play("""
        Bob> /leaderboard
        This week
        Nobody has a point yet.
        All time
        🥇 Bob · 1
    """)


async def test_what_a_member_does_in_private_counts_in_the_group_they_came_from(school: School) -> None:
    group = await begun(school, "Ada", "Bob", "Cy")
    await group.say("Ada", "/lesson")
    bob, cy = group.pupils["Bob"], group.pupils["Cy"]
    await follow(bob, link_of(group.last, "Study this"))
    assert "Cold water" in bob.text
    await to_question(bob)
    await bob.press(letter(bob, RIGHT))
    await cy.say("/start")
    await cy.press("Begin")
    await to_question(cy)
    await cy.press(letter(cy, RIGHT))
    await group.play("""
        Ada> /leaderboard
        🥇 Bob · 1
    """)
    assert "Cy" not in group.text
    assert not any("boils" in view_of(message) for message in group.messages)


async def test_a_question_answered_in_private_is_no_first_answer_in_the_group(school: School) -> None:
    group = await begun(school, "Ada", "Bob")
    await group.say("Ada", "/lesson")
    bob = group.pupils["Bob"]
    await follow(bob, link_of(group.last, "Study this"))
    await to_question(bob)
    await bob.press(letter(bob, WRONG))
    await group.say("Ada", "/quiz")
    await answer(group, "Bob", RIGHT)
    await group.play("""
        Ada> /leaderboard
        Nobody has a point yet.
    """)


async def test_what_was_answered_before_one_came_from_the_group_does_not_count_there(school: School) -> None:
    group = await begun(school, "Ada", "Bob")
    bob = group.pupils["Bob"]
    await bob.say("/start")
    await bob.press("Begin")
    await to_question(bob)
    await bob.press(letter(bob, RIGHT))
    await group.say("Ada", "/lesson")
    school.clock.pass_(minutes=1)
    await follow(bob, link_of(group.last, "Study this"))
    await group.play("""
        Ada> /leaderboard
        Nobody has a point yet.
    """)


async def test_a_link_that_is_written_by_hand_joins_nobody_and_tells_nothing(school: School) -> None:
    group = await begun(school, "Ada", title="Secret tea")
    dan = school.join("Dan")
    course_key = group.school.rows("SELECT key FROM groups")[0][0]
    await group.say("Ada", "/lesson")
    url = link_of(group.last, "Study this")
    await follow(dan, url)
    assert "Cold water" in dan.text
    await to_question(dan)
    await dan.press(letter(dan, RIGHT))
    for made_up in (payload(StepLink(course_key, "AAAAAAAA")), "GAAAAAAAAAAAAAAAA"):
        await dan.say(f"/start {made_up}")
        assert "not there any more" in dan.text
    for made_up in (f"S{course_key}", "SAAAAAAAA"):
        await dan.say(f"/start {made_up}")
        assert "for the admins of the channel" in dan.text
    assert not any("Secret" in view_of(message) for message in dan.messages)
    assert school.rows("SELECT COUNT(*) FROM visitors") == [(0,)]
    await group.play("""
        Ada> /leaderboard
        Nobody has a point yet.
    """)


async def test_a_member_can_choose_an_alias_or_stay_out(school: School) -> None:
    group = await begun(school, "Ada", "Bob")
    await group.say("Ada", "/quiz")
    await answer(group, "Bob", RIGHT)
    bob = group.pupils["Bob"]
    await bob.play("""
        > /me
        You are shown as Bob.
        [● My first name]
        [○ An alias]
        [○ Stay out]
        > [○ An alias]
        ~ Send /me and the alias, like this: /me Night Owl
        > /me <b>Night & Owl</b>
        An alias has 1 to 32 characters
        > /me <b> Night & Owl
        You are shown as 🎭 <b> Night & Owl.
        [● An alias]
    """)
    await group.play("""
        Ada> /leaderboard
        🥇 🎭 <b> Night & Owl · 1
    """)
    await bob.play("""
        > [○ Stay out]
        ~ Saved
        You stay out of them.
    """)
    school.clock.pass_(minutes=1)
    await group.play("""
        Ada> /leaderboard
        Nobody has a point yet.
    """)
    await bob.press("○ My first name")
    school.clock.pass_(minutes=1)
    await group.play("""
        Ada> /leaderboard
        🥇 Bob · 1
    """)


async def test_a_name_full_of_signs_is_shown_as_it_is(school: School) -> None:
    group = await begun(school, "Ada", "</b><i>&Bob")
    await group.say("Ada", "/quiz")
    await answer(group, "</b><i>&Bob", RIGHT)
    await group.play("""
        Ada> [Close]
        first: </b><i>&Bob
        Ada> /leaderboard
        🥇 </b><i>&Bob · 1
    """)


async def test_somebody_known_from_a_group_alone_may_not_be_written_to(school: School) -> None:
    group = await begun(school, "Ada", "Bob")
    await group.say("Ada", "/quiz")
    await answer(group, "Bob", RIGHT)
    assert school.rows("SELECT first_name, started_at FROM learners ORDER BY id") == [
        ("Ada", None),
        ("Bob", None),
    ]


async def test_who_is_forgotten_leaves_the_group_too(school: School) -> None:
    group = await begun(school, "Ada", "Bob")
    await group.say("Ada", "/quiz")
    await answer(group, "Bob", RIGHT)
    bob = group.pupils["Bob"]
    await bob.say("/forget")
    await bob.press("Delete everything")
    await group.play("""
        Ada> [Close]
        Nobody answered this time.
        Ada> /leaderboard
        Nobody has a point yet.
    """)


async def to_question(pupil: Pupil) -> None:
    while "How hot?" not in pupil.text:
        await pupil.press("Next ▸")


def letter(pupil: Pupil, option: str) -> str:
    return letter_of(pupil.text, option)
