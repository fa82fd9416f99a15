"""`import` at the terminal: a file becomes a course in a folder, or one line says why not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bot.cli import main
from bot.course.formats.fitting.placeholder import placeholder
from bot.course.model import Course, Question, Section
from bot.course.reading.loader import load_course
from tests.tools.imports import NOTES

Said = pytest.CaptureFixture[str]


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The notes, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return Path(shutil.copy(NOTES, tmp_path / "in" / "notes.md")).relative_to(tmp_path)


def loaded(folder: str | Path) -> Course:
    course = load_course(Path(folder))
    assert isinstance(course, Course), course
    return course


def test_notes_become_a_course_that_check_is_content_with(notes: Path, capsys: Said) -> None:
    assert main(["import", str(notes), "--to", "tea"]) == 0
    said = capsys.readouterr()
    assert said.out == (
        "A cup of tea: 2 lessons, 6 sections, 2 questions (2 with options)\ntea: written, no mistakes\n"
    )
    assert main(["check", "tea"]) == 0
    assert capsys.readouterr().out == "a-cup-of-tea: 2 lessons, 8 steps, 2 questions, no mistakes\n"


def test_lessons_sections_questions_and_links_of_notes_come_over_in_order(notes: Path) -> None:
    main(["import", str(notes), "--to", "tea"])
    course = loaded("tea")
    assert [lesson.title for lesson in course.lessons] == ["Water", "Leaves"]
    assert [step.title for step in course.lessons[0].steps] == [
        *("Water", "Cold water", "Boiling", "Boiling (2)", "Let's practise!", "How hot is it?"),
    ]
    hot, leaves = course.questions
    assert [option.text for option in hot.task.options if option.correct] == ["It has 100 °C."]  # type: ignore[union-attr]
    assert leaves.task.several  # type: ignore[union-attr]
    assert hot.feedback == "Right! At sea level it boils at 100 °C."
    assert [link.url for link in course.resources.links] == ["https://example.org/tea"]
    boiling = course.lessons[0].steps[2]
    assert isinstance(boiling, Section)
    assert "[Boiling](https://example.org/boiling)" in boiling.text


def test_a_picture_that_is_not_there_has_a_placeholder_and_is_named(notes: Path, capsys: Said) -> None:
    main(["import", str(notes), "--to", "tea"])
    said = capsys.readouterr().err
    for name in ("tap", "kettle", "whistle"):
        assert (Path("tea") / "pictures" / f"{name}.png").read_bytes() == placeholder(f"{name}.png")
        assert (
            f'the picture "../_images/{name}.png" is not there; put it in place of pictures/{name}.png'
            in said
        )
    main(["check", "tea"])
    assert capsys.readouterr().err.count("only keeps a picture's place") == 3


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("img/", "4 pictures are not there, such as"),
        ("https://example.org/", "4 pictures are on the web, and none is fetched from there, such as"),
    ],
)
def test_many_pictures_that_are_not_to_be_had_are_one_line_and_each_in_the_report_for_programs(
    at: str, said: str, notes: Path, capsys: Said
) -> None:
    texts = "\n\n".join(f"### {name}\n\nIt is {name}.\n\n![]({at}{name}.png)" for name in "abcd")
    notes.write_text(f"# Tea\n\n## Water\n\n{texts}\n", "utf-8")
    main(["import", str(notes), "--to", "tea", "--report", "report.json"])
    lines = [line for line in capsys.readouterr().err.splitlines() if "picture" in line]
    where = 'notes.md: left out: {} "a.png", "b.png", "c.png". '
    assert [line.startswith(where.format(said).rstrip()) for line in lines] == [True]
    assert len(json.loads(Path("report.json").read_text("utf-8"))["left_out"]) == 4
    assert all((Path("tea/pictures") / f"{name}.png").is_file() for name in "abcd")


@pytest.mark.parametrize(
    ("words", "language", "doubts"), [(8, "en", 1), (40, "de", 0)], ids=["a line", "a paragraph"]
)
def test_a_language_is_told_of_enough_words_alone(
    words: int, language: str, doubts: int, notes: Path, capsys: Said
) -> None:
    text = " ".join(("Der Tee ist gut und die Kanne auch. " * 5).split()[:words])
    notes.write_text(f"# Tee\n\n## Wasser\n\n{text}\n", "utf-8")
    main(["import", str(notes), "--to", "tea"])
    assert loaded("tea").language == language
    assert capsys.readouterr().err.count("too little text") == doubts


def test_a_picture_beside_the_file_is_taken_along(notes: Path) -> None:
    Path("_images").mkdir()
    shutil.copy(NOTES.parents[3] / "content" / "tea" / "pictures" / "cup.png", "_images/tap.png")
    main(["import", str(notes), "--to", "tea"])
    assert Path("tea/pictures/tap.png").read_bytes() == Path("_images/tap.png").read_bytes()


def test_no_picture_is_taken_from_beyond_the_folder_around_the_files(notes: Path, capsys: Said) -> None:
    text = notes.read_text("utf-8").replace("../_images/tap.png", "../../tap.png")
    inner = Path("a/b")
    inner.mkdir(parents=True)
    (inner / "notes.md").write_text(text, "utf-8")
    shutil.copy(NOTES.parents[3] / "content" / "tea" / "pictures" / "cup.png", "tap.png")
    main(["import", "a/b/notes.md", "--to", "tea"])
    assert '"../../tap.png" is not there' in capsys.readouterr().err


def test_a_preview_writes_nothing(notes: Path, capsys: Said) -> None:
    assert main(["import", str(notes), "--to", "tea", "--preview"]) == 0
    assert "   ? How hot is it?" in capsys.readouterr().out.splitlines()
    assert [path.name for path in Path().iterdir()] == ["in"]


def test_strict_is_status_1_where_something_was_left_out(notes: Path) -> None:
    assert main(["import", str(notes), "--to", "tea", "--strict"]) == 1
    Path("plain.md").write_text("# Tea\n\n## Water\n\nIt is wet.\n", "utf-8")
    assert main(["import", "plain.md", "--strict"]) == 0
    assert loaded("plain").title == "Tea"


def test_the_report_as_json_has_numbers_and_places(notes: Path) -> None:
    main(["import", str(notes), "--to", "tea", "--report", "report.json"])
    report = json.loads(Path("report.json").read_text("utf-8"))
    assert (report["lessons"], report["sections"], report["questions"]) == (2, 6, {"choice": 2})
    places = [(one["file"], one["line"]) for one in report["left_out"]]
    lines = NOTES.read_text("utf-8").splitlines()
    assert places == [("notes.md", 41), ("notes.md", 49), ("notes.md", 55), ("notes.md", 55)]
    assert [lines[line - 1].strip() for _, line in places] == [
        *("**Words**", "**Cold water**", "**Boiling**", "**Boiling**"),
    ]


def test_what_was_left_out_stands_as_a_comment_above_its_step(notes: Path) -> None:
    main(["import", str(notes), "--to", "tea"])
    text = Path("tea/1-water.yaml").read_text("utf-8")
    above = text[: text.index("  - section: Cold water")].splitlines()[-3:]
    comment = " ".join(line.strip(" #") for line in above)
    assert 'Left out: the picture "../_images/tap.png" is not there' in comment
    assert "(notes.md:49)" in comment


def test_a_title_for_the_course_and_practice_alone(notes: Path) -> None:
    main(["import", str(notes), "--to", "tea", "--title", "Tea for two", "--practice"])
    course = loaded("tea")
    assert course.title == "Tea for two"
    assert not course.questions
    assert [one.title for lesson in course.lessons for one in lesson.practice] == [
        *("How hot is it?", "Which leaves?"),
    ]


def test_several_files_become_one_course(notes: Path) -> None:
    Path("more.md").write_text("# Milk\n\n## Cows\n\nThey give it.\n", "utf-8")
    main(["import", str(notes), "more.md", "--to", "tea"])
    assert [lesson.title for lesson in loaded("tea").lessons] == ["Water", "Leaves", "Cows"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("nothing.md", b"  \n", "This file is empty."),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00", "I do not know this format."),
        ("words.txt", b"Just some words.\n", "I do not know this format."),
    ],
)
def test_what_cannot_be_read_is_one_line_and_changes_nothing(
    name: str, data: bytes, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(data)
    assert main(["import", name, "--to", "course"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"{name}: {said}")
    assert captured.err.count("\n") == 1
    assert [path.name for path in Path().iterdir()] == [name]


def test_a_file_that_is_not_there_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["import", "nowhere.md"]) == 2
    assert capsys.readouterr().err == "nowhere.md: cannot be read (No such file or directory)\n"


def test_questions_of_notes_are_questions(notes: Path) -> None:
    main(["import", str(notes), "--to", "tea"])
    assert all(isinstance(lesson.steps[-1], Question) for lesson in loaded("tea").lessons)


def test_a_file_of_which_nothing_can_be_taken_over_is_refused_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tea.md").write_text(
        "# Tea\n\n### Hot?\n\n- [ ] yes\n- [ ] no\n\n### Cold?\n\n- [ ] yes\n- [ ] no\n"
    )
    assert main(["import", "tea.md"]) == 2
    said = capsys.readouterr().err
    assert 'tea.md:3: the question "Hot?": no option is marked as right – and 1 more like it' in said
    assert not Path("tea").exists()


def test_what_is_too_long_to_be_said_about_a_course_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    about = "Much is said about tea. " * 40
    Path("tea.md").write_text(f"# Tea\n\nHot.\n\n{(about + chr(10) * 2) * 5}\n## Water\n\nIt boils.\n")
    assert main(["import", "tea.md"]) == 0
    assert "beyond its first 3600 characters; put it into a lesson" in capsys.readouterr().err
