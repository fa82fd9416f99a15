"""Looking for mistakes in the courses."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.cli import main
from tests.cli.terminal import ROOT, TEA, Env, Said, ended, start, the_line


def test_check_has_a_line_for_each_shipped_course(capsys: Said) -> None:
    assert main(["check", str(ROOT / "content")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(list((ROOT / "content").glob("*/course.yaml")))
    assert lines[0].startswith("what-is-docker: 3 lessons, ")
    assert re.search(r" 5 questions, \d+ checks(, \d+ questions for practice)?, no mistakes$", lines[0])


def test_check_takes_one_course_too_and_without_a_folder_all_of_content_dir(capsys: Said) -> None:
    assert main(["check", str(TEA / "tea")]) == 0
    assert main(["check"]) == 0
    assert capsys.readouterr().out == 2 * "tea: 2 lessons, 5 steps, 2 questions, no mistakes\n"


@pytest.mark.parametrize("folder", ["courses", "courses/tea"])
def test_check_shows_all_mistakes_of_a_course_each_with_its_place(
    folder: str, home: Path, capsys: Said
) -> None:
    break_course(home / "courses")
    assert main(["check", folder]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    places = [re.match(r"courses/tea/([\w.-]+):(\d+):\d+: \S", line) for line in captured.err.splitlines()]
    assert [place and place[1] for place in places] == ["course.yaml", "1-water.yaml", "2-leaves.yaml"]
    assert "https://" in captured.err


def test_check_of_a_folder_that_is_not_there_is_one_line(capsys: Said) -> None:
    assert main(["check", "nowhere"]) == 2
    assert the_line(capsys) == "nowhere: there is no such folder"


def test_check_of_a_folder_without_courses_says_what_belongs_there(home: Path, capsys: Said) -> None:
    (home / "empty").mkdir()
    assert main(["check", "empty"]) == 2
    assert the_line(capsys).startswith("empty:1:1: there is no course in")


def test_a_course_with_mistakes_does_not_start(home: Path, env: Env, capsys: Said) -> None:
    break_course(home / "courses")
    env.setenv("CONTENT_DIR", "courses")
    assert main([]) == 2
    *mistakes, last = capsys.readouterr().err.splitlines()
    assert len(mistakes) == 3
    assert last == "3 to mend before the bot can start"


def test_check_and_the_start_say_the_same_where_content_dir_is_a_single_course(
    home: Path, env: Env, capsys: Said
) -> None:
    shutil.copytree(TEA / "tea", home / "tea")
    assert main(["check", "tea"]) == 0
    capsys.readouterr()
    env.setenv("CONTENT_DIR", "tea")
    for arguments in (["check", "tea"], ["check"], []):
        assert main(arguments) == 2
        said = capsys.readouterr().err.splitlines()[0]
        assert said.startswith("tea/course.yaml:1:1: a course needs a folder of its own here; move this file")


@pytest.mark.parametrize("folder", ["courses", "courses/tea"])
def test_check_names_the_file_of_a_course_that_is_misnamed(folder: str, home: Path, capsys: Said) -> None:
    shutil.copytree(TEA, home / "courses")
    (home / "courses" / "tea" / "course.yaml").rename(home / "courses" / "tea" / "course.yml")
    assert main(["check", folder]) == 2
    assert the_line(capsys).startswith("courses/tea/course.yml:1:1: a course's own file has to be named")


def test_check_counts_one_of_something_as_one(home: Path, capsys: Said) -> None:
    shutil.copytree(TEA, home / "courses")
    course = home / "courses" / "tea" / "course.yaml"
    course.write_text(course.read_text("utf-8").replace(", 2-leaves.yaml", ""), "utf-8")
    assert main(["check", "courses"]) == 0
    assert capsys.readouterr().out == "tea: 1 lesson, 3 steps, 1 question, no mistakes\n"


def test_check_notes_what_is_worth_a_look_and_finds_no_mistake_in_it(home: Path, capsys: Said) -> None:
    shutil.copytree(TEA, home / "courses")
    extra = home / "courses" / "tea" / "3-sugar.yaml"
    extra.write_text("title: Sugar\n", "utf-8")
    (home / "courses" / "notes.yaml").touch()
    assert main(["check", "courses"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "tea: 2 lessons, 5 steps, 2 questions, no mistakes\n"
    assert [line.partition(" note: ")[0] for line in captured.err.splitlines()] == [
        "courses/tea/3-sugar.yaml:1:1:",
        "courses/notes.yaml:1:1:",
    ]


def break_course(content: Path) -> None:
    """A mistake in each file."""
    shutil.copytree(TEA, content)
    for name, old, new in (
        ("course.yaml", "https://example.org/tea", "example.org"),
        ("1-water.yaml", "feedback:", "feedbak:"),
        ("2-leaves.yaml", "- section:", "- sektion:"),
    ):
        file = content / "tea" / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
    water = content / "tea" / "1-water.yaml"
    water.write_text(water.read_text("utf-8").replace("feedbak:", "feedback: ''\n    #"), "utf-8")


def test_whoever_has_read_enough_of_it_may_hang_up(home: Path) -> None:
    process = start("check", PYTHONPATH=str(ROOT))  # slowly, so that nobody listens when it begins to write
    assert process.stdout
    process.stdout.close()
    assert ended(process, 0)[1] == ""
