"""What the setup of a group says: what is missing, where it posts, and how to begin at once."""

from __future__ import annotations

from bot.course.library import Library
from bot.course.model import key
from bot.views.deep_links import StepLink, payload
from tests.group_school import begun, gather, ticked
from tests.messages import text_of, view_of
from tests.school import School


async def test_what_is_missing_is_named_and_nothing_else(
    closed_school: School, tea: Library, shipped: Library
) -> None:
    async with closed_school.open(Library([*tea.courses, *shipped.courses])):
        group = await gather(closed_school, "Ada")
        await group.play("""
            Ada> [Set it up]
            Not started yet. A course and a time zone are still missing.
            Ada> [Start]
            Ada~ Choose a course and a time zone first.
            Ada> /schedule Berlin
            Not started yet. A course is still missing.
            Ada> [Start]
            Ada~ Choose a course first.
            Which course shall it be?
            Ada> [A cup of tea]
            Not started yet.
        """)
        assert "missing" not in group.text


async def test_a_course_that_is_not_taught_any_more_is_not_said_to_run(
    closed_school: School, tea: Library, shipped: Library
) -> None:
    async with closed_school.open(tea):
        group = await begun(closed_school, "Ada")
    async with closed_school.open(shipped):
        await group.play("""
            Ada> /schedule
            Course: not taught any more
            ⚠️ Nothing is posted: the course is not taught any more. Choose another one.
            Ada> /lesson
            The course of this chat is not taught any more.
            Ada> /schedule
            Ada> [Course]
            Ada> [What is Docker?]
            ▶️ Running. Next post: Mon 2 March, 09:00.
        """)


async def test_the_topic_shown_is_the_one_posted_to(school: School) -> None:
    group = await gather(school, "Ada", topics=True)
    tea, milk = (school.world.topics.create(group.id, title) for title in ("Tea", "Milk"))
    await group.say("Ada", "/schedule Berlin", thread_id=tea)
    assert "[Topic: This topic]" in group.view()
    await group.say("Ada", "/schedule", thread_id=milk)
    assert "[Topic: Another topic]" in group.view()
    await group.press("Ada", "Topic")
    assert "[This topic] [General]" in group.view()
    links = [entity["url"] for entity in group.last["entities"] if entity["type"] == "text_link"]
    assert links == [f"https://t.me/c/{-group.id - 10**12}/{tea}"]
    await group.play("""
        Ada> [This topic]
        [Topic: This topic]
        Ada> [Topic]
        [● This topic] [General]
    """)
    await group.say("Ada", "/schedule")
    assert "[Topic: Another topic]" in group.view()


async def test_the_first_section_can_be_posted_as_soon_as_the_course_is_started(school: School) -> None:
    group = await begun(school, "Ada", "Bob")
    message, button = group.find("Post the first section now")
    await group.press("Bob", "Post the first section now")
    assert group.toast("Bob") == "Only admins of this chat can do that."
    await group.play("""
        Ada> [Post the first section now]
        Ada~ Posted
        Cold water
    """)
    await group.tap("Ada", message, button["callback_data"])
    assert group.toast("Ada") == "The course has begun already."
    setup = next(one for one in group.messages if one["message_id"] == message["message_id"])
    assert "Post the first" not in view_of(setup)
    school.clock.pass_(days=1)
    await ticked(school)
    titles = [text_of(one).split("\n")[0] for one in group.messages]
    assert (titles.count("Cold water"), titles.count("Hot water")) == (1, 1)


async def test_a_channel_is_called_a_channel(school: School) -> None:
    ada = school.join("Ada")
    await ada.say("/start")
    channel = await gather(school, "Ada", "Bob", kind="channel", title="Tea news")
    await channel.say("Ada", "/quiz")
    await channel.press("Bob", channel.letter("It sings"))
    (group_key, step_id), *_ = school.rows("SELECT group_key, step_id FROM rounds")
    bob = channel.pupils["Bob"]
    await bob.say(f"/start {payload(StepLink(group_key, key('tea', step_id)))}")
    assert "This is what you answered in the channel. Nobody there sees it." in bob.text
