"""`answer:` beside `options:`: how the same is asked in writing, of those who know it well."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.course.kinds.choice import Choice
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.typed import Typed
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.views.course_messages import line_of

TEA = Path(__file__).parents[2] / "content" / "tea"
FEEDBACK = "    feedback: At 100 °C it boils.\n"


def load(tmp_path: Path, name: str, before: str, after: str) -> Course | list[str]:
    folder = tmp_path / "tea"
    shutil.copytree(TEA, folder)
    file = folder / name
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")
    loaded = load_course(folder)
    return loaded if isinstance(loaded, Course) else [line_of(mistake) for mistake in loaded]


def test_it_is_read_with_all_that_a_written_answer_may_have(tmp_path: Path) -> None:
    written = (
        "    answer: [boils, it boils]\n    exact: true\n"
        "    mistakes:\n      - {answer: burns, wrong: It cannot.}\n    output: psst\n"
    )
    course = load(tmp_path, "1-water.yaml", FEEDBACK, written + FEEDBACK)
    assert isinstance(course, Course)
    task = course.questions[0].task
    assert isinstance(task, Choice)
    mistakes = (KnownMistake("burns", "It cannot."),)
    assert task.written
    alone = replace(task.written, language="", rivals=())
    assert alone == Typed(("boils", "it boils"), exact=True, mistakes=mistakes, output="psst")
    assert len(task.options) == 3


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("1-water.yaml", FEEDBACK, "    answer: []\n" + FEEDBACK, '"answer" is empty'),
        ("1-water.yaml", FEEDBACK, "    exact: true\n" + FEEDBACK, '"exact" is not known here'),
        (
            "2-leaves.yaml",
            "    feedback:",
            "    answer: green\n    feedback:",
            '"answer" beside "options" is how the one right option is written, but several are right here',
        ),
        ("1-water.yaml", FEEDBACK, "    number: 100\n" + FEEDBACK, 'either "options" or "number"'),
    ],
)
def test_what_is_wrong_with_it_is_told(tmp_path: Path, name: str, before: str, after: str, told: str) -> None:
    mistakes = load(tmp_path, name, before, after)
    assert isinstance(mistakes, list)
    assert any(told in line for line in mistakes), mistakes
