"""A clock that was far ahead once puts nothing off."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.course.library import Library
from tests.eventually import eventually
from tests.group_school import begun, ticked, titles
from tests.school import School

AHEAD = timedelta(days=400)


async def test_a_groups_next_post_is_not_years_away_after_a_clock_was_ahead(school: School) -> None:
    group = await begun(school, "Ada")
    school.clock.now += AHEAD
    await ticked(school)
    assert titles(group) == ["Cold water"]
    school.clock.now -= AHEAD
    await ticked(school)
    await group.play("""
        Ada> /schedule
        Next post: Mon 2 March, 09:00.
    """)
    school.clock.now = school.clock.now.replace(day=2, hour=8, minute=1)
    await ticked(school)
    assert "Hot water" in titles(group)


@pytest.mark.parametrize("ahead", [timedelta(days=2), AHEAD])
async def test_so_it_is_where_the_clock_was_put_right_between_two_runs(
    closed_school: School, tea: Library, ahead: timedelta
) -> None:
    closed_school.clock.now += ahead
    async with closed_school.open(tea):
        group = await begun(closed_school, "Ada")
    closed_school.clock.now -= ahead
    async with closed_school.open(tea):
        await ticked(closed_school)
        await group.play("""
            Ada> /schedule
            Next post: Mon 2 March, 09:00.
        """)


async def test_a_round_of_a_clock_that_was_ahead_is_open_no_longer_than_was_chosen(
    school: School,
) -> None:
    group = await begun(school, "Ada")
    school.clock.now += AHEAD
    await group.say("Ada", "/quiz")
    school.clock.now -= AHEAD
    await ticked(school)
    school.clock.pass_(hours=24, minutes=1)
    await ticked(school)
    await eventually(lambda: "🏁 How hot?" in titles(group))


async def test_what_a_group_was_asked_is_not_asked_again_though_its_course_began_in_the_future(
    school: School,
) -> None:
    group = await begun(school, "Ada")
    school.clock.now += AHEAD
    await group.say("Ada", "/stop")
    await group.press("Ada", "Stop the course")
    school.execute(f"UPDATE groups SET begun_at = {int(school.clock.now.timestamp() * 1000)}")
    school.clock.now -= AHEAD
    await ticked(school)
    for _ in range(2):
        await group.say("Ada", "/quiz")
    assert titles(group)[-2:] == ["❓ How hot?", "❓ Which of these are tea?"]


async def test_what_waits_for_a_chat_is_tried_though_the_clock_was_ahead(school: School) -> None:
    group = await begun(school, "Ada", kind="supergroup")
    school.world.groups.set_permissions(group.id, can_send_messages=False, can_send_photos=False)
    school.clock.now += AHEAD
    await group.say("Ada", "/lesson")
    school.world.groups.set_permissions(group.id, can_send_messages=True, can_send_photos=True)
    school.clock.now -= AHEAD
    await ticked(school)
    assert titles(group)[0] == "Cold water"


async def test_an_admin_is_asked_for_anew_though_the_clock_was_ahead(school: School) -> None:
    group = await begun(school, "Ada", "Bob", kind="supergroup")
    school.clock.now += AHEAD
    await group.say("Bob", "/lesson")
    school.clock.now -= AHEAD
    school.world.groups.promote(group.id, group.pupils["Bob"].id)
    await group.say("Bob", "/lesson")
    refused = [title for title in titles(group) if title.startswith("That is for the admins")]
    assert len(refused) == 1


async def test_reports_of_the_future_take_nothing_from_the_present(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /start
        > [Begin]
    """)
    school.clock.now += AHEAD
    for number in range(12):
        await ada.say("/report")
        await ada.say(f"Mistake {number}")
    await ticked(school)
    school.clock.now -= AHEAD
    await ticked(school)
    school.clock.pass_(days=1, minutes=1)
    await ada.say("/report")
    await ada.say("One more")
    assert school.rows("SELECT COUNT(*) FROM reports WHERE words = 'One more'") == [(1,)]
