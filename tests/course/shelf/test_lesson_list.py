"""A lesson that is published goes to the end of the list, in whichever way that is written."""

from __future__ import annotations

import pytest
import yaml

from bot.course.shelf.lesson_list import with_lesson

BEFORE = "title: Tea # good\n"
AFTER = "language: en\n"
LISTS = [
    "lessons:\n  - a.yaml\n  - b.yaml\n",
    "lessons:\n- a.yaml\n- b.yaml\n",
    "lessons:\n    -   a.yaml\n    -   b.yaml   # the last\n\n# and now\n",
    "lessons: [a.yaml, b.yaml]\n",
    "lessons: [a.yaml, b.yaml,]\n",
    "lessons: [\n  a.yaml, # one\n  b.yaml, # two\n]\n",
    "lessons: [\"a.yaml\", 'b.yaml'] # all\n",
    "lessons:\n  [a.yaml,\n   b.yaml\n  ]\n",
    "lessons:\n  - a.yaml\n  - |-\n    b.yaml\n",
    "lessons:\n  - a.yaml\n  - >-\n    b.yaml\n\n",
    "lessons:\n  -\n    a.yaml\n  -\n    b.yaml\n",
    "Lessons:\n  - a.yaml\n  - 'b.yaml'\n",
    '"lessons": [a.yaml, "b.yaml"]\n',
]


@pytest.mark.parametrize("written", LISTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_the_list_keeps_whole_whatever_its_style(written: str, end: str, last: bool) -> None:
    text = (BEFORE + AFTER + written if last else BEFORE + written + AFTER).replace("\n", end)
    made = with_lesson(text, "c.yaml")
    was, now = yaml.safe_load(text), yaml.safe_load(made)
    key = next(name for name in was if name.lower() == "lessons")
    assert now == was | {key: ["a.yaml", "b.yaml", "c.yaml"]}
    assert "# good" in made
    assert with_lesson(made, "d.yaml").count("d.yaml") == 1


def test_a_last_line_without_an_end_gets_one() -> None:
    assert with_lesson("lessons:\n  - a.yaml", "b.yaml") == "lessons:\n  - a.yaml\n  - b.yaml\n"


@pytest.mark.parametrize("text", ["title: Tea\n", "lessons: none\n", "[", ""])
def test_a_text_without_such_a_list_stays_as_it_is(text: str) -> None:
    assert with_lesson(text, "a.yaml") == text
