"""Texts that no message can hold or show, and what a course says about itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.course.reading.tea import mistakes_after

TAKE = "Take **fresh** water."

MARKDOWN = [
    (
        "water",
        TAKE,
        "a\n\n      b ![x](y.png)",
        "1-water.yaml:8:9: a picture cannot stand inside a text; give the section a picture:",
    ),
    (
        "water",
        TAKE,
        "docker run <image>",
        '1-water.yaml:6:18: "<image>" is HTML, which is not used in courses',
    ),
    ("water", TAKE, "a\n\n      <div>", '1-water.yaml:8:7: "<div>" is HTML'),
    ("leaves", "Wait two", ">\n      a\n      b <b>", '2-leaves.yaml:7:9: "<b>" is HTML'),
    (
        "water",
        TAKE,
        "x\n\n      | a | b |\n      |---|---|\n      | 1 | 2 |",
        "1-water.yaml:8:7: a table does not fit on a phone",
    ),
    (
        "water",
        TAKE,
        "See [it](ftp://a.org).",
        '1-water.yaml:6:14: "ftp://a.org" is no web address that can be opened; write it in full',
    ),
    ("water", TAKE, "See [it](javascript:x).", '"javascript:x" is no web address'),
    ("water", TAKE, "[" * 101, "1-water.yaml:6:7: there are more than 100 brackets"),
    ("leaves", "Wait", '"[x]: https://a.org" #', '2-leaves.yaml:5:5: "text" shows nothing'),
]
LENGTHS = [
    (
        "course",
        "Making tea",
        "x" * 101,
        'course.yaml:2:1: "title" has 101 characters, but there is room for 100',
    ),
    (
        "water",
        "50 degrees",
        "x" * 301,
        '1-water.yaml:15:9: "text" has 301 characters, but there is room for 300',
    ),
    ("water", "A kettle on a fire.", "x" * 801, '1-water.yaml:9:7: "description" has 801 characters'),
    (
        "leaves",
        "Wait",
        "x" * 3600,
        '2-leaves.yaml:5:5: "text" has 3,613 characters, but there is room for 3,600',
    ),
    (
        "leaves",
        "Wait",
        "x" * 3500 + "\n    note: " + "y" * 100,
        "2-leaves.yaml:4:5: this section has 3,625 characters in all, but a message has room for 3,600",
    ),
    ("water", "That is", "x" * 3500, "1-water.yaml:10:5: this question has 3,6"),
    (
        "leaves",
        "Wait",
        "x **a**" * 91,
        "2-leaves.yaml:4:5: this section has 91 formatted places (bold, code, links …)",
    ),
]
MORE = "language: en\n"
COURSE = [
    (
        MORE + "resources:\n  links:\n    - title: x\n      url: docs.org",
        'course.yaml:8:12: "docs.org" is no web address that can be opened',
    ),
    (
        MORE + "resources:\n  links:\n    - https://a.org",
        "course.yaml:7:7: a single value stands here, but a link is made of names like",
    ),
    (
        MORE + "glossary:\n  - term: Tea\n    meaning: x\n  - term: tea\n    meaning: y",
        'course.yaml:8:5: "tea" is explained already (course.yaml:6:5)',
    ),
    (MORE + "glossary:\n  - term: Tea", 'course.yaml:6:5: "meaning" is missing in a term of the glossary'),
    (
        MORE + "cover:\n  file: no.png\n  description: x",
        'course.yaml:6:9: "no.png" is not there; put the file there, or correct its name',
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), MARKDOWN + LENGTHS)
def test_a_text_that_no_message_can_hold_or_show_is_a_mistake(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    found = mistakes_after(tmp_path, (file, old, new))
    assert len(found) == 1, found
    assert said in found[0]


@pytest.mark.parametrize(("new", "said"), COURSE)
def test_what_a_course_says_about_itself_is_checked_too(tmp_path: Path, new: str, said: str) -> None:
    found = mistakes_after(tmp_path, ("course", MORE, new + "\n"))
    assert len(found) == 1
    assert said in found[0]
