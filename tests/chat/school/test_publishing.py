"""Publishing in the chat, as transcripts."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from bot.course.model import Course
from bot.course.reading.loader import load_course
from tests.admin_school import COFFEE, LEAVES, AdminSchool, zipped
from tests.messages import buttons_of, letter_of, text_of
from tests.school import Pupil


async def test_a_lesson_is_checked_looked_at_published_and_taught(office: AdminSchool, grace: Pupil) -> None:
    ada = office.join("Ada")
    await ada.play("""
        > /start
        > [Begin]
        Cold water
    """)
    await office.send(grace, "leaves.yaml", LEAVES)
    await grace.play("""
        A cup of tea – no mistakes
        ➕ new: Wait
        ✎ changed: Into the pot
        1 learner is under way. They keep their place and their score.
        Nothing has changed yet.
        [See it as learners will]
        [Publish] [Throw it away]
        > [See it as learners will]
        Preview · step 4 of 6 · A cup of tea
        Into the pot
        Two spoons a cup.
        [◂] [Changes] [▸]
        [Publish] [Throw it away]
        > [▸]
        Three minutes.
        > [Publish]
        ~ Published
        ✅ A cup of tea is taught like this from now on.
        [Restore the version before]
    """)
    await ada.play("""
        > [Lessons]
        > [2. Leaves]
        Two spoons a cup.
        > [Next ▸]
        Three minutes.
    """)


async def test_the_log_says_what_was_published_and_not_by_whom(
    office: AdminSchool, grace: Pupil, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "bot"):
        await office.send(grace, "leaves.yaml", LEAVES)
        await grace.press("Publish")
    assert caplog.messages == ["CONTENT_DIR: published from the chat; changed: tea"]


async def test_the_preview_shows_pictures_and_questions_as_learners_see_them_and_saves_nothing(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    before = office.rows("SELECT * FROM progress")
    await grace.press("See it as learners will")
    for _ in range(3):
        await grace.press("◂")
    assert grace.last["photo"]
    await grace.play("""
        > [▸]
        > [▸]
        Preview · step 3 of 6
        How hot?
        [Hint]
        [See the answer]
        > [Hint]
        Look for bubbles.
    """)
    wrong = letter_of(grace.text, "It sings")
    await grace.press(wrong)
    await grace.play("""
        ~ Wrong – this is what learners see then.
        That is the kettle.
    """)
    await grace.play("""
        > [See the answer]
        At 100 °C it boils.
        [◂] [Changes] [▸]
        > [Changes]
        ➕ new: Wait
    """)
    assert office.rows("SELECT * FROM progress") == before == []
    assert office.rows("SELECT * FROM answers") == []


async def test_mistakes_come_back_with_their_places_and_nothing_is_published(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "leaves.yaml", LEAVES.replace("feedback:", "feedbak:"))
    await grace.play("""
        1 mistake – nothing was changed.
        leaves.yaml:19:5:
        "feedbak" is not known here; did you mean "feedback"?
        Mend it and send me the file again.
    """)
    assert office.rows("SELECT * FROM uploads") == []
    assert not list((office.content / ".incoming").iterdir())


async def test_a_long_list_of_mistakes_is_cut_and_comes_as_a_file(office: AdminSchool, grace: Pupil) -> None:
    steps = "".join(f"  - section: Step {number}\n    txt: Hm.\n" for number in range(12))
    await office.send(grace, "leaves.yaml", f"id: leaves\ntitle: L\nsummary: S\nsteps:\n{steps}")
    listed = text_of(grace.messages[-2])
    assert "… and 4 more. The file has all of them.\n\nMend them and send me the file again." in listed
    assert grace.last["document"]["file_name"] == "mistakes.txt"
    file = (await office.file(grace.last)).decode()
    assert len(file.splitlines()) == 12
    assert file.startswith("leaves.yaml:6:5: ")


async def test_a_new_lesson_joins_its_course_at_the_end(office: AdminSchool, grace: Pupil) -> None:
    lesson = "title: Sugar\nsummary: Or none.\nsteps:\n  - section: One lump\n    text: Or two.\n"
    await office.send(grace, "sugar.yaml", lesson)
    await grace.play("""
        A cup of tea – no mistakes
        ➕ new lessons: Sugar
        > [Publish]
        ~ Published
    """)
    names = (office.content / "tea" / "course.yaml").read_text()
    assert "lessons: [1-water.yaml, 2-leaves.yaml, 3-sugar.yaml]" in names
    assert names.startswith("# A small course for the tests")


async def test_a_lesson_that_may_belong_to_several_courses_asks_which(
    office: AdminSchool, grace: Pupil
) -> None:
    await office.send(grace, "coffee.zip", zipped(COFFEE))
    await grace.press("Publish")
    lesson = "title: Sugar\nsummary: Or none.\nsteps:\n  - section: One lump\n    text: Or two.\n"
    await office.send(grace, "sugar.yaml", lesson)
    await grace.play("""
        Sugar
        Which course does this belong to?
        [A cup of coffee]
        [A cup of tea]
        > [A cup of coffee]
        A cup of coffee – no mistakes
        ➕ new lessons: Sugar
        > [Publish]
        ✅ A cup of coffee
    """)
    assert (office.content / "coffee" / "2-sugar.yaml").exists()
    assert (office.content / "coffee" / "course.yaml").read_text().endswith("  - 2-sugar.yaml\n")


async def test_a_zip_brings_a_course_with_its_pictures(office: AdminSchool, grace: Pupil) -> None:
    cup = (office.content / "tea" / "pictures" / "cup.png").read_bytes()
    beans = COFFEE["1-beans.yaml"] + "    picture: {file: pictures/cup.png, description: A cup.}\n"
    files: dict[str, Any] = {
        "coffee/course.yaml": COFFEE["course.yaml"],
        "coffee/1-beans.yaml": beans,
        "coffee/pictures/cup.png": cup,
        "__MACOSX/coffee/._course.yaml": b"\0",
    }
    await office.send(grace, "coffee.zip", zipped(files))
    await grace.play("""
        A cup of coffee – a new course, without a mistake
        ➕ lessons: Beans
        > [See it as learners will]
        Grind them
        > [Publish]
        ✅ A cup of coffee
    """)
    assert (office.content / "coffee" / "pictures" / "cup.png").read_bytes() == cup
    ada = office.join("Ada")
    await ada.play("""
        > /start
        Choose a course
        [A cup of coffee]
        [A cup of tea]
        > [A cup of coffee]
        > [Begin]
        Grind them
    """)
    assert ada.last["photo"]


async def test_the_version_before_comes_back_with_one_tap(office: AdminSchool, grace: Pupil) -> None:
    before = (office.content / "tea" / "2-leaves.yaml").read_bytes()
    await office.send(grace, "leaves.yaml", LEAVES)
    await grace.play("""
        > [Publish]
        A cup of tea is taught like this from now on.
        > [Restore the version before]
        ~ Restored
        ✅ A cup of tea is taught again as it was: the version of 2026-03-01 12:00:00 UTC.
    """)
    assert (office.content / "tea" / "2-leaves.yaml").read_bytes() == before
    await grace.play("""
        > /admin
        > [Courses]
        > [A cup of tea]
        An earlier version can be brought back with one tap
        [Restore 2026-03-01
    """)
    newest_first = [label for label in grace.labels if label.startswith("Restore")]
    assert len(set(newest_first)) == 2, "two of the same minute are told apart"
    await grace.press(newest_first[0])
    assert (office.content / "tea" / "2-leaves.yaml").read_text() == LEAVES


async def test_learners_keep_place_and_score_when_their_step_is_taken_out(
    office: AdminSchool, grace: Pupil
) -> None:
    ada = office.join("Ada")
    await ada.play("""
        > /start
        > [Begin]
        > [Next ▸]
        Hot water
    """)
    water = (office.content / "tea" / "1-water.yaml").read_text()
    without = water.replace("  - section: Hot water\n    id: hot\n    text: Heat it.\n", "")
    await office.send(grace, "water.yaml", without)
    await grace.play("""
        ➖ removed: Hot water
        1 learner is under way.
        1 of them stands at a step that goes, and will go on with what follows.
        > [Publish]
        ~ Published
    """)
    await ada.press("Next ▸")
    assert "How hot?" in ada.text
    await ada.press(letter_of(ada.text, "It boils"))
    await ada.play("""
        ~ Right
        > /progress
        Right at the first try: 1 of 2
    """)


async def test_an_upload_is_still_there_after_a_restart(closed: AdminSchool, grace: Pupil) -> None:
    async with closed.at_work():
        await grace.say("/start")
        await closed.send(grace, "leaves.yaml", LEAVES)
    async with closed.at_work():
        await grace.play("""
            > [See it as learners will]
            Two spoons a cup.
            > [Publish]
            ~ Published
        """)
    loaded = load_course(closed.content / "tea")
    assert isinstance(loaded, Course)
    assert loaded.step("wait") is not None
    async with closed.at_work():
        ada = closed.join("Ada")
        await ada.play("""
            > /start
            > [Lessons]
            > [2. Leaves]
            Two spoons a cup.
        """)


async def test_of_two_who_publish_at_once_the_second_is_told_and_looks_again(
    closed: AdminSchool, grace: Pupil
) -> None:
    alan = closed.appoint("Alan")
    async with closed.at_work():
        for admin in (grace, alan):
            await admin.say("/start")
        await closed.send(grace, "leaves.yaml", LEAVES)
        water = (closed.content / "tea" / "1-water.yaml").read_text()
        await closed.send(alan, "water.yaml", water.replace("Heat it.", "Heat it well."))
        await grace.press("Publish")
        await alan.play("""
            > [Publish]
            ~ Something else was published since. Look at it again first.
            Nothing was done: look at it again
            > [Look at it again]
            ✎ changed: Hot water
            > [Publish]
            ~ Published
        """)
        assert "✎ changed: Into the pot" not in alan.text
    course = load_course(closed.content / "tea")
    assert isinstance(course, Course)
    assert course.step("wait") is not None
    assert "Heat it well." in (closed.content / "tea" / "1-water.yaml").read_text()


async def test_a_second_tap_on_publish_changes_nothing(office: AdminSchool, grace: Pupil) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    message, button = grace.find("Publish")
    update = await grace.tap(message, button)
    await office.deliver_again(update)
    assert len(list((office.content / ".versions" / "tea").iterdir())) == 2
    assert "Restore the version before" in grace.labels
    assert len(office.calls("sendMessage")) == len(grace.messages) - 2


async def test_what_is_thrown_away_is_gone(office: AdminSchool, grace: Pupil) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    await grace.play("""
        > [Throw it away]
        ~ Thrown away
    """)
    assert office.rows("SELECT * FROM uploads") == []
    assert not list((office.content / ".incoming").iterdir())


async def test_what_is_taught_already_needs_no_publishing(office: AdminSchool, grace: Pupil) -> None:
    await office.send(grace, "x.yaml", (office.content / "tea" / "2-leaves.yaml").read_text())
    await grace.play("That is what is taught already: there is nothing to publish.")


async def test_what_is_no_course_is_refused_in_one_sentence(office: AdminSchool, grace: Pupil) -> None:
    for name, data, words in (
        ("notes.txt", "Hello", "I take a lesson or a course as .yaml"),
        ("x.yaml", "title: Hm\n", '"x.yaml" is neither a lesson nor a course'),
        ("x.zip", "no zip at all", "This zip is damaged"),
        ("../../evil.yaml", "title: Hm\n", "neither a lesson nor a course"),
    ):
        await office.send(grace, name, data)
        await grace.play(f"""
            {words}
            Nothing was changed.
        """)
    assert office.rows("SELECT * FROM uploads") == []


async def test_a_publication_offers_to_tell_learners(office: AdminSchool, grace: Pupil) -> None:
    await office.send(grace, "leaves.yaml", LEAVES)
    await grace.press("Publish")
    assert any(button["text"] == "Announce it" for button in buttons_of(grace.last))


async def test_a_zip_brings_a_translation_along(office: AdminSchool, grace: Pupil) -> None:
    await office.send(grace, "coffee.zip", zipped(COFFEE))
    await grace.press("Publish")
    german = {"de/course.yaml": "language: de\ntitle: Kaffee\n"}
    await office.send(grace, "coffee.zip", zipped(COFFEE | german))
    assert "🌐 Translations that change: Deutsch" in grace.text
    await grace.press("Publish")
    eve = Pupil(grace.school, grace.school.world.join("Eve", language_code="de").id)
    await eve.say("/start coffee")
    assert "Kaffee" in eve.text
