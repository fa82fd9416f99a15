"""A message arrives, and the bot never hears that it did: the pupil goes on with it all the same."""

from bot.emulator.errors import ApiError
from tests.chat.learner.deeds import at_first_question
from tests.messages import buttons_of, letter_of
from tests.school import LocalApi, School

UNHEARD = ApiError(502, "Bad Gateway")


async def test_an_answer_shows_its_verdict_in_the_message_that_was_pressed(
    api: LocalApi, school: School
) -> None:
    ada = await at_first_question(school)
    api.fail_once("sendMessage", UNHEARD, done=True)
    await ada.say("/continue")
    copy = ada.last["message_id"]
    await ada.press(letter_of(ada.text, "It sings"))
    assert ada.last["message_id"] == copy
    assert "That is the kettle." in ada.text
    assert "Show the answer" in ada.labels


async def test_an_older_copy_that_is_pressed_shows_its_verdict_in_the_newest(
    api: LocalApi, school: School
) -> None:
    ada = await at_first_question(school)
    older = ada.last
    await ada.say("/continue")
    await ada.tap(older, buttons_of(older)[0])
    assert "That is the kettle." in ada.text or "Ice is cold." in ada.text or "✅" in ada.text


async def test_going_on_from_it_leaves_one_message_with_buttons(api: LocalApi, school: School) -> None:
    ada = await at_first_question(school)
    api.fail_once("sendMessage", UNHEARD, done=True)
    await ada.say("/continue")
    await ada.press("Skip ▸")
    assert [message for message in ada.messages if buttons_of(message)] == [ada.last]
    assert ada.text.startswith("Water")
