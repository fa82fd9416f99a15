"""Importing a file once more, after it or the course has changed: ids stay, and nothing is lost unasked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.cli import main
from bot.course.model import Course
from bot.course.reading.loader import load_course
from tests.tools.imports import NOTES, bring_in

Said = pytest.CaptureFixture[str]
CUP = NOTES.parents[3] / "content" / "tea" / "pictures" / "cup.png"


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The notes and the course that was made of them, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(NOTES, "notes.md")
    bring_in("notes.md")
    return Path("tea")


def change(old: str, new: str, file: str = "notes.md") -> None:
    text = Path(file).read_text("utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new), "utf-8")


def loaded() -> Course:
    course = load_course(Path("tea"))
    assert isinstance(course, Course), course
    return course


def ids() -> list[str]:
    return [step.id for lesson in loaded().lessons for step in lesson.steps]


def test_the_same_file_makes_the_same_course_byte_for_byte(tea: Path) -> None:
    before = {path: path.read_bytes() for path in tea.rglob("*") if path.is_file()}
    bring_in("notes.md")
    assert {path: path.read_bytes() for path in tea.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It has more air in it", "There is more air in it"),
        ("**Cold water**", "**Fresh, cold water**"),
        ("### How hot is it?", "### How hot is boiling water?"),
        ("Water boils in front of you.", "The water in front of you boils."),
        ("## Leaves", "## The leaves"),
        ("# A cup of tea", "# Tea for two"),
    ],
)
def test_a_changed_text_keeps_its_id(tea: Path, old: str, new: str) -> None:
    before, lessons = ids(), [lesson.id for lesson in loaded().lessons]
    change(old, new)
    bring_in("notes.md")
    assert ids() == before
    assert [lesson.id for lesson in loaded().lessons] == lessons
    assert loaded().id == "a-cup-of-tea"


def test_what_is_put_in_front_takes_nobodys_id(tea: Path) -> None:
    before = ids()
    first = "It all begins with water."
    change(first, f"{first}\n\n**Let's practise!**\n\nSwim a little.")
    bring_in("notes.md")
    assert [one for one in ids() if one in before] == before
    assert len(set(ids())) == len(before) + 1


def test_an_id_that_was_removed_is_not_given_to_something_else(tea: Path) -> None:
    change("**Let's practise!**", "**A riddle**")
    change("Now it is your turn.", "What has a mouth and no teeth?")
    bring_in("notes.md")
    course = loaded()
    assert [step.id for step in course.lessons[0].steps if step.title == "A riddle"] == ["a-riddle"]


def test_it_says_what_has_changed_since_the_last_time(tea: Path, capsys: Said) -> None:
    change("It has more air in it", "There is more air in it")
    capsys.readouterr()
    bring_in("notes.md")
    assert "since the last import: 1 step changed" in capsys.readouterr().out


def test_what_was_changed_by_hand_is_not_overwritten_unasked(tea: Path, capsys: Said) -> None:
    change("summary: TODO", "summary: What has to boil.", "tea/1-water.yaml")
    before = {path: path.read_bytes() for path in tea.rglob("*") if path.is_file()}
    change("It has more air in it", "There is more air in it")
    assert main(["import", "notes.md", "--to", "tea"]) == 2
    assert "tea: changed by hand since it was imported: 1-water.yaml; to lose that, say --replace\n" in (
        capsys.readouterr().err
    )
    assert {path: path.read_bytes() for path in tea.rglob("*") if path.is_file()} == before
    bring_in("notes.md", "--replace")
    assert "There is more air" in Path("tea/1-water.yaml").read_text("utf-8")
    assert loaded().lessons[0].summary == ""


def test_other_ends_of_lines_are_no_change(tea: Path) -> None:
    path = tea / "1-water.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    bring_in("notes.md")


def test_a_picture_in_a_placeholders_place_stays_and_so_do_files_of_ones_own(tea: Path) -> None:
    shutil.copy(CUP, tea / "pictures" / "tap.png")
    (tea / "mine.txt").write_text("Ask Kim.", "utf-8")
    bring_in("notes.md")
    assert (tea / "pictures" / "tap.png").read_bytes() == CUP.read_bytes()
    assert (tea / "mine.txt").read_text("utf-8") == "Ask Kim."


def test_a_lesson_that_is_there_no_more_goes(tea: Path) -> None:
    text = Path("notes.md").read_text("utf-8")
    Path("notes.md").write_text(text[: text.index("## Leaves")], "utf-8")
    bring_in("notes.md")
    assert [path.name for path in sorted(tea.glob("*.yaml"))] == ["1-water.yaml", "course.yaml"]


@pytest.mark.parametrize("file", ["course.yaml", "words.txt"])
def test_a_folder_that_was_not_imported_is_left_alone(tea: Path, file: str, capsys: Said) -> None:
    other = Path("other")
    other.mkdir()
    (other / file).write_text("title: Mine\n", "utf-8")
    assert main(["import", "notes.md", "--to", "other"]) == 2
    assert capsys.readouterr().err.startswith("other: ")
    assert [path.name for path in other.iterdir()] == [file]


def test_a_course_with_the_title_of_one_beside_it_has_an_id_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("tea", "second cup", "second cup"):
        assert main(["import", str(NOTES), "--to", folder]) == 0
    assert 'another course beside it has the id "a-cup-of-tea" already' in capsys.readouterr().err
    assert main(["check", "."]) == 0
    assert "second-cup: 2 lessons" in capsys.readouterr().out
