"""/promote and /demote in groups: by an answer to somebody, and confirmed in private."""

from __future__ import annotations

import pytest

from tests.admin_school import AdminSchool
from tests.school import Pupil


async def in_a_group(office: AdminSchool, grace: Pupil) -> tuple[Pupil, int, int]:
    """Alan, the id of a group of his and Grace's, and of a message of his there."""
    alan = office.join("Alan")
    await alan.say("/start")
    group = office.world.create_group("Tea circle", grace.id, kind="supergroup")
    office.world.add_member(group.id, alan.id)
    office.world.groups.add_bot(group.id, by=grace.id)
    await office.settled()
    return alan, group.id, office.world.say(alan.id, "Hello all", chat_id=group.id)["message_id"]


async def test_in_a_group_an_admin_appoints_by_answering_and_confirming_and_the_group_hears_nothing(
    office: AdminSchool, grace: Pupil
) -> None:
    alan, group_id, said = await in_a_group(office, grace)
    before = len(office.world.messages(group_id))
    for pupil in (alan, grace):
        office.world.say(pupil.id, by_name(office, "promote"), chat_id=group_id, reply_to=said)
        await office.settled()
    assert len(office.world.messages(group_id)) == before + 2
    assert office.rows("SELECT learner_id FROM admins") == []
    await grace.play(f"""
        Make Alan ({alan.id}) an admin of the school?
        Nothing has changed yet.
        [Make an admin] [Never mind]
        > [Make an admin]
        Alan can run the school now.
    """)
    assert office.rows("SELECT learner_id FROM admins") == [(alan.id,)]
    office.world.say(grace.id, by_name(office, "demote"), chat_id=group_id, reply_to=said)
    await office.settled()
    assert office.rows("SELECT learner_id FROM admins") == [(alan.id,)]
    await grace.play(f"""
        Shall Alan ({alan.id}) be no admin of the school any more?
        > [Demote]
        ~ Demoted
    """)
    assert office.rows("SELECT learner_id FROM admins") == []


@pytest.mark.parametrize("words", ["/promote", "/demote", "/promote@OtherBot", "/promote {id}"])
async def test_in_a_group_a_word_of_other_bots_is_not_for_this_one(
    office: AdminSchool, grace: Pupil, words: str
) -> None:
    alan, group_id, said = await in_a_group(office, grace)
    sent = len(grace.messages)
    office.world.say(grace.id, words.format(id=alan.id), chat_id=group_id, reply_to=said)
    await office.settled()
    assert len(grace.messages) == sent
    assert office.rows("SELECT learner_id FROM admins") == []


async def test_whoever_confirms_an_appointment_must_be_an_admin_then(
    office: AdminSchool, grace: Pupil
) -> None:
    _, group_id, said = await in_a_group(office, grace)
    eve = office.join("Eve")
    await eve.say("/start")
    await grace.say(f"/promote {eve.id}")
    office.world.add_member(group_id, eve.id)
    office.world.say(eve.id, by_name(office, "promote"), chat_id=group_id, reply_to=said)
    await office.settled()
    question, button = eve.find("Make an admin")
    await grace.say(f"/demote {eve.id}")
    await eve.tap(question, button)
    assert office.rows("SELECT learner_id FROM admins") == []


def by_name(office: AdminSchool, command: str) -> str:
    return f"/{command}@{office.world.bot.user()['username']}"


@pytest.mark.parametrize("command", ["promote", "demote"])
async def test_in_a_forum_topic_a_command_that_answers_nobody_is_not_about_who_opened_the_topic(
    office: AdminSchool, grace: Pupil, command: str
) -> None:
    eve = office.join("Eve")
    await eve.say("/start")
    if command == "demote":
        await grace.say(f"/promote {eve.id}")
    before = office.rows("SELECT learner_id FROM admins")
    forum = office.world.create_group("Tea circle", eve.id, kind="supergroup", topics=True)
    office.world.add_member(forum.id, grace.id)
    office.world.groups.add_bot(forum.id, by=eve.id)
    topic = office.world.topics.create(forum.id, "Green tea", by=eve.id)
    said = office.world.say(grace.id, by_name(office, command), chat_id=forum.id, thread_id=topic)
    await office.settled()
    assert said["reply_to_message"]["forum_topic_created"]
    assert said["reply_to_message"]["from"]["id"] == eve.id
    assert office.rows("SELECT learner_id FROM admins") == before
    assert f"Say whom: /{command} and an id" in grace.text


async def test_in_a_forum_topic_an_admin_appoints_by_answering_too(office: AdminSchool, grace: Pupil) -> None:
    alan = office.join("Alan")
    await alan.say("/start")
    forum = office.world.create_group("Tea circle", grace.id, kind="supergroup", topics=True)
    office.world.add_member(forum.id, alan.id)
    office.world.groups.add_bot(forum.id, by=grace.id)
    topic = office.world.topics.create(forum.id, "Green tea")
    said = office.world.say(alan.id, "Hello all", chat_id=forum.id, thread_id=topic)
    office.world.say(grace.id, by_name(office, "promote"), chat_id=forum.id, reply_to=said["message_id"])
    await office.settled()
    await grace.press("Make an admin")
    assert office.rows("SELECT learner_id FROM admins") == [(alan.id,)]


async def test_the_admin_of_another_group_reaches_nothing(office: AdminSchool, grace: Pupil) -> None:
    eve = office.join("Eve")
    await eve.say("/start")
    group = office.world.create_group("Eve's own", eve.id, kind="supergroup")
    office.world.groups.add_bot(group.id, by=eve.id, admin=True)
    await office.settled()
    before = len(office.world.messages(group.id))
    said = office.world.say(eve.id, "Hello all", chat_id=group.id)
    named = by_name(office, "promote")
    for words in (
        "/admin",
        f"{named} {eve.id}",
        named,
        "/broadcast",
        f"{by_name(office, 'demote')} {grace.id}",
    ):
        office.world.say(eve.id, words, chat_id=group.id, reply_to=said["message_id"])
        office.world.say(eve.id, words, chat_id=group.id, anonymous=True)
        await office.settled()
    assert len(office.world.messages(group.id)) == before + 11
    assert office.rows("SELECT * FROM admins") == []
