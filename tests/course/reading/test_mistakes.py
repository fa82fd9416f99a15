"""Every kind of mistake in what a course says: found, at its place, in telling words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.course.reading.loader import load_course
from tests.course.reading import tea
from tests.course.reading.tea import mistakes_after

STEP = "  - section: Green leaves\n    text: Wait two minutes.\n"

NAMES = [
    (
        "water",
        "feedback:",
        "feedbak:",
        '1-water.yaml:19:5: "feedbak" is not known here; did you mean "feedback"?',
    ),
    (
        "course",
        "title:",
        "Title:",
        'course.yaml:2:1: "Title" is not known here; write it in small letters: "title"',
    ),
    (
        "leaves",
        "section:",
        "sektion:",
        '2-leaves.yaml:4:5: "sektion" is not known here; did you mean "section"?',
    ),
    (
        "leaves",
        "summary:",
        "x: y\nsummary:",
        '2-leaves.yaml:2:1: "x" is not known here; a lesson may have "id"',
    ),
    (
        "water",
        "    feedback",
        "    prompt: A\n    feedback",
        '19:5: "prompt" stands here a second time (first: 1-water.yaml:11:5)',
    ),
    ("leaves", "summary", "[a]: b\nsummary", "2-leaves.yaml:2:1: a list cannot be a name"),
    (
        "course",
        "language: en\n",
        "",
        'course.yaml:1:1: "language" is missing in a course; add a line language: …',
    ),
    (
        "water",
        "    prompt: How hot is boiling water?\n",
        "",
        '1-water.yaml:10:5: "prompt" is missing in a question',
    ),
    (
        "water",
        "      description: A kettle on a fire.\n",
        "",
        '1-water.yaml:8:7: "description" is missing in a picture',
    ),
    (
        "leaves",
        "section: Green",
        "chapter: Green",
        '2-leaves.yaml:4:5: a step begins with "section: " and a title, or',
    ),
]
VALUES = [
    (
        "course",
        "title: Making tea",
        "title: [a, b]",
        'course.yaml:2:8: a list stands here, but "title" has to be a text; put',
    ),
    (
        "course",
        "title: Making tea",
        "title:\n  a: b",
        'course.yaml:3:3: a group of names stands here, but "title" has',
    ),
    (
        "course",
        "Making tea",
        "yes",
        'course.yaml:2:8: YAML takes "yes" for a yes/no value, not for text; put it in quotes: "yes"',
    ),
    (
        "course",
        "Making tea",
        "2.0",
        'course.yaml:2:8: YAML takes "2.0" for a number, not for text; put it in quotes: "2.0"',
    ),
    ("course", "Making tea", "2026-01-01", 'course.yaml:2:8: YAML takes "2026-01-01" for a date'),
    ("course", "language: en", "language: no", 'course.yaml:4:11: YAML takes "no" for a yes/no value'),
    (
        "course",
        "language: en",
        "language: english",
        'course.yaml:4:11: "english" is no code of a language; write it like "en" or "pt-BR"',
    ),
    ("leaves", " Wait two minutes.", "", '2-leaves.yaml:5:5: "text" is empty; write the text after it'),
    ("leaves", "Wait two minutes.", '" "', '2-leaves.yaml:5:5: "text" is empty'),
    (
        "leaves",
        "Wait two minutes.",
        "Wait.\n    note:",
        '2-leaves.yaml:6:5: "note" is empty; write a text after it, or leave the line out',
    ),
    ("leaves", "Leaves", "|\n  a\n  b", '2-leaves.yaml:1:1: "title" has to be a single line'),
    (
        "leaves",
        "Leaves",
        '"a\\x01"',
        "2-leaves.yaml:1:8: there is an invisible character in this text (U+0001)",
    ),
    ("leaves", STEP, "", '2-leaves.yaml:3:1: "steps" has to be a list: under it, a section or a question'),
    (
        "leaves",
        f"steps:\n{STEP}",
        "steps: []",
        '2-leaves.yaml:3:1: "steps" is empty; add a section or a question',
    ),
    ("leaves", f"steps:\n{STEP}", "", '2-leaves.yaml:1:1: "steps" is missing in a lesson'),
    ("leaves", STEP, "  - Green leaves\n", "2-leaves.yaml:4:5: a step begins with"),
    (
        "water",
        "picture:\n      file: pictures/kettle.png\n      description: A kettle on a fire.",
        "picture: kettle.png",
        '1-water.yaml:7:14: a single value stands here, but a picture is made of names like "file"',
    ),
]
OPTIONS = [
    (
        "        correct: true\n",
        "        wrong: No.\n",
        "12:5: no option of this question is correct; write correct: true",
    ),
    (
        "        correct: true\n",
        "",
        "13:9: is this option correct or wrong? add correct: true, or wrong: and the reason",
    ),
    ("true\n", "true\n        wrong: No.\n", "15:9: an option cannot be correct and wrong; keep either"),
    (
        "wrong: That is lukewarm.",
        "correct: false",
        "16:9: a wrong option needs no correct: false; in place of this line, write wrong:",
    ),
    ("That is lukewarm.", "true", '16:16: "wrong" is the reason why this option is wrong; write it in words'),
    ("correct: true", "correct: 'true'", '14:18: "correct" can only be true or false, without quotes'),
    (
        "    feedback",
        "      - text: 1 cup\n        wrong: x\n" * 8 + "    feedback",
        "12:5: a question has 2 to 10 options, this one has 11",
    ),
    (
        tea.WATER[tea.WATER.index("      - text: 50") : tea.WATER.index("    feedback")],
        "",
        "12:5: a question has 2 to 10 options, this one has 1; add",
    ),
    (
        "50 degrees",
        "100  degrees",
        '15:9: "100  degrees" is an option of this question already (1-water.yaml:13:9)',
    ),
]
IDS = [
    (
        "water",
        "How hot?",
        "Fresh water",
        '1-water.yaml:10:5: the id made from this, "fresh-water", belongs to another section'
        " or question already (1-water.yaml:4:5); change the words, or write an id of its own below: "
        "id: fresh-water-2",
    ),
    (
        "leaves",
        "Green leaves",
        "Green\n    id: how-hot",
        '2-leaves.yaml:5:9: another section or question has the id "how-hot" already (1-water.yaml:10:5)',
    ),
    (
        "leaves",
        "title: Leaves",
        "title: Water",
        '2-leaves.yaml:1:1: the id made from this, "water", belongs to another lesson already',
    ),
    (
        "water",
        "50 degrees",
        "50 °C\n        id: 100-degrees",
        '1-water.yaml:16:13: another option of this question has the id "100-degrees" already',
    ),
    (
        "leaves",
        "Green leaves",
        "Green\n    id: Green Leaves",
        '2-leaves.yaml:5:9: "Green Leaves" cannot be an id; use only a–z, 0–9 and single hyphens',
    ),
    ("leaves", "Green leaves", f"Green\n    id: {'a' * 61}", "cannot be an id"),
    ("course", "id: tea", "id: 7", 'course.yaml:1:5: YAML takes "7" for a number'),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), NAMES + VALUES + IDS)
def test_one_slip_is_one_mistake_at_its_place_with_words_that_help(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    found = mistakes_after(tmp_path, (file, old, new))
    assert len(found) == 1, found
    assert said in found[0]


@pytest.mark.parametrize(("old", "new", "said"), OPTIONS)
def test_options_that_do_not_make_a_question_are_mistakes(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert f"1-water.yaml:{said}" in "\n".join(mistakes_after(tmp_path, ("water", old, new)))


def test_all_mistakes_are_found_at_once_in_the_order_of_lessons_and_lines(tmp_path: Path) -> None:
    found = mistakes_after(
        tmp_path,
        ("leaves", "Wait two minutes.", "no"),
        ("leaves", "summary: ", "sumary: "),
        ("water", "feedback: ", "feedbak: "),
        ("water", "100 degrees", "2.5"),
        ("course", "language: en", "language: English"),
    )
    places = [mistake.split(": ")[0] for mistake in found]
    assert places == [
        "course.yaml:4:11",
        "1-water.yaml:13:15",
        "1-water.yaml:19:5",
        "2-leaves.yaml:2:1",
        "2-leaves.yaml:5:11",
    ]


def test_a_misspelt_name_is_read_on_so_that_its_value_is_checked_as_well(tmp_path: Path) -> None:
    found = mistakes_after(tmp_path, ("leaves", "text: Wait two minutes.", "texte: 12"))
    assert [mistake.split(": ")[0] for mistake in found] == ["2-leaves.yaml:5:5", "2-leaves.yaml:5:12"]


def test_a_question_may_have_only_correct_options(tmp_path: Path) -> None:
    water = tea.WATER.replace("wrong: That is lukewarm.", "correct: yes").replace(
        "wrong: One of them is right.", "correct: true"
    )
    assert not isinstance(load_course(tea.write(tmp_path, water=water)), tuple)
