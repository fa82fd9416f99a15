"""What `check` finds, for programs: where each mistake is, and what is wrong there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from tests.cli.terminal import ROOT, Said
from tests.course.reading import tea

MISTAKE = {"water": tea.WATER.replace("feedback:", "feedbak:")}
NOTE = {"leaves": tea.LEAVES.replace("Wait two minutes.", "Wait #2 minutes.")}


def test_github_is_told_of_each_mistake_and_note_beside_its_line(tmp_path: Path, capsys: Said) -> None:
    folder = tea.write(tmp_path / "tea", **MISTAKE, **NOTE)
    assert main(["check", str(folder), "--format", "github"]) == 2
    said = capsys.readouterr()
    assert said.err == ""
    mistake, note = said.out.splitlines()
    assert mistake.startswith(f"::error file={folder}/1-water.yaml,line=19,col=5::")
    assert 'did you mean "feedback"?' in mistake
    assert re.match(rf"::warning file={folder}/2-leaves.yaml,line=5,col=16::\S", note)


def test_signs_that_mean_something_to_github_are_written_for_it(tmp_path: Path, capsys: Said) -> None:
    folder = tea.write(tmp_path / "a,b:c", leaves=tea.LEAVES.replace("Leaves", "100%: *x"))
    assert main(["check", str(folder), "--format", "github"]) == 2
    (line,) = capsys.readouterr().out.splitlines()
    properties, _, words = line.removeprefix("::error ").partition("::")
    assert "a%2Cb%3Ac/2-leaves.yaml" in properties
    assert "%" not in words.replace("%25", "")


def test_as_json_it_is_one_object_with_a_code_for_each(tmp_path: Path, capsys: Said) -> None:
    folder = tea.write(tmp_path / "tea", **MISTAKE, **NOTE)
    assert main(["check", str(folder), "--format", "json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["courses"] == []
    assert [(one["severity"], one["line"], one["column"]) for one in told["found"]] == [
        ("mistake", 19, 5),
        ("note", 5, 16),
    ]
    assert told["found"][0]["code"] == "fields.misspelt"
    assert told["found"][0]["file"] == f"{folder}/1-water.yaml"


def test_courses_that_are_right_are_counted(tmp_path: Path, capsys: Said) -> None:
    folder = tea.write(tmp_path / "tea")
    assert main(["check", str(folder), "--format", "json"]) == 0
    (course,) = json.loads(capsys.readouterr().out)["courses"]
    counts = {"lessons": 2, "steps": 3, "questions": 1, "practice": 0}
    assert course == {"id": "tea", "title": "Making tea", **counts}
    assert main(["check", str(folder), "--format", "github"]) == 0
    assert "::" not in capsys.readouterr().out


def test_a_format_that_is_not_known_is_refused(capsys: Said) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--format", "xml"])
    assert ended.value.code == 2


def test_the_lines_for_a_workflow_are_yaml_and_call_check() -> None:
    guide = "".join(
        path.read_text("utf-8")
        for path in (ROOT / "README.md", ROOT / "content" / "README.md")
        if path.is_file()
    )
    found = re.search(r"```yaml\n(# \.github/workflows/.*?)```", guide, re.DOTALL)
    assert found
    workflow = yaml.safe_load(found[1])
    steps = workflow["jobs"]["check"]["steps"]
    assert any("python -m bot check courses --format github" in step.get("run", "") for step in steps)
