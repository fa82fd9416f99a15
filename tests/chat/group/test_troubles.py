"""Chats that do not allow what is due there: it stays due, comes another way, or as soon as it may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.eventually import eventually
from tests.group_school import Class, begun, gather, ticked, titles
from tests.messages import view_of
from tests.school import LocalApi, Pupil, School

WRITE = "I may not write here."
CLOSED = "The topic that I post in is closed."


async def known(school: School) -> Pupil:
    """Ada, to whom the bot may write in private."""
    ada = school.join("Ada")
    await ada.say("/start")
    return ada


async def in_forum(school: School, topic: str = "Tea") -> tuple[Class, int]:
    """A forum that studies in a topic."""
    group = await gather(school, "Ada", "Bob", kind="supergroup", topics=True)
    thread = school.world.topics.create(group.id, topic)
    await group.say("Ada", "/schedule Europe/Berlin", thread_id=thread)
    await group.press("Ada", "Start")
    return group, thread


def told(pupil: Pupil, words: str) -> int:
    """How often somebody was told this in private."""
    return sum(words in view_of(message) for message in pupil.messages)


@pytest.mark.parametrize(
    "words",
    ["CHAT_RESTRICTED", "CHAT_WRITE_FORBIDDEN", "not enough rights to send text messages to the chat"],
)
@pytest.mark.parametrize("command", ["/lesson", "/quiz"])
async def test_what_a_chat_does_not_take_stays_due_and_comes_when_it_does(
    school: School, api: LocalApi, words: str, command: str
) -> None:
    ada = await known(school)
    group = await begun(school, "Ada")
    for method in ("sendMessage", "sendPhoto"):
        api.refusals.add(method, words, where=lambda args: args["chat_id"] == group.id)
    await group.say("Ada", command)
    for _ in range(5):
        school.clock.pass_(minutes=20)
        await ticked(school)
    assert titles(group) == []
    assert told(ada, WRITE) == 1
    api.refusals.clear()
    school.clock.pass_(hours=1)
    await ticked(school)
    assert titles(group) == ["Cold water" if command == "/lesson" else "❓ How hot?"]
    assert school.rows("SELECT troubles, tries, retry_at FROM groups") == [("", 0, None)]


async def test_the_gaps_between_tries_grow(school: School, api: LocalApi) -> None:
    group = await begun(school, "Ada")
    api.refusals.add("sendPhoto", "CHAT_RESTRICTED")
    api.refusals.add("sendMessage", "CHAT_RESTRICTED")
    await group.say("Ada", "/lesson")
    before = len(school.calls("sendPhoto"))
    for _ in range(60):
        school.clock.pass_(minutes=1)
        await ticked(school)
    assert len(school.calls("sendPhoto")) - before in range(4, 7)


async def test_a_chat_that_telegram_restricts_is_waited_for(school: School) -> None:
    group = await begun(school, "Ada", kind="supergroup")
    school.world.groups.restrict(group.id)
    await group.say("Ada", "/lesson")
    school.world.groups.restrict(group.id, False)
    school.clock.pass_(minutes=2)
    await ticked(school)
    assert titles(group) == ["Cold water"]


async def test_days_without_the_right_to_write_end_in_no_flood(school: School) -> None:
    group = await begun(school, "Ada", kind="supergroup")
    school.world.groups.set_permissions(group.id, can_send_messages=False, can_send_photos=False)
    for _ in range(7):
        school.clock.pass_(days=1)
        await ticked(school)
    assert titles(group) == []
    school.world.groups.set_permissions(group.id, can_send_messages=True, can_send_photos=True)
    school.clock.pass_(hours=6)
    await ticked(school)
    assert titles(group) == ["Cold water"]


async def test_a_question_that_had_to_wait_is_open_for_its_whole_time(school: School) -> None:
    group = await begun(school, "Ada", kind="supergroup")
    school.world.groups.set_permissions(group.id, can_send_messages=False)
    await group.say("Ada", "/quiz")
    school.clock.pass_(days=3)
    await ticked(school)
    school.world.groups.set_permissions(group.id, can_send_messages=True)
    school.clock.pass_(hours=6)
    await ticked(school)
    assert titles(group) == ["❓ How hot?"]
    school.clock.pass_(hours=23)
    await ticked(school)
    assert titles(group) == ["❓ How hot?", "Cold water"]
    assert school.rows("SELECT COUNT(*) FROM rounds") == [(1,)]


async def test_a_bot_that_may_write_again_goes_on_at_once(school: School) -> None:
    group = await begun(school, "Ada", kind="supergroup")
    school.world.groups.set_bot_rights(group.id, can_send_messages=False, can_send_photos=False)
    await group.say("Ada", "/lesson")
    assert titles(group) == []
    school.world.groups.set_bot_rights(group.id)
    await school.settled()
    await eventually(lambda: titles(group) == ["Cold water"])


async def test_whoever_looks_at_the_setup_has_what_waits_tried_at_once(school: School) -> None:
    group = await begun(school, "Ada", kind="supergroup")
    school.world.groups.set_permissions(group.id, can_send_messages=False, can_send_photos=False)
    await group.say("Ada", "/lesson")
    school.world.groups.set_permissions(group.id, can_send_messages=True, can_send_photos=True)
    await group.say("Ada", "/schedule")
    await eventually(lambda: "Cold water" in titles(group))


async def test_where_the_bot_may_not_write_its_setup_comes_in_private(school: School) -> None:
    ada = await known(school)
    group = await begun(school, "Ada", kind="supergroup")
    school.world.groups.set_permissions(group.id, can_send_messages=False, can_send_photos=False)
    await group.say("Ada", "/lesson")
    await group.say("Ada", "/schedule")
    await ada.play("""
        ⚠️ I may not write here. Please let me send messages.
        What is due waits; the next try is
        [Pause] [Stop]
    """)


async def test_a_closed_topic_is_told_of_and_waited_for(school: School) -> None:
    ada = await known(school)
    group, thread = await in_forum(school)
    school.world.topics.close(group.id, thread)
    await group.say("Ada", "/lesson", thread_id=thread)
    assert told(ada, CLOSED) == 1
    assert CLOSED in group.text  # in General
    await group.say("Ada", "/quiz")
    await group.say("Ada", "/schedule", thread_id=thread)
    assert f"⚠️ {CLOSED}" in group.text
    school.world.topics.reopen(group.id, thread)
    await school.settled()
    await eventually(lambda: "Cold water" in titles(group))
    assert group.last["message_thread_id"] == thread
    assert "❓ How hot?" not in titles(group)  # it was not added to what waited
    assert told(ada, CLOSED) == 1


async def test_another_topic_is_as_good_as_one_that_is_opened_again(school: School) -> None:
    group, thread = await in_forum(school)
    school.world.topics.close(group.id, thread)
    await group.say("Ada", "/lesson")
    await group.say("Ada", "/schedule")
    await group.press("Ada", "Topic")
    await group.press("Ada", "General")
    await eventually(lambda: "Cold water" in titles(group))
    await group.play("""
        Ada> /schedule
        ▶️ Running.
    """)
    assert "⚠️" not in group.text


@pytest.mark.parametrize("words", ["message thread not found", "TOPIC_DELETED"])
async def test_a_topic_that_is_gone_is_told_of_once_and_shown_until_one_is_chosen(
    school: School, api: LocalApi, words: str
) -> None:
    ada = await known(school)
    group, thread = await in_forum(school)
    for method in ("sendMessage", "sendPhoto"):
        api.refusals.add(method, words, where=lambda args: args.get("message_thread_id") == thread)
    for command in ("/lesson", "/quiz"):
        await group.say("Ada", command)
    assert titles(group)[-2:] == ["Cold water", "❓ How hot?"]
    assert "message_thread_id" not in group.last
    assert told(ada, "The topic that I posted in is gone, so I post in General.") == 1
    api.refusals.clear()
    await group.say("Ada", "/schedule", thread_id=thread)
    assert "⚠️ The topic that I posted in is gone" in group.text
    await group.press("Ada", "Topic")
    await group.press("Ada", "This topic")
    assert "⚠️" not in group.text


async def test_a_question_whose_buttons_are_refused_is_not_asked_without_them_and_can_be_posted_again(
    school: School, api: LocalApi
) -> None:
    ada = await known(school)
    group = await begun(school, "Ada", "Bob")
    api.refusals.add(
        "sendMessage",
        "BUTTON_DATA_INVALID",
        where=lambda args: "How hot?" in args["text"] and "reply_markup" in args,
    )
    await group.say("Ada", "/quiz")
    assert titles(group) == []
    assert told(ada, "Telegram did not take something that I wanted to post") == 1
    api.refusals.clear()
    await group.play("""
        Ada> /schedule
        ✖️ “How hot?” was not taken.
        Ada> [Post it again: How hot?]
        ❓ How hot?
    """)
    await group.play(f"""
        Bob> [{group.letter("It boils")}]
        Bob~ Right.
    """)


async def test_what_a_group_reads_in_place_of_buttons_names_what_can_be_written_there(
    school: School, api: LocalApi
) -> None:
    group = await begun(school, "Ada")
    api.refusals.add("sendMessage", "reply markup is too long", times=1)
    await group.say("Ada", "/schedule")
    assert (
        group.text
        == "The buttons of that message cannot be shown. /help tells what can be written here instead."
    )


async def test_a_group_that_forbids_polls_is_asked_with_buttons(school: School) -> None:
    ada = await known(school)
    group = await begun(school, "Ada", kind="supergroup")
    await group.press("Ada", "Questions")
    await group.press("Ada", "quiz poll")
    school.world.groups.set_permissions(group.id, can_send_polls=False)
    await group.say("Ada", "/quiz")
    assert titles(group) == ["❓ How hot?"]
    assert told(ada, "I may not send polls here, so I ask with buttons.") == 1
    await group.play("""
        Ada> /schedule
        ⚠️ I may not send polls here, so I ask with buttons.
    """)
    school.world.groups.set_permissions(group.id, can_send_polls=True)
    await group.say("Ada", "/quiz")
    assert "poll" in group.last
    assert school.rows("SELECT troubles FROM groups") == [("",)]


async def test_a_group_that_forbids_pictures_gets_them_in_words(school: School) -> None:
    ada = await known(school)
    group = await begun(school, "Ada", kind="supergroup")
    school.world.groups.set_permissions(group.id, can_send_photos=False)
    await group.play("""
        Ada> /lesson
        Cold water
        The picture
        An empty cup
        Take fresh water
    """)
    assert told(ada, "I may not send pictures here, so I describe them.") == 1
    await group.play("""
        Ada> /schedule
        ⚠️ I may not send pictures here, so I describe them.
    """)


async def test_in_a_channel_questions_have_buttons_and_no_polls_are_offered(school: School) -> None:
    ada = await known(school)
    channel = await gather(school, "Ada", kind="channel")
    assert not any(label.startswith("Questions") for label in ada.labels)
    await channel.say("Ada", "/quiz")
    assert "❓ How hot?" in channel.text
    assert school.calls("sendPoll") == []


async def test_a_channel_that_had_polls_chosen_is_asked_with_buttons(school: School) -> None:
    await known(school)
    channel = await gather(school, "Ada", kind="channel")
    school.execute("UPDATE groups SET style = 'poll'")
    await channel.say("Ada", "/quiz")
    assert "❓ How hot?" in channel.text
    assert school.calls("sendPoll") == []


async def test_one_thing_that_telegram_does_not_take_holds_up_nothing_and_is_not_lost(
    school: School, api: LocalApi
) -> None:
    ada = await known(school)
    group = await begun(school, "Ada")

    def about_cold_water(args: Mapping[str, Any]) -> bool:
        return args["chat_id"] == group.id and "Cold" in str(args.get("text", args.get("caption")))

    for method in ("sendPhoto", "sendMessage"):
        api.refusals.add(method, "BUTTON_URL_INVALID", where=about_cold_water)
    await group.say("Ada", "/lesson")
    await group.say("Ada", "/lesson")
    assert titles(group) == ["Hot water"]
    assert told(ada, "Telegram did not take something that I wanted to post") == 1
    api.refusals.clear()
    await group.play("""
        Ada> /schedule
        ✖️ “Cold water” was not taken.
        Ada> [Post it again: Cold water]
        Ada~ Posted again
        Cold water
        Ada> /schedule
        ▶️ Running.
    """)
    assert "⚠️" not in group.text


async def test_the_admin_who_pressed_start_is_told_as_well(school: School) -> None:
    bob = school.join("Bob")
    await bob.say("/start")
    group = await gather(school, "Ada", "Bob", kind="supergroup")
    school.world.groups.promote(group.id, bob.id)
    await group.play("""
        Bob> /schedule Europe/Berlin
        Bob> [Start]
        Bob~ Started
    """)
    school.world.groups.set_permissions(group.id, can_send_messages=False, can_send_photos=False)
    await group.say("Bob", "/lesson")
    assert told(bob, WRITE) == 1


async def test_a_host_who_blocked_the_bot_keeps_nothing_from_going_on(school: School) -> None:
    ada = await known(school)
    group = await begun(school, "Ada", kind="supergroup")
    school.world.groups.set_permissions(group.id, can_send_photos=False)
    school.world.memberships.block(ada.id)
    await school.settled()
    await group.say("Ada", "/lesson")
    await ticked(school)
    assert school.rows("SELECT pending FROM groups") == [("",)]
