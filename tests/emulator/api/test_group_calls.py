"""The bot's calls in groups and channels, and each refusal word for word."""

from __future__ import annotations

import pytest

from bot.emulator.errors import RefusedError
from bot.emulator.world.chat import GENERAL
from bot.emulator.world.groups import GroupKind
from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.calls import upload
from tests.emulator.conftest import Api, png
from tests.emulator.groups import found, heard


async def test_a_send_goes_into_its_topic_or_general(api: Api, world: World, ada: Person) -> None:
    chat = found(world, ada, topics=True)
    thread = world.topics.create(chat.id, "Week 1")
    sent = await api.ok("sendMessage", chat_id=chat.id, text="there", message_thread_id=thread)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    assert "message_thread_id" not in await api.ok("sendMessage", chat_id=chat.id, text="general")
    answer = {"reply_parameters": {"message_id": sent["message_id"]}}
    assert (await api.ok("sendMessage", chat_id=chat.id, text="so", **answer))["message_thread_id"] == thread
    world.topics.delete(chat.id, thread)
    gone = (400, "Bad Request: message thread not found")
    assert await api.refused("sendMessage", chat_id=chat.id, text="a", message_thread_id=thread) == gone
    assert await api.refused("sendMessage", chat_id=chat.id, text="a", message_thread_id=1) == gone


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_bot_that_was_thrown_out_or_left_is_told_so(
    api: Api, world: World, ada: Person, kind: GroupKind
) -> None:
    chat = found(world, ada, kind)
    world.groups.remove_bot(chat.id)
    kicked = (403, f"Forbidden: bot was kicked from the {kind} chat")
    assert await api.refused("sendMessage", chat_id=chat.id, text="a") == kicked
    assert await api.refused("getChat", chat_id=chat.id) == kicked
    world.groups.add_bot(chat.id)
    await api.ok("sendMessage", chat_id=chat.id, text="a")
    await api.ok("leaveChat", chat_id=chat.id)
    left = (403, f"Forbidden: bot is not a member of the {kind} chat")
    assert await api.refused("sendMessage", chat_id=chat.id, text="a") == left
    changes = [update["my_chat_member"] for update in await heard(api) if "my_chat_member" in update]
    assert [change["new_chat_member"]["status"] for change in changes][::2] == ["kicked", "left"]


async def test_a_group_that_the_bot_was_never_in_is_not_found(api: Api, world: World, ada: Person) -> None:
    await api.ok("getMe")
    chat = world.create_group("Study", ada.id)
    assert await api.refused("sendMessage", chat_id=chat.id, text="a") == (400, "Bad Request: chat not found")


async def test_a_bot_that_may_not_write_is_refused(api: Api, world: World, ada: Person) -> None:
    group, channel = found(world, ada), found(world, ada, "channel", can_post_messages=False)
    world.groups.set_bot_rights(group.id, can_send_messages=False, can_send_polls=False)
    words = "Bad Request: not enough rights to send {} to the chat"
    assert await api.refused("sendMessage", chat_id=group.id, text="a") == (
        400,
        words.format("text messages"),
    )
    poll = {"question": "Q", "options": ["a"]}
    assert await api.refused("sendPoll", chat_id=group.id, **poll) == (400, words.format("polls"))
    assert (await upload(api, "sendPhoto", "photo", png(), chat_id=group.id))["ok"]
    posts = (400, "Bad Request: need administrator rights in the channel chat")
    assert await api.refused("sendMessage", chat_id=channel.id, text="a") == posts
    world.groups.set_bot_rights(group.id, can_send_messages=True)
    await api.ok("sendMessage", chat_id=group.id, text="a")


async def test_members_are_told_apart(api: Api, world: World, ada: Person) -> None:
    chat = found(world, ada)
    bob, eve, dan = (world.join(name) for name in ("Bob", "Eve", "Dan"))
    for person in (bob, eve, dan):
        world.add_member(chat.id, person.id)
    world.groups.promote(chat.id, bob.id)
    world.groups.remove_member(chat.id, eve.id, by=bob.id)
    statuses = [
        (await api.ok("getChatMember", chat_id=chat.id, user_id=user_id))["status"]
        for user_id in (ada.id, bob.id, dan.id, eve.id, 4242, world.join("Zoe").id)
    ]
    assert statuses == ["creator", "administrator", "member", "kicked", "member", "left"]
    nobody = (400, "Bad Request: PARTICIPANT_ID_INVALID")
    assert await api.refused("getChatMember", chat_id=chat.id, user_id=5) == nobody
    admins = await api.ok("getChatAdministrators", chat_id=chat.id)
    assert [admin["user"]["id"] for admin in admins] == [ada.id, bob.id]
    assert await api.ok("getChatMemberCount", chat_id=chat.id) == 4
    private = (400, "Bad Request: there are no administrators in the private chat")
    assert await api.refused("getChatAdministrators", chat_id=ada.id) == private


async def test_messages_of_others_are_deleted_and_pinned_by_admins_only(
    api: Api, world: World, ada: Person
) -> None:
    chat = found(world, ada)
    where = {"chat_id": chat.id, "message_id": world.say(ada.id, "/lesson", chat.id)["message_id"]}
    assert await api.refused("deleteMessage", **where) == (400, "Bad Request: message can't be deleted")
    refused = (400, "Bad Request: not enough rights to manage pinned messages in the chat")
    assert await api.refused("pinChatMessage", **where) == refused
    world.groups.promote(chat.id, world.bot.id)
    await api.ok("pinChatMessage", **where)
    assert (await api.ok("getChat", chat_id=chat.id))["pinned_message"]["text"] == "/lesson"
    await api.ok("unpinChatMessage", chat_id=chat.id)
    assert "pinned_message" not in await api.ok("getChat", chat_id=chat.id)
    await api.ok("deleteMessage", **where)


async def test_a_deleted_account_is_told_from_one_that_blocks(api: Api, world: World, ada: Person) -> None:
    world.memberships.deactivate(ada.id)
    gone = (403, "Forbidden: user is deactivated")
    assert await api.refused("sendMessage", chat_id=ada.id, text="a") == gone
    assert await heard(api) == []


async def test_whatever_people_send_can_be_copied(api: Api, world: World, ada: Person) -> None:
    bob = world.join("Bob")
    world.say(bob.id, "/start")
    bold = [{"type": "bold", "offset": 0, "length": 4}]
    sources = [
        world.say(ada.id, "bold /help", entities=bold),
        world.writing.send_photo(ada.id, png(), "Look"),
        world.writing.send_document(ada.id, "lesson.yaml", b"title: A", "Here"),
        world.writing.send_poll(ada.id, "Q?", ["a", "b"], correct=[1], explanation="Because"),
    ]
    for source in sources:
        call = {"chat_id": bob.id, "from_chat_id": ada.id, "message_id": source["message_id"]}
        copied = await api.ok("copyMessage", **call)
        copy = world.messages(bob.id)[-1]
        assert copy["message_id"] == copied["message_id"]
        for field in ("text", "entities", "photo", "document", "caption"):
            assert copy.get(field) == source.get(field)
        assert (await api.ok("forwardMessage", **call))["forward_origin"]["sender_user"] == ada.user()
    assert world.messages(bob.id)[-1]["poll"]["id"] == sources[-1]["poll"]["id"]
    (file_id,) = {
        message["document"]["file_id"] for message in world.messages(bob.id) if "document" in message
    }
    path = (await api.ok("getFile", file_id=file_id))["file_path"]
    async with api.session.get(f"{api.url}/file/bot4242:local-token/{path}") as answer:
        assert await answer.read() == b"title: A"
    caption = {"from_chat_id": ada.id, "message_id": sources[1]["message_id"], "caption": "Other"}
    await api.ok("copyMessage", chat_id=bob.id, **caption)
    assert world.messages(bob.id)[-1]["caption"] == "Other"


async def test_a_service_message_cannot_be_copied(api: Api, world: World, ada: Person) -> None:
    chat = found(world, ada)
    service = {"from_chat_id": chat.id, "message_id": world.messages(chat.id)[0]["message_id"]}
    assert await api.refused("copyMessage", chat_id=ada.id, **service) == (
        400,
        "Bad Request: message can't be copied",
    )
    missing = {"from_chat_id": chat.id, "message_id": 1}
    assert await api.refused("copyMessage", chat_id=ada.id, **missing) == (
        400,
        "Bad Request: message to copy not found",
    )


async def test_the_narrowest_commands_are_shown(api: Api, world: World, ada: Person) -> None:
    chat = found(world, ada)
    bob = world.join("Bob")
    world.add_member(chat.id, bob.id)
    scopes = [
        {"type": "default"},
        {"type": "all_private_chats"},
        {"type": "all_group_chats"},
        {"type": "all_chat_administrators"},
        {"type": "chat", "chat_id": ada.id},
    ]
    for scope in scopes:
        command = {"command": str(scope["type"]), "description": "x"}
        await api.ok("setMyCommands", commands=[command], scope=scope)
    seen = [
        world.views.describe(person, place)["commands"][0]["command"]
        for person in (ada, bob)
        for place in world.chats.of(person)
    ]
    assert seen == ["chat", "all_chat_administrators", "all_private_chats", "all_group_chats"]
    stranger = {"type": "chat", "chat_id": 5}
    assert await api.refused("setMyCommands", commands=[], scope=stranger) == (
        400,
        "Bad Request: chat not found",
    )


async def test_in_a_closed_topic_only_administrators_write(api: Api, world: World, ada: Person) -> None:
    chat = found(world, ada, topics=True)
    bob = world.join("Bob")
    world.add_member(chat.id, bob.id)
    thread = world.topics.create(chat.id, "Week 1")
    for closed, to in ((thread, {"message_thread_id": thread}), (GENERAL, {})):
        world.topics.close(chat.id, closed)
        refused = await api.refused("sendMessage", chat_id=chat.id, text="Hi", **to)
        assert refused == (400, "Bad Request: TOPIC_CLOSED")
        with pytest.raises(RefusedError, match="closed"):
            world.say(bob.id, "Hi", chat.id, thread_id=to.get("message_thread_id"))
        world.groups.promote(chat.id, world.bot.id)
        await api.ok("sendMessage", chat_id=chat.id, text="Hi", **to)
        world.groups.demote(chat.id, world.bot.id)
        world.topics.reopen(chat.id, closed)
        await api.ok("sendMessage", chat_id=chat.id, text="Hi", **to)
