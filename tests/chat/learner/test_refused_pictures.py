"""Pictures that Telegram refuses, and file ids that it does not know any more."""

import logging

import pytest

from bot.course.library import Library
from bot.emulator.api.refusals import by_id, uploaded
from tests.chat.learner.deeds import assert_one_place, reading
from tests.eventually import eventually
from tests.school import LocalApi, School

REFUSED = [
    "IMAGE_PROCESS_FAILED",
    "PHOTO_INVALID_DIMENSIONS",
    "PHOTO_SAVE_FILE_INVALID",
    "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
]
UNKNOWN = [
    "wrong file identifier/HTTP URL specified",
    "wrong remote file identifier specified: Wrong string length",
    "invalid remote file identifier specified",
    "wrong type of the file",
    "FILE_REFERENCE_EXPIRED",
]


@pytest.mark.parametrize("words", REFUSED)
async def test_a_section_whose_picture_is_refused_comes_with_its_description(
    school: School, api: LocalApi, words: str
) -> None:
    api.refusals.add("sendPhoto", words)
    ada = school.join("Ada")
    await ada.play("""
        > /start tea--water
        Cold water
        The picture
        An empty cup on a table.
        Take fresh water
        [Next ▸]
        > [Next ▸]
        Hot water
        > /continue
        Hot water
        > [◂ Back]
        Cold water
        An empty cup on a table.
    """)
    assert_one_place(ada)


async def test_a_picture_that_was_refused_is_not_uploaded_for_each_learner(
    school: School, api: LocalApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.refusals.add("sendPhoto", "IMAGE_PROCESS_FAILED")
    for name in ("Ada", "Bob", "Eve"):
        await school.join(name).play("""
            > /start tea--water
            An empty cup on a table.
        """)
    assert len(school.calls("sendPhoto")) == 1
    await eventually(lambda: "refused" in caplog.text)
    warnings = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert warnings == [
        "Telegram refused a picture, cup.png, in A cup of tea, Cold water: sendPhoto: IMAGE_PROCESS_FAILED"
    ]


async def test_a_picture_that_was_refused_is_tried_again_after_a_restart(
    closed_school: School, api: LocalApi, tea: Library
) -> None:
    api.refusals.add("sendPhoto", "IMAGE_PROCESS_FAILED")
    async with closed_school.open(tea):
        ada = await reading(closed_school)
    api.refusals.clear()
    async with closed_school.open(tea):
        await ada.say("/continue")
    assert "photo" in ada.last


@pytest.mark.parametrize("words", UNKNOWN)
async def test_a_file_id_that_is_refused_in_whatever_words_is_dropped_and_the_file_uploaded(
    school: School, api: LocalApi, words: str
) -> None:
    ada, bob = school.join("Ada"), school.join("Bob")
    await ada.say("/start tea--water")
    api.refusals.add("sendPhoto", words, where=by_id, times=1)
    await bob.say("/start tea--water")
    assert "photo" in bob.last
    assert [isinstance(call["photo"], str) for call in school.calls("sendPhoto")] == [False, True, False]
    await school.join("Eve").say("/start tea--water")
    assert isinstance(school.calls("sendPhoto")[-1]["photo"], str)


async def test_where_neither_the_id_nor_the_file_is_taken_the_words_come(
    school: School, api: LocalApi
) -> None:
    await school.join("Ada").say("/start tea--water")
    api.refusals.add("sendPhoto", "FILE_REFERENCE_EXPIRED", where=by_id)
    api.refusals.add("sendPhoto", "IMAGE_PROCESS_FAILED", where=uploaded)
    bob = school.join("Bob")
    await bob.play("""
        > /start tea--water
        Cold water
        An empty cup on a table.
        > [Next ▸]
        Hot water
    """)
    assert len(school.calls("sendPhoto")) == 3


async def test_whoever_wants_pictures_in_words_too_reads_them_once(school: School, api: LocalApi) -> None:
    api.refusals.add("sendPhoto", "IMAGE_PROCESS_FAILED")
    ada = school.join("Ada")
    await ada.say("/settings")
    await ada.press("○ Pictures, and in words")
    await ada.say("/start tea--water")
    assert ada.text.count("An empty cup on a table.") == 1


async def test_a_caption_that_telegram_finds_too_long_comes_below_its_picture(
    school: School, api: LocalApi
) -> None:
    api.refusals.add("sendPhoto", "message caption is too long", where=lambda args: "caption" in args)
    ada = school.join("Ada")
    await ada.say("/start tea--water")
    assert "photo" in ada.messages[-2]
    assert ada.text.startswith("Cold water")
    assert "Next ▸" in ada.labels


async def test_a_picture_stays_where_it_is_its_caption_that_telegram_cannot_read(
    school: School, api: LocalApi
) -> None:
    words = 'can\'t parse entities: Unsupported start tag "x" at byte offset 0'
    api.refusals.add("sendPhoto", words, times=1)
    ada = school.join("Ada")
    await ada.say("/start tea--water")
    assert "photo" in ada.last
    assert "caption_entities" not in ada.last
    assert ada.text.startswith("Cold water")
