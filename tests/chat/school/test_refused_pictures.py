"""Admins hear of the pictures that Telegram refuses, and see in the preview which one it is."""

from pathlib import Path

import pytest

from bot.emulator.api.refusals import uploaded
from tests.admin_school import LEAVES, AdminSchool, zipped
from tests.eventually import eventually
from tests.messages import text_of
from tests.school import LocalApi, Pupil

TEA = Path(__file__).parents[2] / "content" / "tea"
NEWS = "Telegram does not take a picture"


def told(admin: Pupil) -> list[str]:
    """What an admin was told of refused pictures."""
    return [text_of(message) for message in admin.messages if NEWS in text_of(message)]


async def test_admins_are_told_once_which_picture_of_which_section_is_refused(
    office: AdminSchool, grace: Pupil, api: LocalApi
) -> None:
    api.refusals.add("sendPhoto", "PHOTO_INVALID_DIMENSIONS")
    for name in ("Ada", "Bob"):
        await office.join(name).say("/start tea--water")
    await eventually(lambda: office.rows("SELECT * FROM refused_pictures"))
    assert len(told(grace)) == 1
    await grace.play("""
        Telegram does not take a picture
        A cup of tea · Cold water
        cup.png
        sendPhoto: PHOTO_INVALID_DIMENSIONS
        Learners get its description
    """)


async def test_they_are_not_told_again_after_a_restart(
    closed: AdminSchool, grace: Pupil, api: LocalApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.refusals.add("sendPhoto", "IMAGE_PROCESS_FAILED")
    async with closed.at_work():
        await grace.say("/start tea--water")
        await eventually(lambda: told(grace))
        await eventually(lambda: closed.rows("SELECT * FROM refused_pictures"))
    caplog.clear()
    async with closed.at_work():
        await closed.join("Ada").say("/start tea--water")
        await eventually(lambda: "cup.png, in A cup of tea, Cold water" in caplog.text)
    assert len(told(grace)) == 1


async def test_they_are_told_again_where_it_was_taken_meanwhile(
    closed: AdminSchool, grace: Pupil, api: LocalApi
) -> None:
    for times in (1, 2):
        api.refusals.add("sendPhoto", "IMAGE_PROCESS_FAILED")
        async with closed.at_work():
            await grace.say("/start tea--water")
            await eventually(lambda times=times: len(told(grace)) == times)
            await eventually(lambda: closed.rows("SELECT * FROM refused_pictures"))
        api.refusals.clear()
        async with closed.at_work():
            await grace.say("/start tea--water")
        assert not closed.rows("SELECT * FROM refused_pictures")
        api.refusals.add("sendPhoto", "FILE_REFERENCE_EXPIRED")  # or it would go by its id


async def test_an_admin_who_never_came_is_not_written_to(
    closed: AdminSchool, grace: Pupil, api: LocalApi
) -> None:
    heidi = closed.appoint("Heidi")
    api.refusals.add("sendPhoto", "IMAGE_PROCESS_FAILED")
    async with closed.at_work():
        await grace.say("/start tea--water")
        await eventually(lambda: told(grace))
    assert not heidi.messages
    assert not [call for call in closed.calls("sendMessage") if call["chat_id"] == heidi.id]


async def test_the_preview_says_which_picture_is_refused_and_keeps_publish(
    office: AdminSchool, grace: Pupil, api: LocalApi
) -> None:
    api.refusals.add("sendPhoto", "PHOTO_SAVE_FILE_INVALID", where=uploaded)
    files = {f"tea/{path.relative_to(TEA)}": path.read_bytes() for path in TEA.rglob("*.*")}
    files["tea/1-water.yaml"] = files["tea/1-water.yaml"].replace(b"Take *fresh* water", b"Take cold water")
    await office.send(grace, "tea.zip", zipped(files))
    await grace.play("""
        A cup of tea – no mistakes
        > [See it as learners will]
        Preview · step 1 of
        Telegram does not take the picture cup.png
        sendPhoto: PHOTO_SAVE_FILE_INVALID
        An empty cup on a table.
        Cold water
        Take cold water
        [Changes] [▸]
        [Publish] [Throw it away]
        > [Publish]
        ~ Published
    """)


async def test_the_numbers_come_where_telegram_does_not_take_their_chart(
    office: AdminSchool, grace: Pupil, api: LocalApi
) -> None:
    api.refusals.add("sendPhoto", "IMAGE_PROCESS_FAILED")
    await grace.say("/admin")
    await grace.press("Statistics")
    assert "A cup of tea" in grace.text


async def test_a_preview_that_is_refused_takes_publish_from_nobody(
    office: AdminSchool, grace: Pupil, api: LocalApi
) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    api.refusals.add("sendMessage", "CHAT_RESTRICTED", where=lambda args: "Preview" in args["text"])
    await grace.play("""
        > [See it as learners will]
        Something went wrong on my side
        > [Publish]
        ~ Published
    """)
