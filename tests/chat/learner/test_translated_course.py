"""A course in several languages: each reads it in theirs, and may go over to another at any step."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.course.library import Library
from bot.course.reading.loader import load_library
from tests.course.reading import tea
from tests.course.reading.german_tea import ARTEN, KURS, write
from tests.languages import marked_languages
from tests.messages import buttons_of, text_of
from tests.school import Pupil, School


@pytest.fixture
async def school(closed_school: School, tmp_path: Path) -> AsyncIterator[School]:
    files: dict[str, str | bytes] = {"course.yaml": KURS, "1-water.yaml": ARTEN}
    write(tmp_path / "content" / "tea", files, water=tea.KINDS)
    library = load_library(tmp_path / "content")
    assert isinstance(library, Library), library
    async with closed_school.open(library):
        with marked_languages():
            yield closed_school


def join(school: School, language: str | None, name: str = "Ada") -> Pupil:
    return Pupil(school, school.world.join(name, language_code=language).id)


def button(message: dict[str, Any], words: str) -> dict[str, Any]:
    return next(one for one in buttons_of(message) if words in one["text"])


async def choose(pupil: Pupil, name: str) -> None:
    await pupil.say("/language")
    await pupil.press(name)


async def test_each_reads_the_course_in_their_language_or_else_in_its_own(school: School) -> None:
    await join(school, "de-AT").play("""
        > /start
        Tee kochen
        🌐 English, Deutsch
        > [de: Begin]
        Reihenfolge
        Ordne das.
    """)
    await join(school, "fr", "Eve").play("""
        > /start
        Making tea
        🌐 English, Deutsch
        > [Begin]
        Order
        Put in order.
    """)


async def test_a_learner_goes_over_to_another_language_in_the_middle_of_a_question(school: School) -> None:
    ada = join(school, "en")
    for said in ("/start", "[Begin]", "[Skip ▸]", "[Skip ▸]"):
        await (ada.press(said[1:-1]) if said.startswith("[") else ada.say(said))
    assert "Gaps" in ada.text
    await ada.tap(ada.last, button(ada.last, "Tea"))
    english = ada.last
    await choose(ada, "Deutsch")
    await ada.tap(english, button(english, "cake"))
    there = next(one for one in ada.messages if one["message_id"] == english["message_id"])
    assert "Lücken" in text_of(there)
    assert "Tee und Kuchen" in text_of(there)
    assert school.rows("SELECT result FROM answers") == [("right",)]
    await choose(ada, "English")
    await ada.say("/continue")
    assert "Tea and cake" in ada.text


async def test_what_is_not_translated_yet_says_so(school: School) -> None:
    ada = join(school, "de")
    await ada.say("/start")
    await ada.press("de: Begin")
    assert "Not translated yet" not in ada.text
    await ada.say("/lessons")
    assert "2. Leaves" in ada.text
    assert "de: Not translated yet." in ada.text
    await ada.press("2. Leaves")
    assert "Wait two minutes." in ada.text
    assert "de: Not translated yet." in ada.text


async def test_words_are_searched_in_the_language_that_one_reads(school: School) -> None:
    ada, eve = join(school, "de"), join(school, "en", "Eve")
    for pupil, word, found in ((ada, "Reihenfolge", "Reihenfolge"), (eve, "order", "Order")):
        await pupil.say(f"/find {word}")
        assert found in pupil.text, pupil.text
