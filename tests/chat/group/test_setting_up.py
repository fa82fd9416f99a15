"""Adding the bot to a group, and setting it up, as transcripts."""

from __future__ import annotations

import pytest

from bot.chat.time_zone_names import zone_named
from bot.learning.time_zones import ZONES, city_of
from tests.eventually import eventually
from tests.group_school import begun, follow, gather, link_of
from tests.messages import view_of
from tests.school import School, newest

CITIES_ELSEWHERE = {
    "Lissabon": "Europe/Lisbon",
    "Lisboa": "Europe/Lisbon",
    "Москва": "Europe/Moscow",
    "القاهرة": "Africa/Cairo",
    "Varşova": "Europe/Warsaw",
}
"""As they are called in the languages that the bot speaks."""


async def test_an_admin_sets_up_a_group_by_buttons_alone(school: School) -> None:
    group = await gather(school, "Ada", "Bob")
    await group.play("""
        Hello Tea club
        The course will be A cup of tea.
        [Set it up]
        Ada> [Set it up]
        Course: A cup of tea
        When: Mon to Fri at 09:00, in a time zone that is not chosen yet
        Each post: 1 section
        Questions: buttons, open for 24 hours
        Not started yet. A time zone is still missing.
        Only admins can use these buttons.
        [Course: A cup of tea]
        [Days: Mon to Fri] [Time: 09:00]
        [Time zone: –]
        [Sections a post: 1] [Questions: buttons]
        [Rounds open for: 24 hours]
        [Start ▸]
        Ada> [Start]
        Ada~ Choose a time zone first.
        Whose clocks shall I go by?
        [12:00 London] [13:00 Lagos]
        [13:00 Berlin] [14:00 Cairo]
        Ada> [13:00 Berlin]
        Ada~ Saved
        [Time zone: Europe/Berlin]
        Ada> [Days]
        [☑ Mon] [☑ Tue] [☑ Wed] [☑ Thu]
        [☑ Fri] [☐ Sat] [☐ Sun]
        Ada> [☑ Tue]
        [☐ Tue]
        Ada> [◂ Back]
        Mon, Wed, Thu, Fri at 09:00
        Ada> [Time]
        Ada> [18]
        Ada> [:30]
        Now: 18:30
        Ada> [◂ Back]
        Ada> [Sections a post]
        Ada> [2]
        Ada> [Questions]
        Ada> [quiz poll]
        Ada> [Rounds open for]
        Ada> [1 hour]
        Each post: 2 sections
        Questions: quiz poll, open for 1 hour
        Ada> [Start]
        Ada~ Started
        ▶️ Running. Next post: Mon 2 March, 18:30.
        [Post the first section now]
        [Pause] [Stop]
    """)


async def test_nobody_but_an_admin_can_use_the_setup(school: School) -> None:
    group = await gather(school, "Ada", "Bob")
    before = group.view()
    await group.play("""
        Bob> [Set it up]
        Bob~ Only admins of this chat can do that.
        Bob> /schedule
        That is for the admins of this chat.
        Bob> /lesson
    """)
    assert view_of(group.messages[0]) == before
    assert len(group.messages) == 2
    school.world.groups.promote(group.id, group.pupils["Bob"].id)
    school.clock.pass_(seconds=20)
    await group.play("""
        Bob> [Set it up]
        [Start ▸]
    """)
    school.world.groups.demote(group.id, group.pupils["Bob"].id)
    school.clock.pass_(minutes=4)
    await group.play("""
        Bob> [Days]
        Bob~ Only admins of this chat can do that.
    """)


async def test_an_anonymous_admin_is_an_admin_and_a_channel_that_writes_is_none(school: School) -> None:
    group = await gather(school, "Ada", "Bob", kind="supergroup")
    await group.say("Ada", "/schedule Europe/Berlin", anonymous=True)
    assert "Time zone: Europe/Berlin" in group.view()
    channel = school.world.create_group("News", group.pupils["Bob"].id, kind="channel")
    await group.say("Bob", "/lesson", as_channel=channel.id)
    assert "for the admins" in group.text
    assert not school.rows("SELECT id FROM learners WHERE id IN (1087968824, 136817688, 777000)")


async def test_a_link_adds_the_bot_with_the_course_chosen(closed_school: School, tea, shipped) -> None:  # type: ignore[no-untyped-def]
    both = type(tea)([*tea.courses, *shipped.courses])
    async with closed_school.open(both):
        group = await gather(closed_school, "Ada", payload="tea")
        assert len(group.messages) == 1
        await group.play("""
            Course: A cup of tea
            Ada> [Course: A cup of tea]
            Which course shall it be?
            [● A cup of tea]
            Ada> [What is Docker?]
            [Course: What is Docker?]
        """)


@pytest.mark.parametrize(
    ("wish", "shown"),
    [
        ("18:20", "at 18:20"),
        ("7.05", "at 07:05"),
        ("9pm", "at 21:00"),
        ("12:30 a.m.", "at 00:30"),
        ("0915", "at 09:15"),
        ("america/new york", "America/New_York"),
        ("UTC", "UTC"),
        ("Berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("Delhi", "Asia/Kolkata"),
        ("são paulo", "America/Sao_Paulo"),
        ("Lisbon", "Europe/Lisbon"),
        ("Etc/GMT+3", "Time zone: UTC−3"),
        ("UTC+3", "Time zone: UTC+3"),
    ],
)
async def test_time_and_time_zone_can_be_written(school: School, wish: str, shown: str) -> None:
    group = await gather(school, "Ada")
    await group.say("Ada", f"/schedule {wish}")
    assert shown in group.view()


@pytest.mark.parametrize("wish", ["25:99", "24:00", "9:5", "13pm", "0pm", "1:2:3", "9 sharp"])
async def test_what_is_no_time_of_day_is_said_to_be_none(school: School, wish: str) -> None:
    group = await gather(school, "Ada")
    await group.say("Ada", f"/schedule {wish}")
    assert f"“{wish}” is no time of day that I can read." in group.text
    assert "time zone" not in group.text


async def test_every_name_of_a_button_is_understood_when_it_is_written() -> None:
    for city, zone in ZONES.items():
        assert await zone_named(city.replace("-", " ")) == zone
        assert await zone_named(city_of(zone)) == zone
    for city, zone in CITIES_ELSEWHERE.items():
        assert await zone_named(city) == zone
    assert await zone_named("Central") is None  # which one?


async def test_a_time_zone_is_told_by_replying_to_the_question_for_it(school: School) -> None:
    group = await gather(school, "Ada", "Bob")
    await group.play("""
        Ada> [Set it up]
        Ada> [Time zone]
    """)
    asked = group.last["message_id"]
    await group.say("Bob", "Asia/Tokyo", reply_to=asked)
    await group.say("Ada", "Atlantis/Market <b>", reply_to=asked)
    assert "I do not know the time zone “Atlantis/Market <b>”." in group.text
    await group.say("Ada", "asia/tokyo", reply_to=asked)
    assert "Time zone: Asia/Tokyo" in group.view()


async def test_a_channel_is_set_up_in_the_private_chat_of_who_added_the_bot(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/start")
    channel = await gather(school, "Ada", "Bob", kind="channel", title="Tea news")
    assert "From now on this channel can take a course together" in channel.text
    await ada.play("""
        Tea news
        Course: A cup of tea
        > [Time zone: –]
        If yours are not here, reply to this message
    """)
    school.world.say(ada.id, "Europe/Berlin", reply_to=ada.last["message_id"])
    await school.settled()
    await ada.play("""
        Tea news
        > [Start]
        ~ Started
        Next post: Mon 2 March, 09:00.
    """)
    assert len(channel.messages) == 1


async def test_who_has_not_started_the_bot_sets_a_channel_up_by_the_link_in_its_greeting(
    school: School,
) -> None:
    channel = await gather(school, "Ada", "Bob", kind="channel", title="Tea news")
    ada, bob = channel.pupils.values()
    assert ada.messages == []
    url = link_of(channel.last, "Set it up")
    await follow(bob, url)
    assert "That button is for the admins of the channel" in bob.text
    await follow(ada, url)
    await ada.play("""
        Tea news
        Course: A cup of tea
        > [Days: Mon to Fri]
        > [☐ Sun]
        [☑ Sun]
    """)


async def test_a_pause_whose_message_comes_again_is_not_taken_back(school: School) -> None:
    group = await begun(school, "Ada")
    school.world.say(group.pupils["Ada"].id, "/pause", chat_id=group.id)
    update = newest(school.world)
    await school.settled()
    await school.deliver_again(update)
    assert school.rows("SELECT state FROM groups") == [("paused",)]
    await group.play("""
        Paused
        Ada> /pause
        Going on.
    """)
    assert school.rows("SELECT state FROM groups") == [("active",)]


async def test_pause_and_stop(school: School) -> None:
    group = await begun(school, "Ada")
    await group.play("""
        Ada> /pause
        Paused: nothing is posted until an admin goes on.
        [Go on ▸]
        Ada> /pause
        Going on. The next post comes Mon 2 March, 09:00.
        Ada> /stop
        End the course here?
        [Stop the course]
        [Keep going]
        Ada> [Keep going]
        ▶️ Running.
        Ada> /stop
        Ada> [Stop the course]
        ⏹ Stopped. The points are kept
        Ada> /pause
        Nothing is scheduled here yet.
        Ada> [Start]
        ▶️ Running.
    """)


async def test_the_menu_of_commands_is_another_one_in_groups_and_for_their_admins(school: School) -> None:
    await eventually(lambda: school.calls("getMyName"))  # the commands come before it
    offered = {
        params["scope"]["type"]: [command["command"] for command in params["commands"]]
        for params in school.calls("setMyCommands")
    }
    assert "lesson" in offered["all_chat_administrators"]
    assert "lesson" not in offered["all_group_chats"]
    assert "me" in offered["default"]


async def test_words_of_a_title_cannot_break_a_message(school: School) -> None:
    group = await gather(school, "Ada", title="<b>Tea & </i>")
    assert "Hello <b>Tea & </i>" in group.text
    assert view_of(group.last)
