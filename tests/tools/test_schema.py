"""The schema in the terminal, and in what is written for editors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.cli import main
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.schema import FOLDER, with_schema
from tests.course.reading import tea

Said = pytest.CaptureFixture[str]
FIRST_LINE = "# yaml-language-server: $schema="


def test_it_is_printed_as_json(capsys: Said) -> None:
    assert main(["schema"]) == 0
    Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_it_is_put_beside_a_course_that_is_there_already(tmp_path: Path, capsys: Said) -> None:
    folder = tea.write(tmp_path / "tea")
    before = load_course(folder)
    assert main(["schema", str(folder)]) == 0
    assert {path.name for path in (folder / FOLDER).iterdir()} == {
        "course.json",
        "lesson.json",
        "program.json",
    }
    assert isinstance(before, Course)
    assert load_course(folder) == before


def test_a_folder_that_is_not_there_is_one_line(capsys: Said) -> None:
    assert main(["schema", "nowhere"]) == 2
    assert capsys.readouterr().err == "nowhere: there is no such folder\n"


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("course.yaml", ".schema/course.json"),
        ("1-water.yaml", ".schema/lesson.json"),
        ("lessons/1.yaml", "../.schema/lesson.json"),
        ("programs/docker.yaml", "../.schema/program.json"),
    ],
)
def test_the_first_line_of_a_file_leads_an_editor_to_the_schema_of_its_kind(file: str, schema: str) -> None:
    assert with_schema(file, "title: T\n") == f"{FIRST_LINE}{schema}\ntitle: T\n"


def test_what_import_writes_leads_an_editor_to_its_schema(tmp_path: Path) -> None:
    notes = tmp_path / "tea.md"
    notes.write_text("# Tea\n\n## Water\n\n### Cold\n\nTake it fresh.\n", "utf-8")
    assert main(["import", str(notes), "--to", str(tmp_path / "tea")]) == 0
    for file in (tmp_path / "tea").glob("*.yaml"):
        line = file.read_text("utf-8").partition("\n")[0]
        assert line.startswith(FIRST_LINE)
        assert (file.parent / line.removeprefix(FIRST_LINE)).is_file()
