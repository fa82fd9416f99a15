"""An admin takes a course away: as its files, or for another program."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.course.exporting import ExportTo
from bot.course.message import say
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.shelf.zip_file import unpack
from bot.learning.school.exported_course import ExportedCourse
from bot.views.school.course_exports import exported
from bot.views.words import words_for
from tests.admin_school import AdminSchool, forge
from tests.school import Pupil

LABELS = {
    ExportTo.YAML: "Its files (YAML, zip)",
    ExportTo.ANKI: "Cards for Anki",
    ExportTo.MOODLE: "Questions for Moodle (XML)",
    ExportTo.GIFT: "Questions as GIFT",
    ExportTo.CSV: "A table (CSV)",
    ExportTo.MARKDOWN: "Notes (Markdown)",
}


async def open_downloads(grace: Pupil) -> None:
    await grace.say("/admin")
    for label in ("Courses", "A cup of tea", "Download"):
        await grace.press(label)


async def test_a_course_is_had_in_each_format_from_its_page(office: AdminSchool, grace: Pupil) -> None:
    await open_downloads(grace)
    assert "What its format cannot hold I tell you" in grace.text
    for to, label in LABELS.items():
        await open_downloads(grace)
        await grace.press(label)
        sent = grace.messages[-1]
        assert sent["document"]["file_name"] == f"tea.{to.value}"
        assert sent["caption"].startswith(f"tea.{to.value}: ")
        assert await office.file(sent)
    assert list(LABELS) == list(ExportTo)


async def test_the_zip_makes_the_course_that_is_taught(
    office: AdminSchool, grace: Pupil, tmp_path: Path
) -> None:
    await open_downloads(grace)
    await grace.press(LABELS[ExportTo.YAML])
    unpack(await office.file(grace.messages[-1]), tmp_path / "again")
    again = load_course(tmp_path / "again")
    assert isinstance(again, Course)
    assert again.title == "A cup of tea"
    assert "left out" not in grace.messages[-1]["caption"]


async def test_what_is_lost_is_said_below_the_file(office: AdminSchool, grace: Pupil) -> None:
    await open_downloads(grace)
    await grace.press(LABELS[ExportTo.ANKI])
    assert "• left out: texts: there are cards alone" in grace.messages[-1]["caption"]


async def test_a_file_that_cannot_be_read_is_said_and_the_way_on_stays(
    office: AdminSchool, grace: Pupil
) -> None:
    await open_downloads(grace)
    for picture in (office.content / "tea").rglob("*.png"):
        picture.unlink()
    await grace.press(LABELS[ExportTo.MOODLE])
    assert "cannot be read just now" in grace.text


async def test_nobody_else_gets_a_course_by_an_old_button(office: AdminSchool, grace: Pupil) -> None:
    await open_downloads(grace)
    ada = office.join("Ada")
    await ada.say("/start")
    before = len(ada.messages)
    _, button = grace.find(LABELS[ExportTo.YAML])
    await forge(office, ada, button["callback_data"])
    assert len(ada.messages) == before


@pytest.mark.parametrize("number", [0, 3, 40])
def test_the_caption_has_room_for_all_that_is_said(number: int) -> None:
    report = (
        say("export.written", file="tea.xml", sections=2, questions=3),
        *(say("export.beside", why=say("export.mistake", text="x" * 300 + str(n))) for n in range(number)),
    )
    screen = exported(words_for(None), ExportedCourse("Tea", "tea.xml", b"", report))
    assert len(screen.text) <= 1024
    assert ("more like it" in screen.text) == (number > 5)
