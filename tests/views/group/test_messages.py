"""Short answers in groups: each has words, and no words are there that nobody says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.views.group.messages import ShortAnswer, said
from bot.views.words import words_for

TEMPLATE = Path(__file__).parents[3] / "templates" / "group" / "said.j2"
OF_THEIR_OWN = {"paused", "resumed", "set_up_in_private"}
"""Answers with a button or a time, which have a view each."""


@pytest.mark.parametrize("what", ShortAnswer)
def test_each_short_answer_has_words(what: ShortAnswer) -> None:
    assert len(said(words_for(None), what).text) > 10


def test_every_branch_of_the_short_answers_is_said_by_something() -> None:
    branches = re.findall(r'what == "(\w+)"', TEMPLATE.read_text("utf-8"))
    assert sorted(branches) == sorted({*OF_THEIR_OWN, *ShortAnswer})
