"""Long lists and long screens: all of them stays in sight, whatever is edited."""

from pathlib import Path

import pytest
import yaml

from bot.course.library import Library
from bot.course.reading.loader import load_library
from tests.admin_school import AdminSchool, admin_school
from tests.group_school import gather
from tests.messages import text_of
from tests.school import LocalApi, Pupil, School

LESSONS, COURSES = 120, 61


def write_course(folder: Path, title: str, lessons: int) -> None:
    folder.mkdir(parents=True)
    names = [f"{number}.yaml" for number in range(1, lessons + 1)]
    about = {"title": title, "summary": "About it.", "language": "en", "lessons": names}
    (folder / "course.yaml").write_text(yaml.safe_dump(about), "utf-8")
    for number, name in enumerate(names, 1):
        step = {"section": f"Step of {number}", "text": "Words."}
        lesson = {"title": f"Lesson number {number} of them", "summary": "Short.", "steps": [step]}
        (folder / name).write_text(yaml.safe_dump(lesson), "utf-8")


def numbers(pupil: Pupil) -> list[int]:
    """The numbers of the lessons that the newest message has buttons for."""
    return [int(label.split(".")[0]) for label in pupil.labels if label[0].isdigit()]


def library(folder: Path) -> Library:
    loaded = load_library(folder)
    assert isinstance(loaded, Library), loaded
    return loaded


@pytest.fixture
def office(closed_school: School, api: LocalApi, tmp_path: Path) -> AdminSchool:
    school = admin_school(closed_school, tmp_path)
    school.api = api
    return school


async def test_each_of_120_lessons_can_be_reached(
    closed_school: School, tmp_path: Path, api: LocalApi
) -> None:
    write_course(tmp_path / "content" / "long", "Long", LESSONS)
    async with closed_school.open(library(tmp_path / "content")):
        ada = closed_school.join("Ada")
        await ada.say("/start")
        await ada.press("Lessons")
        message, seen = ada.last["message_id"], numbers(ada)
        for _ in range(5):
            await ada.press("▸")
            seen += numbers(ada)
        assert seen == list(range(1, LESSONS + 1))
        assert ada.last["message_id"] == message
        await ada.press("107. Lesson number 107 of them")
        assert ada.text.startswith("Step of 107")
        await ada.say("/lessons")
        assert numbers(ada)[0] == 101
        assert "▸ 107. Lesson number 107 of them" in ada.text
        await ada.press("◂")
        assert numbers(ada)[0] == 81
    assert not api.complaints


async def test_each_of_61_courses_can_be_reached(
    closed_school: School, tmp_path: Path, api: LocalApi
) -> None:
    for number in range(COURSES):
        write_course(tmp_path / "content" / f"c{number:02}", f"Course {number:02}", 1)
    async with closed_school.open(library(tmp_path / "content")):
        ada = closed_school.join("Ada")
        await ada.say("/start")
        seen = [label for label in ada.labels if label.startswith("Course")]
        for _ in range(3):
            await ada.press("▸")
            seen += [label for label in ada.labels if label.startswith("Course")]
        assert seen == [f"Course {number:02}" for number in range(COURSES)]
        await ada.press("Course 60")
        await ada.press("Begin")
        await ada.play("""
            > /start
            [All courses ▸]
            > [All courses ▸]
            [Course 00]
        """)
    assert not api.complaints


async def test_an_admin_sees_all_lessons_and_all_courses(office: AdminSchool) -> None:
    grace = office.appoint("Grace")
    write_course(office.content / "tea-long", "All lessons", LESSONS)
    for number in range(COURSES - 2):
        write_course(office.content / f"c{number:02}", f"Course {number:02}", 1)
    async with office.at_work():
        await grace.say("/admin")
        await grace.press("Courses")
        count = sum(label.startswith("Course ") for label in grace.labels)
        for _ in range(3):
            await grace.press("▸")
            count += sum(label.startswith("Course ") for label in grace.labels)
        assert count == COURSES - 2
        await grace.press("All lessons")
        message, seen = grace.last["message_id"], grace.text
        for _ in range(5):
            await grace.press("▸")
            seen += grace.text
        assert all(f"{number}. Lesson number {number} of them" in seen for number in range(1, LESSONS + 1))
        assert grace.last["message_id"] == message
        await grace.press("◂ Menu")


async def test_what_is_new_in_61_courses_is_all_in_sight_and_can_be_published(office: AdminSchool) -> None:
    grace = office.appoint("Grace")
    async with office.at_work():
        for number in range(COURSES):
            write_course(office.content / f"c{number:02}", f"Course number {number:02} about it", 3)
        await grace.say("/admin")
        await grace.press("Courses")
        await grace.press("Reload the folder")
        shown = " ".join(map(text_of, grace.messages))
        assert all(f"Course number {number:02} about it – a new course" in shown for number in range(COURSES))
        await grace.press("Publish")
        assert grace.toast == "Published"


def write_courses(content: Path) -> None:
    for number in range(COURSES):
        write_course(content / f"c{number:02}", f"Course {number:02}", 1)


async def test_a_group_can_choose_each_of_61_courses(closed_school: School, tmp_path: Path) -> None:
    write_courses(tmp_path / "content")
    async with closed_school.open(library(tmp_path / "content")):
        group = await gather(closed_school, "Ada", "Bob")
        await group.play("""
            Ada> [Set it up]
            Ada> [Course: –]
            Which course shall it be? · 1/4
            [Course 19]
            Bob> [▸]
            Bob~ Only admins of this chat can do that.
            Ada> [▸]
            Ada> [▸]
            Ada> [▸]
            [Course 60]
            Ada> [Course 60]
            Ada~ Saved
            [Course: Course 60]
        """)


async def test_a_learner_of_many_courses_turns_the_pages_of_their_progress_and_of_links(
    closed_school: School, tmp_path: Path
) -> None:
    write_courses(tmp_path / "content")
    about = tmp_path / "content" / "c00" / "course.yaml"
    links = [{"title": f"Link {number:02}", "url": "https://example.org"} for number in range(45)]
    more = yaml.safe_dump({"resources": {"links": links}})
    about.write_text(about.read_text("utf-8") + more, "utf-8")
    async with closed_school.open(library(tmp_path / "content")):
        ada = closed_school.join("Ada")
        await ada.say("/start c00")
        await ada.press("Begin")
        for number in range(1, 22):
            await ada.say(f"/start c{number:02}")
            await ada.press("Begin")
        await ada.say("/progress")
        seen = ada.text
        for _ in range(2):
            await ada.press("▸")
            seen += ada.text
        assert all(f"Course {number:02}" in seen for number in range(22))
        await ada.say("/start c00")
        await ada.press("Continue")
        await ada.say("/resources")
        assert "Link 44" not in ada.text
        await ada.press("▸")
        assert "Link 44" in ada.text


async def test_admins_reach_each_admin_and_each_audience(office: AdminSchool) -> None:
    grace = office.appoint("Grace")
    write_courses(office.content)
    async with office.at_work():
        people = [office.join(f"Admin {number:02}") for number in range(25)]
        for one in people:
            await one.say("/start")
            await grace.say(f"/promote {one.id}")
        await grace.play("""
            > /admin
            > [People]
        """)
        seen = grace.text
        await grace.press("▸")
        seen += grace.text
        assert all(f"Admin {number:02}" in seen for number in range(25))
        await grace.say("/broadcast")
        await grace.press("New broadcast")
        await grace.say("Tea is ready.")
        await grace.press("For whom")
        for _ in range(3):
            await grace.press("▸")
        await grace.press("Learners of Course 60")
        assert "Course 60" in grace.text
    assert not office.api.complaints
