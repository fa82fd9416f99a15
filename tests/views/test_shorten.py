"""Texts that are cut end well."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.views.shorten import shorten


def test_what_fits_is_left_alone() -> None:
    assert shorten("a" * 200, 200) == "a" * 200


def test_a_cut_falls_at_the_end_of_a_sentence_where_one_is_near() -> None:
    text = "It is the kettle that sings. The water only boils, and that happens at a hundred degrees."
    assert shorten(text, 50) == "It is the kettle that sings. …"


def test_a_cut_falls_between_words_otherwise() -> None:
    assert shorten("Water boils at a hundred degrees in this valley", 30) == "Water boils at a hundred…"
    assert shorten("a" * 50, 20) == "a" * 19 + "…"


@given(st.text(alphabet="ab. !?,é", max_size=300), st.integers(10, 200))
def test_a_cut_text_is_never_too_long(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit
