"""Sections and the timetable of a group, as transcripts."""

from __future__ import annotations

from tests.group_school import begun, follow, gather, link_of, ticked
from tests.messages import text_of, view_of
from tests.school import School

LONG = "A spoon of leaves for each cup, and one for the pot. " * 12


async def test_lesson_posts_the_next_section_and_quiz_the_next_question(school: School) -> None:
    group = await begun(school, "Ada")
    await group.play("""
        Ada> /lesson
        Cold water
        Take fresh water & a pot < 2 litres.
        Note
        ▰▱▱ 1 of 3 · Water
        [Study this in private ▸]
        Ada> /lesson
        Hot water
        Ada> /quiz
        ❓ How hot?
        What does water do when it is hot enough?
        👥 Nobody has answered yet
        Open until Mon 2 March, 13:00.
        [A] [B] [C]
        [Close (admins)]
        Ada> /lesson
        Into the pot
        Ada> /lesson
        All sections have been posted.
        Ada> /quiz
        Which of these are tea?
        Ada> /quiz
        All questions have been asked.
    """)
    photos = [message for message in group.messages if "photo" in message]
    assert [text_of(message).split("\n")[0] for message in photos] == ["Cold water"]


async def test_a_long_section_is_a_teaser_that_opens_whole_in_private(closed_school: School, tea) -> None:  # type: ignore[no-untyped-def]
    async with closed_school.open(with_text(tea, LONG)):
        group = await begun(closed_school, "Ada", "Bob")
        await group.play("""
            Ada> /lesson
            [Read on in private ▸]
        """)
        assert len(group.text) < 400
        assert "Note" not in group.text
        assert " …\n" in group.text
        bob = group.pupils["Bob"]
        assert bob.messages == []
        await follow(bob, link_of(group.last, "Read on"))
        assert LONG.strip() in bob.text
        assert "Rain water is fine." in bob.text


def with_text(library, text):  # type: ignore[no-untyped-def]
    """The library with this text in its first section."""
    from dataclasses import replace

    course = library.courses[0]
    water = course.lessons[0]
    steps = (replace(water.steps[0], text=text), *water.steps[1:])
    return type(library)([replace(course, lessons=(replace(water, steps=steps), *course.lessons[1:]))])


async def test_posts_come_at_their_local_time_until_the_course_is_through(school: School) -> None:
    group = await begun(school, "Ada")
    await ticked(school)
    sent = len(group.messages)
    school.clock.now = at(school, "2026-03-02T07:59")
    await ticked(school)
    assert len(group.messages) == sent
    school.clock.pass_(minutes=1)
    await ticked(school)
    assert "Cold water" in group.text
    await ticked(school)
    assert len(group.messages) == sent + 1
    school.clock.pass_(days=1)
    await ticked(school)
    assert [text_of(one).split("\n")[0] for one in group.messages[-2:]] == ["Hot water", "❓ How hot?"]
    school.clock.pass_(days=1)
    await ticked(school)
    assert [text_of(one).split("\n")[0] for one in group.messages[-2:]] == [
        "Into the pot",
        "❓ Which of these are tea?",
    ]
    school.clock.pass_(days=1)
    await ticked(school)
    assert "That was all of A cup of tea." in group.text
    school.clock.pass_(days=7)
    sent = len(group.messages)
    await ticked(school)
    assert len(group.messages) == sent
    await group.play("""
        Ada> /course
        Ada> [● A cup of tea]
        Not started yet.
        Ada> [Start]
        ▶️ Running.
    """)


async def test_the_local_time_stays_when_summer_time_begins(school: School) -> None:
    await begun(school, "Ada")
    school.clock.now = at(school, "2026-03-27T07:59:59")
    await ticked(school)
    school.clock.pass_(seconds=1)
    await ticked(school)
    posted = school.rows("SELECT next_post_at FROM groups")[0][0]
    assert posted == ms("2026-03-30T07:00")


async def test_what_was_missed_while_the_bot_was_away_is_posted_once(closed_school: School, tea) -> None:  # type: ignore[no-untyped-def]
    async with closed_school.open(tea):
        group = await begun(closed_school, "Ada")
        sent = len(group.messages)
    closed_school.clock.pass_(days=14)
    async with closed_school.open(tea):
        await ticked(closed_school)
        assert len(group.messages) == sent + 1
        assert "Cold water" in group.text
        await ticked(closed_school)
    assert len(group.messages) == sent + 1


async def test_a_command_that_is_delivered_twice_posts_once(school: School) -> None:
    group = await begun(school, "Ada")
    ada = group.pupils["Ada"]
    school.world.say(ada.id, "/lesson", chat_id=group.id)
    update = list(school.world.updates.waiting.values())[-1]
    await school.settled()
    sent = len(group.messages)
    await school.deliver_again(update)
    assert len(group.messages) == sent
    assert "Cold water" in group.text


async def test_an_edited_message_and_another_bots_command_are_no_command(school: School) -> None:
    group = await begun(school, "Ada")
    ada = group.pupils["Ada"]
    sent = len(group.messages)
    message = school.world.say(ada.id, "/quiz@otherbot", chat_id=group.id)
    await school.settled()
    school.world.writing.edit_text(ada.id, message["message_id"], "/lesson", chat_id=group.id)
    await school.settled()
    assert len(group.messages) == sent
    await group.say("Ada", f"/lesson@{school.world.bot.user()['username']}")
    assert "Cold water" in group.text


async def test_a_forum_is_served_in_the_topic_where_it_was_set_up(school: School) -> None:
    group = await gather(school, "Ada", kind="supergroup", topics=True)
    topic = school.world.topics.create(group.id, "Tea")
    await group.say("Ada", "/schedule Europe/Berlin", thread_id=topic)
    assert group.last["message_thread_id"] == topic
    await group.play("""
        Ada> [Start]
        Ada> /lesson
        Cold water
    """)
    assert group.last["message_thread_id"] == topic
    await group.say("Ada", "/leaderboard")
    assert "message_thread_id" not in group.last
    await group.say("Ada", "/schedule")
    await group.play("""
        Ada> [Topic: This topic]
        Ada> [General]
        Ada> /lesson
        Hot water
    """)
    assert "message_thread_id" not in group.last


async def test_when_its_topic_is_deleted_a_group_reads_on_in_general(school: School) -> None:
    group = await gather(school, "Ada", kind="supergroup", topics=True)
    topic = school.world.topics.create(group.id, "Tea")
    await group.say("Ada", "/schedule Europe/Berlin", thread_id=topic)
    school.world.topics.delete(group.id, topic)
    await group.say("Ada", "/lesson")
    assert "Cold water" in group.text
    assert "message_thread_id" not in group.last


async def test_a_channel_gets_sections_and_rounds_as_posts(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/start")
    channel = await gather(school, "Ada", "Bob", kind="channel")
    await channel.say("Ada", "/lesson")
    assert "Cold water" in channel.text
    await channel.say("Ada", "/quiz")
    letter = channel.letter("It boils")
    await channel.play(f"""
        How hot?
        Bob> [{letter}]
        Bob~ Right. At 100 °C it boils.
    """)
    await channel.say("Ada", "/schedule 18:00")
    assert "at 18:00" in view_of(ada.last)
    await channel.say("Ada", "/close")
    assert "1 answered · 1 right · first: Bob" in channel.text
    await channel.say("Ada", "/leaderboard")
    assert "🥇 Bob · 1" in channel.text


async def test_in_a_group_that_does_not_let_the_bot_write_what_is_due_stays_due(school: School) -> None:
    group = await begun(school, "Ada", kind="supergroup")
    school.world.groups.set_bot_rights(group.id, can_send_messages=False, can_send_photos=False)
    await school.settled()
    school.clock.now = at(school, "2026-03-02T08:00")
    await ticked(school)
    assert school.rows("SELECT state, pending, troubles FROM groups") == [("active", "cold", "write")]


async def test_a_group_that_takes_no_pictures_gets_the_words(school: School) -> None:
    group = await begun(school, "Ada", kind="supergroup")
    school.world.groups.set_bot_rights(group.id, can_send_photos=False)
    await group.say("Ada", "/lesson")
    assert "Cold water" in group.last["text"]


def at(school: School, text: str):  # type: ignore[no-untyped-def]
    return type(school.clock.now).fromisoformat(text).replace(tzinfo=school.clock.now.tzinfo)


def ms(text: str) -> int:
    from datetime import UTC, datetime

    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)
