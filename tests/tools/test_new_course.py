"""A course to begin from: it is right as it is, and shows each thing once."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.course.model import Course
from bot.course.reading import course_file, lesson_file
from bot.course.reading.kinds import READERS
from bot.course.reading.loader import load_course
from bot.course.starter import starter_files
from bot.learning import kinds
from tests.course.schema.files import schema_mistakes

Said = pytest.CaptureFixture[str]


def test_what_new_writes_passes_check_without_a_note(tmp_path: Path, capsys: Said) -> None:
    folder = tmp_path / "green tea"
    assert main(["new", str(folder)]) == 0
    assert "its id is green-tea" in capsys.readouterr().out
    assert main(["check", str(folder)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith("green-tea: 2 lessons, ")
    assert schema_mistakes(folder) == []


def test_new_ends_with_the_commands_that_come_next(tmp_path: Path, capsys: Said) -> None:
    folder = tmp_path / "green tea"
    main(["new", str(folder)])
    _, *onward = capsys.readouterr().out.splitlines()
    assert [shlex.split(line)[3:5] for line in onward[1:3]] == [
        ["write", str(folder)],
        ["check", str(folder)],
    ]
    assert onward[3].split()[:4] == ["python", "-m", "bot", "teaches"]
    assert ".zip" in onward[4]
    assert "Publish" in onward[4]


def test_every_question_of_it_can_be_answered_right(tmp_path: Path) -> None:
    main(["new", str(tmp_path / "tea")])
    course = load_course(tmp_path / "tea")
    assert isinstance(course, Course), course
    for taught in course.taught.values():
        question = taught.question
        assert kinds.grade(question, kinds.solution(question)).right or "back" in question.task.__dict__


def test_it_shows_each_kind_and_each_field_of_a_course_and_a_section() -> None:
    files = {name: yaml.safe_load(data) for name, data in starter_files().items() if name.endswith(".yaml")}
    steps = [step for file in files.values() for step in (*file.get("steps", ()), *file.get("practice", ()))]
    shown = {field for step in steps for field in step}
    assert set(READERS) <= shown
    assert {*lesson_file._SECTION, *lesson_file._QUESTIONS, *lesson_file._AFTER_THE_TASK} - {"id"} <= shown
    assert set(course_file._COURSE) - {"id", "next"} == set(files["course.yaml"])


def test_every_file_of_it_leads_an_editor_to_its_schema(tmp_path: Path) -> None:
    main(["new", str(tmp_path / "tea")])
    for file in (tmp_path / "tea").rglob("*.yaml"):
        line = file.read_text("utf-8").partition("\n")[0]
        assert line.startswith("# yaml-language-server: $schema=")
        assert (file.parent / line.partition("=")[2]).is_file()


def test_nothing_that_is_there_is_written_over(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "tea").mkdir()
    (tmp_path / "tea" / "mine.txt").write_text("mine", "utf-8")
    for there in (tmp_path / "tea", tmp_path / "tea" / "mine.txt"):
        assert main(["new", str(there)]) == 2
        assert capsys.readouterr().err == f"{there}: is there already; name a folder that is not there yet\n"
    assert [path.name for path in (tmp_path / "tea").iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert main(["new", str(tmp_path / "file" / "tea")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
