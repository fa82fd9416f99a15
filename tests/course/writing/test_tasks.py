"""What is written of a question is read as that question."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.course.formats.fitting.wrapping import wrapped
from bot.course.formats.report import summary
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.typed import Typed
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.writing.files import course_text, lesson_text
from bot.views.course_messages import in_words
from tests.course.exporting.courses import one_question

HOT = Option("hot", "Hot", True)


@pytest.mark.parametrize(
    "task",
    [
        Choice((HOT, Option("cold", "Cold", False, "No.", last=True))),
        Choice((HOT, Option("all-of-the-above", "All of the above", False, "No.", last=True))),
        Choice((HOT, Option("all-of-the-above", "All of the above", False, "No.", last=False))),
        Choice(
            (HOT, Option("cold", "Cold", False, "No.")),
            Typed(("hot", "very hot"), exact=True, mistakes=(KnownMistake("cold", "No."),), output="psst"),
        ),
    ],
)
def test_a_choice_keeps_what_stays_last_and_how_it_is_asked_in_writing(task: Choice, tmp_path: Path) -> None:
    course = one_question(task)
    (tmp_path / "course.yaml").write_text(course_text(course, ("1.yaml",)), "utf-8")
    (tmp_path / "1.yaml").write_text(lesson_text(course.lessons[0]), "utf-8")
    loaded = load_course(tmp_path)
    assert isinstance(loaded, Course)
    assert loaded.questions[0].task == task


def test_no_line_ends_within_a_link() -> None:
    link = "[all that there is to know about tea](https://a.example/)"
    text = f"{'Long words come first, ' * 3}and then comes {link}, and more of them come behind it."
    assert link in wrapped(text)
    assert " ".join(wrapped(text).split()) == " ".join(text.split())
    assert "\n" in wrapped(text)


def test_one_card_is_one_card() -> None:
    assert "(1 card)" in in_words(summary(one_question(Flashcard("Leaves"))))
