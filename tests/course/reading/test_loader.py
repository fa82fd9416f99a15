"""What comes out of files that are right, and how it is found again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bot.course.keys import key
from bot.course.library import Library
from bot.course.model import Course, Link, Question, Section
from bot.course.reading.loader import load_course, load_library
from bot.views.course_messages import line_of
from tests.course.reading import tea

CONTENT = Path(__file__).parents[3] / "content"


def course_of(folder: Path, **files: str | bytes) -> Course:
    course = load_course(tea.write(folder, **files))
    assert isinstance(course, Course), course
    return course


def library_of(content: Path) -> Library:
    library = load_library(content)
    assert isinstance(library, Library), library
    return library


def test_a_course_holds_what_its_files_say(tmp_path: Path) -> None:
    course = course_of(tmp_path)
    assert (course.id, course.title, course.summary, course.language) == (
        "tea",
        "Making tea",
        "From the kettle to the cup.",
        "en",
    )
    water, leaves = course.lessons
    assert (water.id, leaves.id) == ("water", "leaves")
    section, question = water.steps
    assert isinstance(section, Section)
    assert isinstance(question, Question)
    assert (section.id, section.title, section.text) == (
        "fresh-water",
        "Fresh water",
        "Take **fresh** water.",
    )
    assert (question.id, question.title, question.prompt) == (
        "how-hot",
        "How hot?",
        "How hot is boiling water?",
    )
    assert question.task.correct == {"100-degrees"}
    assert [option.why for option in question.task.options] == [
        "",
        "That is lukewarm.",
        "One of them is right.",
    ]


def test_a_picture_knows_its_file_and_the_digest_of_its_bytes(tmp_path: Path) -> None:
    section = course_of(tmp_path).lessons[0].steps[0]
    assert isinstance(section, Section)
    assert section.picture
    assert section.picture.path.read_bytes() == tea.png()
    assert section.picture.digest == hashlib.sha256(tea.png()).hexdigest()
    assert section.picture.description == "A kettle on a fire."


def test_links_call_outs_and_terms_are_there(tmp_path: Path) -> None:
    more = (
        "resources:\n  links:\n    - title: Docs\n      url: https://a.org/b\n"
        "  note: More.\n  warning: Mind.\n"
        "glossary:\n  - term: Cup\n    meaning: A *small* bowl.\nabout: |\n  One.\n\n  Two.\n"
    )
    course = course_of(tmp_path, course=tea.COURSE + more)
    assert course.resources.links == (Link("Docs", "https://a.org/b"),)
    assert (course.resources.note, course.resources.warning) == ("More.", "Mind.")
    assert [(term.term, term.meaning) for term in course.glossary] == [("Cup", "A *small* bowl.")]
    assert course.about == "One.\n\nTwo."


def test_a_course_without_an_id_has_the_one_of_its_folder(tmp_path: Path) -> None:
    assert course_of(tmp_path / "Green Tea", course=tea.COURSE.replace("id: tea\n", "")).id == "green-tea"


@pytest.mark.parametrize(
    ("text", "more", "last"),
    [
        ("All of the above.", "", True),
        ("None of these", "", True),
        ("*All of the above*", "", True),
        ("Both of these answers are correct", "", True),
        ("All of the above", "        last: false\n", False),
        ("It depends", "        last: true\n", True),
        ("All of these cups are blue", "", False),
        ("All leaves", "", False),
    ],
)
def test_an_option_about_the_others_stays_last(tmp_path: Path, text: str, more: str, last: bool) -> None:
    water = tea.WATER.replace("None of these\n", f"'{text}'\n{more}")
    question = course_of(tmp_path, water=water).questions[0]
    assert [option.last for option in question.task.options] == [False, False, last]


def test_a_library_finds_courses_lessons_and_steps_by_id_and_key(tmp_path: Path) -> None:
    tea.write(tmp_path / "b")
    tea.write(tmp_path / "a", course=tea.COURSE.replace("id: tea", "id: other"))
    (tmp_path / "not a course").mkdir()
    library = library_of(tmp_path)
    assert [course.id for course in library.courses] == ["other", "tea"]
    course = library.course("tea")
    assert course is library.courses[1]
    assert library.course_by_key(course.key) is course
    assert library.step_by_key(course.step_key("how-hot")) == (course, course.step("how-hot"))
    assert library.lesson_by_key(key("tea", "lesson", "leaves")) == (course, course.lessons[1])


def test_what_is_not_there_any_more_is_none(tmp_path: Path) -> None:
    tea.write(tmp_path / "tea")
    library = library_of(tmp_path)
    assert library.course("coffee") is None
    assert (
        library.course_by_key("gone") is library.step_by_key("gone") is library.lesson_by_key("gone") is None
    )


def test_the_mistakes_of_all_courses_are_found_at_once_and_name_the_folder(tmp_path: Path) -> None:
    tea.write(tmp_path / "a", course=tea.COURSE.replace("language: en", "language: no"))
    other = tea.COURSE.replace("id: tea", "id: other")
    tea.write(tmp_path / "b", course=other, leaves=tea.LEAVES.replace("summary", "sumary"))
    found = load_library(tmp_path)
    assert isinstance(found, tuple)
    assert [line_of(mistake).split(": ")[0] for mistake in found] == [
        "a/course.yaml:4:11",
        "b/2-leaves.yaml:2:1",
    ]


def test_two_courses_of_one_id_are_a_mistake(tmp_path: Path) -> None:
    tea.write(tmp_path / "a")
    tea.write(tmp_path / "b")
    (mistake,) = load_library(tmp_path)  # type: ignore[misc]
    said = 'another course has the id "tea" already (a/course.yaml:1:5); choose another id'
    assert line_of(mistake) == f"b/course.yaml:1:5: {said}"


def test_a_course_folder_that_is_a_link_out_of_the_content_is_refused(tmp_path: Path) -> None:
    tea.write(tmp_path / "elsewhere")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "tea").symlink_to(tmp_path / "elsewhere")
    (mistake,) = load_library(tmp_path / "content")  # type: ignore[misc]
    assert "leads out of the course's folder" in line_of(mistake)


@pytest.mark.parametrize("name", ["course.yml", "Course.yaml", "COURSE.YAML", "course.yaml.txt"])
def test_a_course_whose_file_is_misnamed_does_not_vanish_silently(tmp_path: Path, name: str) -> None:
    tea.write(tmp_path / "tea")
    other = tea.write(tmp_path / "other")
    (other / "course.yaml").rename(other / name)
    (mistake,) = load_library(tmp_path)  # type: ignore[misc]
    said = "a course's own file has to be named course.yaml, exactly like this; rename this one"
    assert line_of(mistake) == f"other/{name}:1:1: {said}"


def test_a_course_in_no_folder_of_its_own_is_a_mistake(tmp_path: Path) -> None:
    tea.write(tmp_path)
    (mistake,) = load_library(tmp_path)  # type: ignore[misc]
    assert line_of(mistake).startswith(
        "course.yaml:1:1: a course needs a folder of its own here; move this file"
    )
    tea.write(tmp_path / "other", course=tea.COURSE.replace("id: tea", "id: other"))
    assert load_library(tmp_path) == (mistake,)


@pytest.mark.parametrize("name", ["", "nowhere", "a file"])
def test_a_place_without_courses_says_what_to_put_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "a file").touch()
    (mistake,) = load_library(tmp_path / name)  # type: ignore[misc]
    assert "there is no course in" in line_of(mistake)
    assert "put each course into a folder of its own, with a file course.yaml" in line_of(mistake)


def test_the_first_course_is_complete_and_has_no_mistakes() -> None:
    course, *_ = library_of(CONTENT).courses
    assert course.id == "what-is-docker"
    assert [lesson.id for lesson in course.lessons] == ["containers", "docker-engine", "virtual-machines"]
    quizzes = [[question for question in lesson.questions if not question.check] for lesson in course.lessons]
    counts = [
        (len(lesson.steps) - len(lesson.questions), len(quiz))
        for lesson, quiz in zip(course.lessons, quizzes, strict=True)
    ]
    assert counts == [(11, 1), (9, 2), (9, 2)]
    assert course.cover
