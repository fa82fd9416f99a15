"""Answers that are written in letters."""

import pytest

from bot.course.kinds.choice import Option
from bot.learning.kinds.option_letters import named

THREE = tuple(Option(i, i, i == "x", "No.") for i in "xyz")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("A", {"x"}),
        ("b", {"y"}),
        (" c). ", {"z"}),
        ("A, C", {"x", "z"}),
        ("a c a", {"x", "z"}),
        ("B!", {"y"}),
        ("Ａ", {"x"}),
        ("ｃ）", {"z"}),
        ("В", {"y"}),
        ("а, с", {"x", "z"}),
    ],
)
def test_letters_name_the_options_that_stand_under_them(words: str, ids: set[str]) -> None:
    assert named(THREE, words) == ids


@pytest.mark.parametrize("words", ["", "?", "D", "AB", "a cup", "ß", "1", "A" + " " * 60, "Ж", "１"])
def test_anything_else_names_nothing(words: str) -> None:
    assert named(THREE, words) is None
