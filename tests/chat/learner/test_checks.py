"""Checks between the sections, and what the end of a lesson says of what was missed and put right."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.course.library import Library
from bot.course.model import Question
from bot.course.reading.loader import load_library
from tests.school import School

COURSE = "title: Cats\nsummary: About cats.\nlanguage: en\nlessons: [1-cats.yaml]\n"
LESSON = """
title: Cats
summary: What they say.
steps:
  - section: A cat
    text: It says meow.
  - check: Meow
    prompt: A cat says meow.
    true_or_false: true
    wrong: It does say so.
    feedback: That is what cats say.
  - question: Which animal?
    prompt: Which animal says meow?
    options:
      - text: A cat
        correct: true
      - text: A dog
        wrong: Dogs bark.
    feedback: "Cats, `felis catus`, do."
practice:
  - question: Bark
    prompt: A dog says meow.
    true_or_false: false
    wrong: It barks.
    feedback: Dogs bark.
"""


@pytest.fixture
def cats(tmp_path: Path) -> Library:
    folder = tmp_path / "content" / "cats"
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text(COURSE)
    (folder / "1-cats.yaml").write_text(LESSON)
    loaded = load_library(folder.parent)
    assert isinstance(loaded, Library), loaded
    return loaded


@pytest.fixture
async def school(closed_school: School, cats: Library) -> AsyncIterator[School]:
    async with closed_school.open(cats):
        yield closed_school


def test_a_check_is_a_step_and_practice_is_none(cats: Library) -> None:
    lesson = cats.courses[0].lessons[0]
    assert [step.id for step in lesson.steps] == ["a-cat", "meow", "which-animal"]
    assert [step.check for step in lesson.steps if isinstance(step, Question)] == [True, False]
    assert [question.id for question in lesson.practice] == ["bark"]


async def test_checks_count_apart_and_what_was_put_right_is_ticked_off(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /start
        > [Begin]
        It says meow.
        > [Next ▸]
        True or false?
        > [True]
        That is what cats say.
        > [Next ▸]
        Which animal says meow?
    """)
    for animal in ("A dog", "A cat"):
        await ada.press(next(label for label in ada.labels if animal in label))
    await ada.play("""
        > [Next ▸]
        Right at the first try: 0 of 1, 1 of 1 by now
        Checks on the way: 1 of 1 at once
        Worth another look
        [✅ Which animal?]
    """)


async def test_what_was_missed_is_hidden_until_it_is_wanted(school: School) -> None:
    ada = school.join("Ada")
    await ada.play("""
        > /start
        > [Begin]
        > [Next ▸]
        > [False]
        It does say so.
        > [Skip ▸]
        > [Skip ▸]
        Worth another look
        [↺ Meow]
    """)
    hidden = [e for e in ada.last["entities"] if e["type"] == "spoiler"]
    text = ada.last["text"].encode("utf-16-le")
    shown = [text[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le") for e in hidden]
    assert "That is what cats say." in "".join(shown)
