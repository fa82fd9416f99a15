"""`export --what course`, as whoever has a course on the disk uses it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bot.cli import main

CONTENT = Path(__file__).parents[2] / "content"
TEA = Path(__file__).parents[1] / "content" / "tea"
EVERY_KIND = Path(__file__).parents[1] / "demo" / "every-kind"
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a course in `content/`, and no database."""
    shutil.copytree(TEA, tmp_path / "content" / "tea")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTENT_DIR", "content")
    return tmp_path


def export(*arguments: str) -> int:
    return main(["export", "--what", "course", *arguments])


def test_a_course_becomes_a_file_and_what_it_cannot_hold_is_said(capsys: Said) -> None:
    assert export("tea", "tea.gift") == 0
    said = capsys.readouterr()
    assert said.out.startswith("tea.gift: ")
    assert "\nleft out: pictures: " in said.err
    assert "::" in Path("tea.gift").read_text("utf-8")


def test_a_course_is_found_by_a_path_as_well(capsys: Said) -> None:
    assert export(f"{EVERY_KIND}", "all.gift") == 0
    assert "questions with lines to put in order" in capsys.readouterr().err


def test_with_strict_the_status_says_that_something_was_left_out() -> None:
    assert export("tea", "tea.gift", "--strict") == 1


def test_the_report_names_each_step(capsys: Said) -> None:
    assert export(f"{EVERY_KIND}", "all.gift", "--report", "report.json") == 0
    report = json.loads(Path("report.json").read_text("utf-8"))
    assert report["questions"] > 5
    assert all(one["text"] and one["titles"] for one in report["left_out"])


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("coffee", "a.gift"), "coffee: there is no such course in content; there are tea"),
        (("tea", "a.docx"), "a.docx: the ending tells the format; I can write .gift (GIFT)"),
        (("tea", "no/such/a.gift"), "no/such"),
        (("./nowhere", "a.gift"), "./nowhere: 1 to mend before it can be exported"),
        (("tea",), "name a course and a file, as in: tea tea.gift"),
        (("tea", "content"), "content: the ending tells the format"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    arguments: tuple[str, ...], line: str, home: Path, capsys: Said
) -> None:
    before = sorted(home.rglob("*"))
    assert export(*arguments) == 2
    assert line in capsys.readouterr().err.strip().split("\n")[-1]
    assert sorted(home.rglob("*")) == before


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(capsys: Said) -> None:
    Path("tea.gift").write_text("mine")
    assert export("tea", "tea.gift") == 2
    assert "exists already" in capsys.readouterr().err
    assert Path("tea.gift").read_text() == "mine"
    assert export("tea", "tea.gift", "--replace") == 0
    assert Path("tea.gift").read_text() != "mine"


def test_courses_with_mistakes_are_told_as_check_tells_them(home: Path, capsys: Said) -> None:
    (home / "content" / "tea" / "course.yaml").write_text("title: [")
    assert export("tea", "tea.gift") == 2
    said = capsys.readouterr()
    assert "tea/course.yaml:" in said.out + said.err
    assert not Path("tea.gift").exists()


def test_the_help_names_the_endings(capsys: Said) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert ".gift GIFT" in capsys.readouterr().out
