"""Markdown as words alone."""

from __future__ import annotations

import pytest

from bot.course.plain_text import bold_texts, plain_text


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**Tea** is *hot*.", "Tea is hot."),
        ("- one\n- two `three`", "one two three"),
        ("a\nb\n\nc", "a b c"),
        ("[Docker](https://docker.com) & <b>", "Docker & <b>"),
        ("```sh\ndocker run\n```\n\nafter", "docker run after"),
        ("# Head\n\n> quote", "Head quote"),
        ("", ""),
    ],
)
def test_only_the_words_are_left(markdown: str, words: str) -> None:
    assert plain_text(markdown) == words


def test_what_is_bold_is_found() -> None:
    assert bold_texts("A **daemon**, and **`dockerd`**, *not* this.") == ("daemon", "dockerd")


def test_brackets_hundreds_deep_are_plain_words() -> None:
    assert plain_text("[" * 400 + "a").endswith("a")
