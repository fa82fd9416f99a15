"""Messages, answers and learners that get lost between the bot and Telegram."""

from bot.emulator.errors import ApiError, forbidden
from tests.chat.learner.deeds import (
    ANSWERS,
    assert_one_place,
    at_first_question,
    at_hot_water,
    gone,
    reading,
    titles,
)
from tests.messages import letter_of
from tests.school import LocalApi, School


async def test_a_place_whose_message_was_lost_is_sent_when_the_tap_comes_again(
    school: School, api: LocalApi
) -> None:
    ada = await reading(school)
    api.fail_once("sendMessage", ApiError(502, "Bad Gateway"))
    tap = await ada.press("Next ▸")
    assert titles(ada)[-1] == "Cold water"
    await school.deliver_again(tap)
    assert titles(ada) == ["Cold water", "Hot water"]
    assert_one_place(ada)
    assert "earlier step" not in ada.toast


async def test_a_place_whose_message_was_lost_is_sent_when_any_old_button_is_pressed(
    school: School, api: LocalApi
) -> None:
    ada = await reading(school)
    old = ada.find("Next ▸")
    api.fail_once("sendMessage", ApiError(502, "Bad Gateway"))
    await ada.press("Next ▸")
    await ada.tap(*old)
    assert titles(ada) == ["Cold water", "Hot water"]
    assert_one_place(ada)


async def test_a_message_that_arrived_without_the_bot_hearing_of_it_works_all_the_same(
    school: School, api: LocalApi
) -> None:
    ada = await at_hot_water(school)
    old = ada.find("Next ▸")
    api.fail_once("sendMessage", ApiError(502, "Bad Gateway"), done=True)
    await ada.press("Next ▸")
    assert titles(ada)[-1] == "How hot?"
    await ada.press(letter_of(ada.text, "It boils"))
    assert school.rows(ANSWERS) == [(1, "how-hot", 1, "boils", "right")]
    assert "At 100 °C it boils." in ada.text
    await ada.press("Next ▸")
    await ada.tap(*old)  # whether the new message had arrived was not sure, so it kept its buttons
    assert_one_place(ada)


async def test_a_verdict_whose_edit_was_lost_is_shown_when_the_tap_comes_again(
    school: School, api: LocalApi
) -> None:
    ada = await at_first_question(school)
    api.refuse_all(ApiError(400, "Bad Request: no luck"))
    tap = await ada.press(letter_of(ada.text, "It boils"))
    assert "At 100 °C it boils." not in ada.text
    api.recover()
    await school.deliver_again(tap)
    assert "At 100 °C it boils." in ada.text
    assert len(school.rows(ANSWERS)) == 1


async def test_old_buttons_that_could_not_be_taken_off_do_not_make_the_bot_forget_what_it_sent(
    school: School, api: LocalApi
) -> None:
    ada = await reading(school)
    api.fail_once("editMessageReplyMarkup", ApiError(400, "Bad Request: no luck"))
    old = ada.find("Next ▸")
    await ada.press("Next ▸")
    await ada.tap(*old)
    assert titles(ada) == ["Cold water", "Hot water"]
    assert_one_place(ada)


async def test_a_press_in_a_message_deleted_meanwhile_sends_the_place_anew(
    school: School, api: LocalApi
) -> None:
    ada = await at_first_question(school)
    message, button = ada.find(letter_of(ada.text, "It sings"))
    school.world.tap(ada.id, message["message_id"], button["callback_data"])
    school.world.history.delete(school.world.chats[ada.id], message["message_id"])
    await school.settled()
    assert "That is the kettle." in ada.text
    await ada.press(letter_of(ada.text, "It boils"))
    assert "At 100 °C it boils." in ada.text
    assert_one_place(ada)


async def test_going_on_from_a_message_deleted_meanwhile_is_no_trouble(school: School, api: LocalApi) -> None:
    ada = await reading(school)
    message, button = ada.find("Next ▸")
    school.world.tap(ada.id, message["message_id"], button["callback_data"])
    school.world.history.delete(school.world.chats[ada.id], message["message_id"])
    await school.settled()
    assert titles(ada) == ["Hot water"]


async def test_a_tap_that_is_too_old_to_be_answered_counts_all_the_same(school: School) -> None:
    ada = await at_first_question(school)
    message, button = ada.find(letter_of(ada.text, "It boils"))
    school.world.tap(ada.id, message["message_id"], button["callback_data"])
    school.world.queries.waiting.clear()
    await school.settled()
    assert "At 100 °C it boils." in ada.text


async def test_a_learner_who_blocks_the_bot_is_gone_until_they_start_it_again(school: School) -> None:
    ada = await reading(school)
    school.world.memberships.block(ada.id)
    await school.settled()
    assert gone(school)
    school.world.memberships.unblock(ada.id)
    await school.settled()
    await ada.play("""
        > /start
        Welcome back, Ada.
    """)
    assert not gone(school)


async def test_a_learner_is_gone_when_telegram_says_that_they_blocked_the_bot(
    school: School, api: LocalApi
) -> None:
    ada = await reading(school)
    api.fail_once("sendMessage", forbidden("bot was blocked by the user"))
    await ada.press("Next ▸")
    assert gone(school)
    await ada.play("""
        > /continue
        Hot water
    """)
    assert not gone(school)


async def test_a_picture_whose_file_id_is_refused_is_uploaded_again(school: School, api: LocalApi) -> None:
    ada, bob = school.join("Ada"), school.join("Bob")
    await ada.say("/start tea--water")
    (known,) = school.rows("SELECT file_id FROM files")
    refusal = ApiError(400, "Bad Request: wrong file identifier/HTTP URL specified")
    api.fail_once("sendPhoto", refusal)
    await bob.say("/start tea--water")
    assert "Cold water" in bob.text
    photos = [params["photo"] for params in school.calls("sendPhoto")]
    assert [isinstance(photo, str) for photo in photos] == [False, False]
    assert school.rows("SELECT file_id FROM files") == [known]
