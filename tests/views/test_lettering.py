"""Letters in pictures: what can be drawn, and how wide."""

from __future__ import annotations

import pytest

from bot.views.lettering import fitted, is_of_house, measured

NAMES = ("Ada Lovelace", "Żółć Ñandú", "Ада Лавлейс", "Ἀθηνᾶ", "<b>&\"'", "Zoë O’Hara–Öz")
MENDE = "\U0001e910"
"""A letter of which few machines have a font."""


@pytest.mark.parametrize("name", NAMES)
def test_latin_greek_and_cyrillic_are_of_the_house(name: str) -> None:
    assert is_of_house(name)
    assert not measured(name).missing


def test_letters_that_no_font_has_are_named_and_others_beside_them_are_not() -> None:
    assert measured("Ada \u0378\U000e0fff").missing == ""  # no letters at all
    assert (
        measured("Ada \U0001e910b").missing == "\U0001e910"
    )  # Mende Kikakui, of which few machines have a font


def test_a_longer_line_is_drawn_smaller_so_that_it_has_room() -> None:
    short, long = fitted("Ada", 1000, 100), fitted("W" * 60, 1000, 100)
    assert short == 100
    assert long * measured("W" * 60).width <= 1000
    assert fitted("\u200d", 1000, 100) == 100
