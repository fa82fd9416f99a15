"""The author's guide shows each kind of question, and what it shows is right."""

from __future__ import annotations

import re
from pathlib import Path

from bot.course.model import Course
from bot.course.reading.kinds import READERS
from bot.course.reading.loader import load_course
from bot.learning import kinds

README = (Path(__file__).parents[3] / "README.md").read_text("utf-8")


def block(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```yaml\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1]


def test_each_kind_of_question_has_an_example_that_check_takes(tmp_path: Path) -> None:
    course = "title: T\nsummary: S\nlanguage: en\nlessons: [1.yaml]\n"
    (tmp_path / "programs").mkdir()
    (tmp_path / "course.yaml").write_text(course, "utf-8")
    (tmp_path / "1.yaml").write_text(f"title: L\nsummary: S\nsteps:\n{block('kinds')}", "utf-8")
    (tmp_path / "programs" / "docker.yaml").write_text(block("program"), "utf-8")
    loaded = load_course(tmp_path)
    assert isinstance(loaded, Course), loaded
    for question in loaded.questions:
        assert kinds.grade(question, kinds.solution(question)).right
    shown = set(re.findall(r"^    (\w+):", block("kinds"), re.MULTILINE))
    assert set(READERS) - {"options"} <= shown
