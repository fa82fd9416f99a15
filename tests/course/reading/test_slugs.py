"""Ids made from titles."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.course.reading.slugs import is_slug, slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The Docker Engine", "the-docker-engine"),
        ("What's  new -- in 3.9?", "whats-new-in-3-9"),
        ("Crème brûlée in Łódź, Straße", "creme-brulee-in-lodz-strasse"),
        ("2.0", "2-0"),
        ("ﬁne ① Ⅳ", "fine-1-iv"),
        (" ".join(["word"] * 30), "-".join(["word"] * 12)),
        ("a" * 99, "a" * 60),
    ],
)
def test_a_title_makes_a_readable_id(title: str, slug: str) -> None:
    assert slugify(title) == slug


@pytest.mark.parametrize("title", ["Контейнеры", "容器", "コンテナ 2", "???", "🐳"])
def test_a_title_without_latin_letters_makes_a_short_id_of_its_own(title: str) -> None:
    assert re.fullmatch("s-[0-9a-f]{6}", slugify(title))
    assert slugify(title) != slugify(title + "?")


def test_titles_that_differ_in_other_letters_only_have_different_ids() -> None:
    first, second = slugify("Что такое Docker"), slugify("Как работает Docker")
    assert first != second
    assert first.startswith("docker-")


@given(st.text())
def test_any_title_makes_an_id(title: str) -> None:
    assert is_slug(slugify(title))
    assert slugify(title) == slugify(title)
