"""A broadcast goes out as it was written, its buttons in each reader's language, its card in the admin's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.course.library import Library
from tests.admin_school import LEAVES, admin_school
from tests.chat.broadcast.station import Station, announcements, compose, shown
from tests.languages import marked_languages
from tests.messages import labels_of, text_of
from tests.school import Pupil, School


@pytest.fixture
async def station(closed: Station, tea: Library) -> AsyncIterator[Station]:
    """Its course is in Spanish."""
    with marked_languages():
        async with closed.open(Library([replace(tea.courses[0], language="es")])):
            yield closed


async def reader(school: School, name: str, telegram: str | None, chosen: str = "") -> Pupil:
    pupil = Pupil(school, school.world.join(name, language_code=telegram).id)
    await pupil.say("/start")
    if chosen:
        await pupil.say("/language")
        await pupil.press(chosen)
    return pupil


async def test_it_is_sent_as_written_with_buttons_in_each_readers_language(
    station: Station, grace: Pupil
) -> None:
    ada = await reader(station, "Ada", "en", "Deutsch")
    bob = await reader(station, "Bob", "ru")
    cem = await reader(station, "Cem", "tr")
    await cem.press("Begin")
    await compose(grace, "Hello all")
    await grace.press("Send to 4 chats ▸")
    await station.over()
    stops = {}
    for pupil in (grace, ada, bob, cem):
        (message, *_) = announcements(pupil)[-1:]
        stops[pupil.id] = labels_of(message)
    mark = {grace.id: "", ada.id: "de: ", bob.id: "ru: ", cem.id: "es: "}
    assert stops == {one: [f"{prefix}No more announcements"] for one, prefix in mark.items()}
    await ada.press("de: No more announcements")
    assert ada.toast.startswith("de: ")
    (message, *_) = announcements(ada)[-1:]
    assert labels_of(message) == ["de: Announcements are off · turn on"]


async def test_what_is_said_of_a_lesson_is_in_its_courses_language(
    closed_school: School, tmp_path: Path
) -> None:
    """As its title is: it is written once, for all."""
    school = admin_school(closed_school, tmp_path)
    file = school.content / "tea" / "course.yaml"
    file.write_text(file.read_text("utf-8").replace("language: en", "language: es"), "utf-8")
    with marked_languages():
        grace = school.appoint("Grace")
        async with school.at_work():
            ada = await reader(school, "Ada", "de")
            await grace.say("/start")
            await school.send(grace, "2-leaves.yaml", LEAVES)
            await grace.press("Publish")
            await grace.press("Announce it")
            await grace.press("Send to 2 chats ▸")
            await shown(ada, "es: New: Leaves")
            assert ada.labels == ["de: Open the lesson ▸", "de: No more announcements"]


async def test_an_audience_by_language_counts_what_was_chosen_first(station: Station, grace: Pupil) -> None:
    ada = await reader(station, "Ada", "en", "Deutsch")
    bob = await reader(station, "Bob", "de-AT")
    cem = await reader(station, "Cem", "de", "Português (Brasil)")
    await compose(grace)
    await grace.play("""
        > [For whom]
        [German] [English] [Portuguese]
    """)
    await grace.press("German")
    await grace.press("Send to 2 chats ▸")
    await station.over()
    assert [len(announcements(pupil)) for pupil in (ada, bob, cem)] == [1, 1, 0]


async def test_the_card_and_the_report_are_in_the_admins_language(station: Station) -> None:
    grace = Pupil(station, next(iter(station.admin_ids)))
    await grace.say("/start")
    await compose(grace)
    await grace.say("/language")
    await grace.press("Deutsch")
    await grace.press("Send to 1 chat ▸")
    await station.over()
    await shown(grace, "de: ")
    (file,) = [one for one in grace.messages if "document" in one]
    assert "de: " in file["caption"]
    assert text_of(announcements(grace)[-1]) == "Hello all"
