"""Which section a question is about."""

from __future__ import annotations

from bot.course.kinds.typed import Typed
from bot.course.model import Lesson, Question, Section
from bot.learning.review.section_about import section_about

WATER = Section("water", "Water", "Fresh water boils at a hundred degrees.")
LEAVES = Section("leaves", "Leaves", "Green leaves like less heat; fresh ones are best.")
END = Section("end", "The end", "That is all there is: kettle, water, leaves.")


def question(id_: str, prompt: str, feedback: str) -> Question:
    return Question(id_, "Title", prompt, Typed(("yes",)), feedback)


BOILS = question("boils", "At how many degrees does it begin?", "Water boils at a hundred.")


def test_it_is_the_one_with_most_rare_words_of_the_question_and_its_feedback() -> None:
    lesson = Lesson("l", "Lesson", "", (WATER, LEAVES, END), practice=(BOILS,))
    assert section_about(lesson, BOILS) is WATER
    assert section_about(lesson, question("q", "Which are green?", "Leaves that had less heat.")) is LEAVES


def test_a_step_is_about_what_came_before_it() -> None:
    asked = question("kettle", "What is a kettle for?", "For water.")
    assert section_about(Lesson("l", "Lesson", "", (WATER, asked, END)), asked) is WATER
    assert section_about(Lesson("l", "Lesson", "", (asked, WATER)), asked) is None
