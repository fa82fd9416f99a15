"""Admins see their screens, and are told of everything, each in their own language."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.emulator.errors import ApiError
from tests.admin_school import AdminSchool
from tests.eventually import eventually
from tests.languages import marked_languages
from tests.messages import text_of
from tests.school import Pupil


@pytest.fixture
def heidi(closed: AdminSchool) -> Pupil:
    """An admin whose Telegram is in German."""
    pupil = Pupil(closed, closed.world.join("Heidi", language_code="de").id)
    closed.admin_ids |= {pupil.id}
    return pupil


@pytest.fixture
async def office(closed: AdminSchool, grace: Pupil, heidi: Pupil) -> AsyncIterator[AdminSchool]:
    with marked_languages():
        async with closed.at_work():
            for admin in (grace, heidi):
                await admin.say("/start")
            yield closed


async def speaks(office: AdminSchool, name: str, telegram: str) -> Pupil:
    pupil = Pupil(office, office.world.join(name, language_code=telegram).id)
    await pupil.say("/start")
    return pupil


def own_menu(pupil: Pupil) -> dict[str, str]:
    bot = pupil.school.world.views.of(pupil.id)["bot"]
    return {each["command"]: each["description"] for each in bot["commands"]}


async def test_a_report_and_its_answer_are_each_in_their_readers_language(
    office: AdminSchool, grace: Pupil, heidi: Pupil
) -> None:
    ada = await speaks(office, "Ada", "es")
    await ada.press("es: Begin")
    await ada.play("""
        > [es: Mistake?]
        es: What is not right here?
        > The water is wet.
        es: Thank you, Ada.
    """)
    assert "de: " in heidi.text
    assert "The water is wet." in heidi.text
    assert "de: " not in grace.text
    await heidi.play("""
        > [de: Answer]
        de: What shall I tell Ada?
        > Thanks.
        de: Ada has your answer.
    """)
    assert ada.text.startswith("es: You reported a mistake")


async def test_the_menu_of_an_admin_follows_their_choice_too_and_keeps_what_is_theirs(
    office: AdminSchool, grace: Pupil
) -> None:
    await grace.play("""
        > /admin
        The school
        > /language
        > [Español]
        > /admin
        es: The school
        [es: Courses] [es: Broadcast]
    """)
    menu = own_menu(grace)
    assert menu["admin"].startswith("es: ")
    assert menu["language"].startswith("es: ")


async def test_who_becomes_an_admin_is_greeted_in_their_language_and_keeps_their_menus(
    office: AdminSchool, grace: Pupil
) -> None:
    ada = await speaks(office, "Ada", "en")
    await ada.say("/language")
    await ada.press("Русский")
    await grace.say(f"/promote {ada.id}")
    assert ada.text.startswith("ru: ")
    assert own_menu(ada)["admin"].startswith("ru: ")
    await grace.say(f"/demote {ada.id}")
    assert "admin" not in own_menu(ada)
    assert own_menu(ada)["help"].startswith("ru: ")


async def test_each_admin_hears_of_a_refused_picture_in_their_language(
    office: AdminSchool, grace: Pupil, heidi: Pupil
) -> None:
    assert office.api
    office.api.fail_once("sendPhoto", ApiError(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"))
    ada = await speaks(office, "Ada", "en")
    await ada.press("Begin")
    await eventually(lambda: "does not take a picture" in text_of(heidi.last))
    await eventually(lambda: "does not take a picture" in text_of(grace.last))
    assert text_of(heidi.last).startswith("⚠️ de: ")
    assert text_of(grace.last).startswith("⚠️ Telegram")


async def test_a_list_of_mistakes_is_in_its_readers_language(office: AdminSchool, heidi: Pupil) -> None:
    await office.send(heidi, "3-more.yaml", "title: [\n")
    assert "de: " in heidi.text
