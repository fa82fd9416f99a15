"""python-telegram-bot talks to the local Bot API as it does to Telegram's."""

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    TelegramObject,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from bot.emulator.web.server import Server
from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.conftest import TOKEN, png


async def test_the_real_library_takes_a_learner_through_a_question(
    server: Server, world: World, ada: Person
) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("A", callback_data="a")]])
    async with Bot(TOKEN, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot") as bot:
        assert (bot.id, bot.username) == (4242, "local_tutor_bot")
        photo = await bot.send_photo(ada.id, png(), caption="<b>Look</b>", parse_mode=ParseMode.HTML)
        again = await bot.send_photo(ada.id, photo.photo[-1].file_id, reply_markup=keyboard)
        assert again.photo == photo.photo
        assert await (await photo.photo[-1].get_file()).download_as_bytearray() == png()
        await again.edit_media(InputMediaPhoto(png(9, 9), caption="new"), reply_markup=keyboard)
        asked = await bot.send_message(
            ada.id, "<i>Why?</i>", parse_mode=ParseMode.HTML, reply_markup=keyboard
        )
        assert asked.text_html == "<i>Why?</i>"
        world.tap(ada.id, asked.message_id, "a")
        (update,) = await bot.get_updates(timeout=5, allowed_updates=["message", "callback_query"])
        query = update.callback_query
        assert query is not None
        await query.answer("Right", show_alert=True)
        await query.edit_message_text("Because.")
        with pytest.raises(BadRequest, match="Message is not modified"):
            await asked.edit_text("Because.")
        assert await bot.get_updates(offset=update.update_id + 1) == ()
    assert world.toasts(ada.id)[-1]["text"] == "Right"
    assert world.messages(ada.id)[-1]["text"] == "Because."


async def test_the_real_library_sets_up_a_bot(server: Server, world: World, ada: Person) -> None:
    async with Bot(TOKEN, base_url=f"{server.url}/bot") as bot:
        await bot.set_my_commands([BotCommand("start", "Begin")])
        await bot.set_my_commands([BotCommand("start", "Los")], language_code="de")
        assert await bot.get_my_commands(language_code="de") == (BotCommand("start", "Los"),)
        await bot.set_my_name("Tutor Tim")
        await bot.set_my_description("Learn a little every day.")
        await bot.set_my_short_description("A tutor.")
        assert (await bot.get_my_name()).name == "Tutor Tim"
        assert (await bot.get_my_short_description(language_code="de")).short_description == "A tutor."
        assert (await bot.get_chat(ada.id)).first_name == "Ada"
        assert (await bot.get_chat_member(ada.id, ada.id)).status == "member"
        assert (await bot.get_webhook_info()).url == ""
        world.memberships.block(ada.id)
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(ada.id, "Hi")
    view = world.views.of(ada.id)["bot"]
    assert (view["first_name"], view["description"]) == ("Tutor Tim", "Learn a little every day.")
    assert view["commands"] == [{"command": "start", "description": "Begin"}]


async def test_the_real_library_reads_everything_that_happens_in_groups(
    server: Server, world: World, ada: Person
) -> None:
    bob = world.join("Bob")
    async with Bot(TOKEN, base_url=f"{server.url}/bot") as bot:
        await bot.get_updates(allowed_updates=Update.ALL_TYPES)
        group = world.create_group("Study", ada.id, with_bot=True)
        world.add_member(group.id, bob.id)
        world.groups.promote(group.id, world.bot.id)
        world.groups.promote(group.id, bob.id)
        said = world.say(ada.id, "helo", group.id)
        world.writing.edit_text(ada.id, said["message_id"], "hello", group.id)
        asked = await bot.send_poll(
            group.id, "Q?", ["a", "b"], type="quiz", correct_option_ids=[1], is_anonymous=False
        )
        assert asked.poll is not None
        world.polls.vote(bob.id, asked.poll.id, [1])
        world.polls.vote(ada.id, asked.poll.id, [0], anonymous=True)
        assert (await bot.stop_poll(group.id, asked.message_id)).total_voter_count == 2
        new = world.groups.migrate(group.id)
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(group.id, "Hi")
        assert moved.value.new_chat_id == new
        channel = world.create_group("News", ada.id, "channel")
        world.groups.add_bot(channel.id)
        post = world.say(ada.id, "news", channel.id)
        world.writing.edit_text(ada.id, post["message_id"], "News", channel.id)
        forum = world.create_group("Forum", ada.id, topics=True, with_bot=True)
        thread = world.topics.create(forum.id, "Week 1")
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("A", callback_data="a")]])
        sent = await bot.send_message(forum.id, "Q", message_thread_id=thread, reply_markup=keyboard)
        assert sent.is_topic_message
        await sent.delete()
        world.tap(ada.id, sent.message_id, "a", forum.id)
        world.groups.set_bot_rights(forum.id, can_send_messages=False)
        with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
            await sent.reply_text("Hi")
        world.groups.remove_bot(forum.id)
        with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
            await bot.get_chat(forum.id)
        assert [admin.status for admin in await bot.get_chat_administrators(new)] == [
            "creator",
            "administrator",
            "administrator",
        ]
        assert await bot.get_chat_member_count(new) == 3
        assert await bot.leave_chat(channel.id)
        updates = await bot.get_updates(timeout=5)
    heard = {kind for update in updates for kind in update.to_dict() if kind != "update_id"}
    assert heard == {
        *("message", "edited_message", "channel_post", "edited_channel_post", "callback_query"),
        *("poll", "poll_answer", "my_chat_member", "chat_member"),
    }
    (query,) = (update.callback_query for update in updates if update.callback_query)
    assert query.message is not None
    assert not query.message.is_accessible
    for update in updates:
        unread = {name for part in _parts(update) for name in part.api_kwargs}
        assert not unread


def _parts(update: Update) -> list[TelegramObject]:
    """An update and what it consists of, all the way down."""
    found: list[TelegramObject] = [update]
    for part in found:
        for name in part.to_dict(recursive=False):
            value = getattr(part, "from_user" if name == "from" else name, None)
            found += [one for one in (value if isinstance(value, tuple) else [value]) if _is_part(one)]
    return found


def _is_part(value: object) -> bool:
    return isinstance(value, TelegramObject)


async def test_a_token_that_is_not_the_bots_is_refused() -> None:
    server = Server(World(token=TOKEN))
    await server.start()
    with pytest.raises(InvalidToken):
        await Bot("4242:another-token", base_url=f"{server.url}/bot").initialize()
    await server.stop()
