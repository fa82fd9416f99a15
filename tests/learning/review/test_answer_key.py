"""Which changes of a question make its cards begin anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.learning.review.review import answer_key

CHOICE = Choice((Option("a", "A", correct=True), Option("b", "B", correct=False, why="No.")))


def question(task: Choice | Typed | TrueFalse | Flashcard) -> Question:
    return Question("id", "Title", "Prompt?", task, "Because.")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CHOICE, Choice((*CHOICE.options, Option("c", "C", correct=False, why="No.")))),
        (CHOICE, Choice((replace(CHOICE.options[0], text="Aah"), CHOICE.options[1]))),
        (Typed(("tea",)), Typed(("tea", "cha"))),
        (Flashcard("It boils."), Flashcard("it boils")),
    ],
)
def test_another_wording_leaves_the_right_answer_what_it_was(before: Choice, after: Choice) -> None:
    assert answer_key(question(before)) == answer_key(question(after))
    assert answer_key(replace(question(before), prompt="Well?")) == answer_key(question(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CHOICE, Choice((*CHOICE.options, Option("c", "C", correct=True)))),
        (CHOICE, Choice(tuple(replace(one, correct=not one.correct) for one in CHOICE.options))),
        (Typed(("tea",)), Typed(("coffee",))),
        (Flashcard("It boils."), Flashcard("It freezes.")),
        (TrueFalse(true=True, why=""), TrueFalse(true=False, why="")),
        (Typed(("true",)), TrueFalse(true=True, why="")),
    ],
)
def test_another_right_answer_is_noticed(before: Choice, after: Choice) -> None:
    assert answer_key(question(before)) != answer_key(question(after))
