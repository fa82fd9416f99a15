"""Files of other programs that admins send: checked, shown with what is to be said on them, and published."""

from __future__ import annotations

from pathlib import Path

from bot.course.formats.fitting.placeholder import placeholder
from bot.course.kinds.choice import Choice
from bot.course.model import Course
from bot.course.reading.loader import load_course
from tests.admin_school import COURSES, AdminSchool
from tests.course.formats.hostile import zipped
from tests.course.formats.made import MADE
from tests.course.formats.made_anki import RED, Deck, new_package
from tests.school import Pupil

FORMATS = Path(__file__).parents[2] / "course" / "formats"
GIFT = """\
::From::Where does coffee come from? {=Ethiopia ~Ecuador #It grows there, too.}

::Essay::Write three pages. {}
"""
TASTE = "\n::Taste::Is it sweet? {F}\n"


def loaded(office: AdminSchool, folder: str) -> Course:
    course = load_course(office.content / folder)
    assert isinstance(course, Course), course
    return course


async def test_questions_in_gift_are_shown_with_a_report_and_published(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "coffee.gift", GIFT)
    await grace.play("""
        Coffee – a new course, without a mistake
        Coffee: 1 lesson, 0 sections, 1 question (1 with options)
        coffee.gift:3: left out: an essay: nobody here could judge it
        TODO stands in 3 places
        > [Publish]
        ✅ Coffee
    """)
    (question,) = loaded(office, "coffee").questions
    assert isinstance(question.task, Choice)
    assert [option.text for option in question.task.options if option.correct] == ["Ethiopia"]


async def test_the_file_sent_again_is_a_new_version_that_keeps_ids(office: AdminSchool, grace: Pupil) -> None:
    await office.send(grace, "coffee.gift", GIFT)
    await grace.play("> [Publish]")
    before = [step.id for lesson in loaded(office, "coffee").lessons for step in lesson.steps]
    await office.send(grace, "coffee.gift", GIFT.replace("::From::", "::Origin::") + TASTE)
    await grace.play("""
        Coffee – no mistakes
        > [Publish]
        ✅ Coffee
    """)
    after = [step.id for lesson in loaded(office, "coffee").lessons for step in lesson.steps]
    assert after == [*before, "taste"]


async def test_a_picture_in_a_placeholders_place_stays_when_the_file_is_sent_again(
    office: AdminSchool, grace: Pupil
) -> None:
    notes = (FORMATS / "markdown" / "notes.md").read_text("utf-8")
    await office.send(grace, "notes.md", notes.replace("# A cup of tea", "# Two cups of tea"))
    await grace.play("> [Publish]")
    picture = office.content / "two-cups-of-tea" / "pictures" / "tap.png"
    assert picture.read_bytes() == placeholder("tap.png")
    cup = (COURSES / "tea" / "pictures" / "cup.png").read_bytes()
    picture.write_bytes(cup)
    again = notes.replace("# A cup of tea", "# Two cups of tea").replace("Put them in.", "Put all in.")
    await office.send(grace, "notes.md", again)
    await grace.play("> [Publish]")
    assert picture.read_bytes() == cup
    assert "Put all in." in (picture.parents[1] / "2-leaves.yaml").read_text("utf-8")


async def test_what_was_changed_by_hand_since_is_told_before_it_is_replaced(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "coffee.gift", GIFT)
    await grace.play("> [Publish]")
    lesson = office.content / "coffee" / "1-coffee.yaml"
    lesson.write_text(lesson.read_text("utf-8").replace("summary: TODO", "summary: Dark."), "utf-8")
    await office.send(grace, "coffee.gift", GIFT + TASTE)
    await grace.play("Changed by hand since it was imported, and replaced by Publish: 1-coffee.yaml")


async def test_a_course_that_was_not_imported_is_not_replaced_by_a_file_of_its_name(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "tea.gift", GIFT)
    await grace.play("""
        is called "A cup of tea" already, and was not imported; give this one another title
        Nothing was changed.
    """)


async def test_a_long_report_comes_as_a_file_as_well(office: AdminSchool, grace: Pupil) -> None:
    many = "\n\n".join(
        f"::Q{number}::Is it {number}? {{T}}\n\n::E{number}::Write. {{}}" for number in range(12)
    )
    await office.send(grace, "many.gift", many)
    assert grace.last["document"]["file_name"] == "import.txt"
    lines = (await office.file(grace.last)).decode().splitlines()
    assert lines[0] == "Many: 1 lesson, 0 sections, 12 questions (12 true or false)"
    assert sum("left out: an essay" in line for line in lines) == 12


async def test_a_file_that_nobody_knows_is_refused_with_what_is_known(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "notes.txt", "Hello")
    await grace.play("""
        I take a lesson or a course as .yaml, or a .zip with it and its pictures, or what another program
        Nothing was changed.
    """)


async def test_a_quiz_that_canvas_has_zipped_is_no_course_of_ours_and_is_published_as_one(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "export.zip", MADE["qti/canvas_choice.zip"]())
    await grace.play("""
        Tea quiz – a new course, without a mistake
        > [Publish]
        ✅ Tea quiz
    """)
    assert len(loaded(office, "tea-quiz").questions) == 2


async def test_a_deck_of_anki_is_published_with_its_pictures(office: AdminSchool, grace: Pupil) -> None:
    deck = Deck([('Red? <img src="red.png">', "yes")], media={"red.png": RED}, name="Leaves")
    await office.send(grace, "deck.apkg", new_package(deck))
    await grace.play("> [Publish]")
    assert (office.content / "leaves" / "pictures" / "red.png").is_file()


async def test_a_zip_that_is_not_read_is_told_what_to_do_instead(office: AdminSchool, grace: Pupil) -> None:
    await office.send(grace, "course.zip", zipped({"imsmanifest.xml": "<manifest adlcp='1'/>", "a.html": ""}))
    await grace.play("""
        SCORM packages are programs, and no questions that could be read.
        Nothing was changed.
    """)
