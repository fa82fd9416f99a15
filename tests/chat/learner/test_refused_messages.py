"""Messages, changes and answers that Telegram refuses: whoever pressed always has a way on."""

import logging

import pytest

from bot.emulator.api.params import Args
from bot.emulator.api.refusals import Refusals
from tests.chat.learner.author import Author, at
from tests.chat.learner.deeds import assert_one_place, at_first_question, at_hot_water, reading, titles
from tests.messages import buttons_of, letter_of, text_of
from tests.school import LocalApi, Pupil, School

EDITS = [
    "MESSAGE_ID_INVALID",
    "message can't be edited",
    "message to edit not found",
    "MESSAGE_TOO_LONG",
    "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    "BUTTON_DATA_INVALID",
]
STRANGE = "CHAT_RESTRICTED"


def about(words: str) -> dict[str, object]:
    """Refuses the messages that say this."""
    return {"where": lambda args: words in args["text"]}


def with_tags(args: Args) -> bool:
    return "<" in args["text"]


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]


async def test_formatting_that_telegram_cannot_read_is_left_out(
    school: School, api: LocalApi, caplog: pytest.LogCaptureFixture
) -> None:
    words = 'can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'
    ada = await reading(school)
    api.refusals.add("sendMessage", words, where=with_tags)
    await ada.play("""
        > [Next ▸]
        Hot water
        [Next ▸]
        > [Next ▸]
        How hot?
    """)
    assert "entities" not in ada.last
    assert_one_place(ada)
    assert warnings(caplog) == [f"Telegram refused sendMessage: {words.capitalize()}"] * 2


async def test_a_text_that_telegram_finds_too_long_comes_in_pieces(
    closed_school: School, api: LocalApi, author: Author
) -> None:
    author.water(lambda steps: steps[1].update(text="Heat it, and wait. " * 60))
    async with closed_school.open(author.library()):
        ada = await at(closed_school, "cold")
        api.refusals.add("sendMessage", "message is too long", where=lambda args: len(args["text"]) > 700)
        await ada.press("Next ▸")
        shown = " ".join(text_of(message) for message in ada.messages[-4:])
        assert shown.count("Heat it") == 60
        await ada.press("Next ▸")
        assert ada.text.startswith("How hot?")


async def test_a_message_without_words_has_its_buttons_all_the_same(school: School, api: LocalApi) -> None:
    ada = await reading(school)
    api.refusals.add("sendMessage", "message text is empty", times=1)
    await ada.press("Next ▸")
    await ada.press("Next ▸")
    assert ada.text.startswith("How hot?")


async def test_where_no_button_is_taken_words_lead_on(school: School, api: LocalApi) -> None:
    ada = await reading(school)
    api.refusals.add("sendMessage", "reply markup is too long", times=1)
    await ada.press("Next ▸")
    await ada.play("""
        The buttons of that message cannot be shown. /continue leads on
        > /continue
        Hot water
        > [Next ▸]
        How hot?
    """)


@pytest.mark.parametrize("words", [STRANGE, "message thread not found", "not enough rights to send text"])
async def test_what_was_there_stays_usable_and_whoever_pressed_is_told(
    school: School, api: LocalApi, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    ada = await reading(school)
    api.refusals.add("sendMessage", words, **about("Hot water"))
    before = ada.find("Next ▸")
    await ada.press("Next ▸")
    assert "Something went wrong on my side" in ada.text
    assert len(warnings(caplog)) == 1
    assert f"sendMessage: {words[0].upper()}{words[1:]}" in warnings(caplog)[0]
    assert ada.find("Next ▸") == before
    await ada.say("/continue")
    assert "Something went wrong on my side" in ada.text
    await ada.press("Lessons")
    assert ada.text.startswith("A cup of tea")
    api.refusals.clear()
    await ada.tap(*before)
    assert titles(ada)[-1] == "Hot water"
    assert_one_place(ada)


async def test_continue_works_after_a_refusal(school: School, api: LocalApi) -> None:
    ada = await reading(school)
    api.refusals.add("sendMessage", STRANGE, **about("Hot water"))
    await ada.press("Next ▸")
    api.refusals.clear()
    await ada.play("""
        > /continue
        Hot water
        > [Next ▸]
        How hot?
    """)


@pytest.mark.parametrize("words", EDITS)
async def test_a_verdict_that_cannot_be_an_edit_comes_as_a_new_message(
    school: School, api: LocalApi, words: str
) -> None:
    ada = await at_first_question(school)
    asked = ada.last["message_id"]
    api.refusals.add("editMessageText", words)
    await ada.press(letter_of(ada.text, "It boils"))
    assert ada.last["message_id"] > asked
    assert "At 100 °C it boils." in ada.text
    assert ada.toast == "Right"
    await ada.press("Next ▸")
    assert_one_place(ada)


@pytest.mark.parametrize("words", EDITS)
async def test_settings_that_cannot_be_changed_in_place_come_anew(
    school: School, api: LocalApi, words: str
) -> None:
    ada = await at_hot_water(school)
    await ada.say("/settings")
    old = ada.last
    api.refusals.add("editMessageText", words)
    await ada.press("○ In words only")
    assert "● In words only" in ada.labels
    assert not buttons_of(next(one for one in ada.messages if one["message_id"] == old["message_id"]))
    await ada.press("○ Pictures")
    assert "● Pictures" in ada.labels


async def test_old_buttons_that_stay_are_no_trouble(
    school: School, api: LocalApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.refusals.add("editMessageReplyMarkup", "message can't be edited")
    ada = await at_hot_water(school)
    old = next(message for message in ada.messages if text_of(message).startswith("Cold water"))
    await ada.press("Next ▸")
    await ada.tap(old, next(one for one in buttons_of(old) if one["text"] == "Next ▸"))
    assert ada.toast == "That button is from an earlier step. You are further on already."
    assert ada.text.startswith("How hot?")
    assert not warnings(caplog)


@pytest.mark.parametrize("words", ["MESSAGE_TOO_LONG", "query is too old and response timeout expired"])
async def test_an_answer_to_a_tap_that_is_refused_is_no_trouble(
    school: School, api: LocalApi, words: str
) -> None:
    ada = await at_first_question(school)
    full = words if words.isupper() else f"{words} or query ID is invalid"
    api.refusals.add("answerCallbackQuery", full)
    await ada.press(letter_of(ada.text, "It boils"))
    assert "At 100 °C it boils." in ada.text
    await ada.press("Next ▸")
    assert "Water" in ada.text
    assert_one_place(ada)


async def test_ones_own_data_come_where_their_caption_is_refused(school: School, api: LocalApi) -> None:
    ada = await reading(school)
    words = "can't parse entities: Can't find end tag corresponding to start tag \"b\""
    api.refusals.add("sendDocument", words, where=lambda args: "caption" in args)
    await ada.say("/mydata")
    assert "document" in ada.messages[-2]
    assert ada.text == "This is all that is kept about you."


async def test_where_the_file_itself_is_refused_it_is_said(school: School, api: LocalApi) -> None:
    ada = await reading(school)
    api.refusals.add("sendDocument", "file must be non-empty")
    await ada.say("/mydata")
    assert "Telegram did not take the file" in ada.text


async def test_a_description_comes_where_its_section_cannot_be_answered(
    school: School, api: LocalApi, caplog: pytest.LogCaptureFixture
) -> None:
    ada = await reading(school)
    api.refusals.add(
        "sendMessage", "message to be replied not found", where=lambda args: "reply_parameters" in args
    )
    await ada.press("Describe the picture")
    assert "An empty cup on a table." in ada.text
    assert not warnings(caplog)


async def test_a_chat_that_is_not_there_is_a_learner_who_is_gone(school: School, api: LocalApi) -> None:
    ada = await reading(school)
    api.refusals.add("sendMessage", "chat not found", times=1)
    await ada.press("Next ▸")
    assert school.rows("SELECT gone_at FROM learners")[0][0] is not None
    await ada.say("/continue")
    assert titles(ada)[-1] == "Hot water"
    assert school.rows("SELECT gone_at FROM learners")[0][0] is None


def test_only_telegrams_own_words_are_refusals() -> None:
    with pytest.raises(ValueError, match="sendMessage is not refused with"):
        Refusals().add("sendMessage", "IMAGE_PROCESS_FAILED")


async def everything(ada: Pupil) -> None:
    """Through the whole course by whatever leads on."""
    while "Start again" not in ada.labels:
        onward = ("Next ▸", "Skip ▸", "Next lesson ▸", "Your result ▸")
        await ada.press(next(label for label in ada.labels if label in onward))


async def test_a_whole_course_can_be_taken_without_formatting_pictures_or_edits(
    school: School, api: LocalApi
) -> None:
    words = 'can\'t parse entities: Unsupported start tag "x" at byte offset 0'
    api.refusals.add("sendMessage", words, where=with_tags)
    api.refusals.add("editMessageText", "MESSAGE_ID_INVALID")
    api.refusals.add("editMessageReplyMarkup", "MESSAGE_ID_INVALID")
    api.refusals.add("sendPhoto", "IMAGE_PROCESS_FAILED")
    api.refusals.add("answerCallbackQuery", "MESSAGE_TOO_LONG")
    ada = await reading(school)
    await everything(ada)
    assert ada.text.startswith("A cup of tea")
