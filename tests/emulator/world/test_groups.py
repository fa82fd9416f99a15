"""What the bot hears of groups, topics and channels, and of who comes and goes."""

from __future__ import annotations

import pytest

from bot.emulator.errors import RefusedError
from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.conftest import Api, buttons
from tests.emulator.groups import found, heard, kinds, texts


async def test_a_bot_hears_that_it_is_added_with_the_course_of_the_link(
    api: Api, world: World, ada: Person
) -> None:
    await api.ok("getMe")
    chat = world.create_group("Study", ada.id)
    assert -(10**12) < chat.id < 0
    world.groups.add_bot(chat.id, ada.id, payload="what-is-docker")
    change, came, start = await heard(api)
    assert change["my_chat_member"]["chat"] == {"id": chat.id, "title": "Study", "type": "group"}
    assert change["my_chat_member"]["from"] == ada.user()
    assert change["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert change["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert came["message"]["new_chat_members"][0]["id"] == 4242
    assert start["message"]["text"] == "/start@local_tutor_bot what-is-docker"
    assert start["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 22}]


async def test_a_group_that_begins_with_the_bot_says_so(api: Api, world: World, ada: Person) -> None:
    await api.ok("getMe")
    world.create_group("Study", ada.id, with_bot=True)
    change, begun = await heard(api)
    assert "my_chat_member" in change
    assert begun["message"]["group_chat_created"] is True


async def test_privacy_mode_lets_commands_answers_and_service_messages_through(
    api: Api, world: World, ada: Person
) -> None:
    chat = found(world, ada)
    sent = await api.ok("sendMessage", chat_id=chat.id, text="Q")
    chatter = world.say(ada.id, "just talking", chat.id)
    for text in (
        "/lesson",
        "/quiz@local_tutor_bot now",
        "/Quiz@LOCAL_tutor_bot",
        "/quiz@other_bot",
        "see /quiz",
    ):
        world.say(ada.id, text, chat.id)
    world.say(ada.id, "B", chat.id, reply_to=sent["message_id"])
    world.say(ada.id, "to myself", chat.id, reply_to=chatter["message_id"])
    assert texts(await heard(api)) == ["/lesson", "/quiz@local_tutor_bot now", "/Quiz@LOCAL_tutor_bot", "B"]
    world.writing.edit_text(ada.id, chatter["message_id"], "still talking", chat.id)
    bob = world.join("Bob")
    world.add_member(chat.id, bob.id, by=ada.id)
    world.groups.remove_member(chat.id, bob.id)
    came, left = await heard(api)
    assert came["message"]["from"]["id"] == ada.id
    assert came["message"]["new_chat_members"] == [bob.user()]
    assert (left["message"]["left_chat_member"], left["message"]["from"]) == (bob.user(), bob.user())


async def test_a_bot_that_administers_a_group_hears_everything(api: Api, world: World, ada: Person) -> None:
    chat = found(world, ada)
    world.groups.promote(chat.id, world.bot.id)
    world.say(ada.id, "just talking", chat.id)
    await api.ok("getUpdates", allowed_updates=["message", "my_chat_member", "chat_member"])
    bob = world.join("Bob")
    world.add_member(chat.id, bob.id)
    promoted, talk, came, service = await heard(api)
    assert promoted["my_chat_member"]["new_chat_member"]["can_pin_messages"] is True
    assert talk["message"]["text"] == "just talking"
    assert came["chat_member"]["new_chat_member"] == {"status": "member", "user": bob.user()}
    assert "new_chat_members" in service["message"]


async def test_a_message_in_a_topic_names_its_thread_and_one_in_general_does_not(
    api: Api, world: World, ada: Person
) -> None:
    chat = found(world, ada, topics=True)
    assert chat.id < -(10**12)
    thread = world.topics.create(chat.id, "Week 1")
    world.say(ada.id, "/lesson", chat.id, thread_id=thread)
    world.say(ada.id, "/lesson", chat.id)
    opened, there, general = (update["message"] for update in await heard(api))
    assert opened["forum_topic_created"]["name"] == "Week 1"
    assert (there["message_thread_id"], there["is_topic_message"]) == (thread, True)
    assert there["reply_to_message"]["message_id"] == thread
    assert there["chat"]["is_forum"] is True
    assert not {"message_thread_id", "is_topic_message", "reply_to_message"} & general.keys()


async def test_an_answer_in_a_supergroup_without_topics_has_a_thread_that_is_none(
    api: Api, world: World, ada: Person
) -> None:
    chat = found(world, ada, "supergroup")
    sent = await api.ok("sendMessage", chat_id=chat.id, text="Q")
    world.say(ada.id, "B", chat.id, reply_to=sent["message_id"])
    (update,) = await heard(api)
    assert update["message"]["message_thread_id"] == sent["message_id"]
    assert "is_topic_message" not in update["message"]
    words = "Bad Request: message thread not found"
    thread = {"message_thread_id": sent["message_id"]}
    assert await api.refused("sendMessage", chat_id=chat.id, text="a", **thread) == (400, words)


async def test_an_anonymous_admin_writes_as_the_group_and_taps_as_themselves(
    api: Api, world: World, ada: Person
) -> None:
    chat = found(world, ada, "supergroup")
    sent = await api.ok("sendMessage", chat_id=chat.id, text="Q", reply_markup=buttons("a"))
    world.say(ada.id, "/lesson", chat.id, anonymous=True)
    world.tap(ada.id, sent["message_id"], "a", chat.id)
    said, tapped = await heard(api)
    assert said["message"]["from"]["id"] == 1087968824
    assert said["message"]["sender_chat"] == chat.info
    assert tapped["callback_query"]["from"] == ada.user()
    assert tapped["callback_query"]["message"]["chat"] == chat.info
    bob = world.join("Bob")
    world.add_member(chat.id, bob.id)
    with pytest.raises(RefusedError):
        world.say(bob.id, "/lesson", chat.id, anonymous=True)


async def test_a_channel_can_write_in_a_group(api: Api, world: World, ada: Person) -> None:
    channel = world.create_group("News", ada.id, "channel")
    chat = found(world, ada, "supergroup")
    world.say(ada.id, "/lesson", chat.id, as_channel=channel.id)
    (update,) = await heard(api)
    assert (update["message"]["from"]["id"], update["message"]["sender_chat"]) == (136817688, channel.info)


async def test_a_post_in_a_channel_has_no_user(api: Api, world: World, ada: Person) -> None:
    channel = found(world, ada, "channel", can_edit_messages=False)
    bob = world.join("Bob")
    world.add_member(channel.id, bob.id)
    post = world.say(ada.id, "news", channel.id)
    world.writing.edit_text(ada.id, post["message_id"], "news!", channel.id)
    sent = await api.ok("sendMessage", chat_id=channel.id, text="Q", reply_markup=buttons("a"))
    world.tap(bob.id, sent["message_id"], "a", channel.id)
    updates = await heard(api)
    assert kinds(updates) == ["channel_post", "edited_channel_post", "callback_query"]
    assert texts(updates[:2]) == ["news", "news!"]
    assert "from" not in updates[0]["channel_post"]
    assert "from" not in sent
    assert sent["sender_chat"] == channel.info
    with pytest.raises(RefusedError):
        world.say(bob.id, "mine", channel.id)
    me = await api.ok("getChatMember", chat_id=channel.id, user_id=4242)
    assert (me["status"], me["can_post_messages"], me["can_edit_messages"]) == ("administrator", True, False)


async def test_a_tap_on_a_deleted_message_tells_only_where_it_was(
    api: Api, world: World, ada: Person
) -> None:
    sent = await api.ok("sendMessage", chat_id=ada.id, text="Q", reply_markup=buttons("a"))
    await api.ok("deleteMessage", chat_id=ada.id, message_id=sent["message_id"])
    world.tap(ada.id, sent["message_id"], "a")
    (update,) = await heard(api)
    where = {"chat": sent["chat"], "message_id": sent["message_id"], "date": 0}
    assert update["callback_query"]["message"] == where


async def test_a_group_that_becomes_a_supergroup_moves_with_all_who_are_in_it(
    api: Api, world: World, ada: Person
) -> None:
    chat = found(world, ada)
    bob = world.join("Bob")
    world.add_member(chat.id, bob.id)
    await heard(api)
    new = world.groups.migrate(chat.id)
    to, change, came_from = await heard(api)
    assert (to["message"]["chat"]["id"], to["message"]["migrate_to_chat_id"]) == (chat.id, new)
    assert change["my_chat_member"]["chat"] == {"id": new, "title": "Study", "type": "supergroup"}
    assert came_from["message"]["migrate_from_chat_id"] == chat.id
    body = await api.raw("sendMessage", chat_id=chat.id, text="a")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new}
    assert await api.ok("getChatMemberCount", chat_id=new) == 3
    world.say(bob.id, "/lesson", new)
    with pytest.raises(RefusedError):
        world.say(bob.id, "/lesson", chat.id)


def test_only_those_who_may_run_a_group(world: World, ada: Person) -> None:
    chat = found(world, ada, topics=True)
    bob, eve = world.join("Bob"), world.join("Eve")
    world.add_member(chat.id, bob.id)
    hers = world.say(ada.id, "/lesson", chat.id)
    for deed in (
        lambda: world.groups.promote(chat.id, bob.id, by=bob.id),
        lambda: world.groups.remove_member(chat.id, ada.id, by=bob.id),
        lambda: world.groups.remove_bot(chat.id, by=bob.id),
        lambda: world.topics.create(chat.id, "Mine", by=bob.id),
        lambda: world.groups.add_bot(chat.id, by=eve.id),
        lambda: world.add_member(chat.id, eve.id, by=eve.id),
        lambda: world.say(eve.id, "/lesson", chat.id),
        lambda: world.say(bob.id, "/lesson", chat.id, thread_id=1),
        lambda: world.writing.edit_text(bob.id, hers["message_id"], "/quiz", chat.id),
        lambda: world.groups.demote(chat.id, ada.id),
        lambda: world.create_group(" ", ada.id),
    ):
        with pytest.raises(RefusedError):
            deed()
    world.groups.promote(chat.id, bob.id)
    world.groups.remove_bot(chat.id, by=bob.id)
