"""python-telegram-bot talks to the local Bot API as it does to Telegram's."""

from __future__ import annotations

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.emulator.people import Person
from bot.emulator.server import Server
from bot.emulator.world import World
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
        world.block(ada.id)
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(ada.id, "Hi")
    view = world.view(ada.id)["bot"]
    assert (view["first_name"], view["description"]) == ("Tutor Tim", "Learn a little every day.")
    assert view["commands"] == [{"command": "start", "description": "Begin"}]


async def test_a_token_that_is_not_the_bots_is_refused() -> None:
    server = Server(World(token=TOKEN))
    await server.start()
    with pytest.raises(InvalidToken):
        await Bot("4242:another-token", base_url=f"{server.url}/bot").initialize()
    await server.stop()
