"""Slips of the pen that YAML stumbles over somewhere else: told where they were made, by either parser."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.course.reading import yaml_source
from bot.course.reading.mistakes import Source
from bot.views.course_messages import line_of
from tests.course.reading import tea
from tests.course.reading.tea import mistakes_after

NBSP = "\u00a0"
COLON = "a space is missing after this colon"
DASH = 'a space is missing after this "-"'
HYPHEN = "the entries of a list begin with a plain hyphen and a space"
BETWEEN = 'after a name comes ": ", a colon and a space'
NO_SPACE = "there is a character here that is no space and only looks like one"
OFF = "the indentation is off; begin"
OPEN = "the quotation mark here is never closed"
BRACKET = "a [ or { at the beginning of a value has a special meaning in YAML; put the whole value in quotes"

SLIPS = [
    ("leaves", "title: Leaves", "title: [draft] Leaves", f"1:8: {BRACKET}"),
    ("leaves", "title: Leaves", "title: [draft]: Leaves", f"1:8: {BRACKET}"),
    ("leaves", "title: Leaves", "title: {draft} Leaves", f"1:8: {BRACKET}"),
    ("leaves", "Wait two", "[Docs](https://docs.org) say two", f"5:11: {BRACKET}"),
    ("leaves", "title: Leaves", "title: , leaves", "1:8: a value cannot begin with this character"),
    ("leaves", "title: Leaves", "title: | of leaves", "next line, or put all of it in quotes if the sign"),
    ("leaves", "title: Leaves", "title: > 50 leaves", "next line, or put all of it in quotes if the sign"),
    ("leaves", "title: Leaves", "title: - leaves", "1:8: a list cannot begin here"),
    ("leaves", "steps:", "steps: [", "is never closed, or"),
    ("leaves", "title: ", "title:", f"1:6: {COLON}"),
    ("leaves", "summary: ", "summary:", f"2:8: {COLON}"),
    ("leaves", "section: ", "section:", f"4:12: {COLON}"),
    ("leaves", "text: ", "text:", f"5:9: {COLON}"),
    ("water", "correct: ", "correct:", f"14:16: {COLON}"),
    ("water", "file: ", "file:", f"8:11: {COLON}"),
    ("leaves", "- section", "-section", f"4:3: {DASH}"),
    ("water", "- text: 50", "-text: 50", f"15:7: {DASH}"),
    ("leaves", "- section", "– section", f"4:3: {HYPHEN}"),
    ("leaves", "- section", "• section", f"4:3: {HYPHEN}"),
    ("leaves", "- section", "* section", f"4:3: {HYPHEN}"),
    ("leaves", "- section", "1. section", f"4:3: {HYPHEN}"),
    ("leaves", "title: ", "title = ", f"1:6: {BETWEEN}"),
    ("leaves", "title: ", "title; ", f"1:6: {BETWEEN}"),
    ("leaves", "title: ", "title：", f"1:6: {BETWEEN}"),
    (
        "leaves",
        "title: Leaves",
        "title: “Tea: leaves”",
        "1:8: for YAML such quotation marks are a part of the",
    ),
    ("leaves", "Leaves\nsummary: What gives", "\"Leaves\nsummary: 'It is'", f"1:8: {OPEN}"),
    ("leaves", "Wait two minutes.", '"Wait.\n  - section: "So"\n    text: x', f"5:11: {OPEN}"),
    ("leaves", "title", "```yaml\ntitle", "1:1: this line belongs to a text in Markdown"),
    ("leaves", "    text", f"   {NBSP}text", f"5:4: {NO_SPACE}"),
    ("leaves", "    text", f"{NBSP * 4}text", f"5:1: {NO_SPACE}"),
    ("leaves", "summary", f"{NBSP}summary", f"2:1: {NO_SPACE}"),
    ("leaves", "  - section", f" {NBSP}- section", f"4:2: {NO_SPACE}"),
    ("leaves", "- section", f"-{NBSP}section", f"4:4: {NO_SPACE}"),
    ("leaves", "title: ", f"title:{NBSP}", f"1:7: {NO_SPACE}"),
    ("leaves", "Wait two", f"|\n      Wait\n     {NBSP}two", f"7:6: {NO_SPACE}"),
    ("leaves", "title", "\u200btitle", f"1:1: {NO_SPACE}"),
    ("water", "        wrong", f"{NBSP}       wrong", f"16:1: {NO_SPACE}"),
    (
        "leaves",
        "  - section: Green leaves\n    text",
        f"{NBSP}{NBSP}- section: Green leaves\n{NBSP * 4}text",
        f"4:1: {NO_SPACE}",
    ),
    ("leaves", "title: Leaves\nsummary: What", "title:Leaves\nsummary:What", f"1:6: {COLON}"),
    (
        "water",
        "      - text: 50",
        "        - text: 50",
        f'15:9: {OFF} this "- " in the same column as the "- "',
    ),
    ("water", "  - question", "   - question", f'10:4: {OFF} this "- " in the same column as the "- " above'),
    ("water", "    prompt", "   prompt", f"11:4: {OFF} this line in the same column as the names above"),
    (
        "leaves",
        "Wait two",
        "|\n    - Wait\n    - two",
        '6:5: a text under "|" has to be indented further than',
    ),
    ("leaves", "Wait", f"|{NBSP}\n      Wait", f"5:12: {NO_SPACE}"),
    ("leaves", "Leaves", "'It's a leaf'", "take a kind (' or \") that does not stand in it"),
    (
        "leaves",
        tea.LEAVES,
        '{"title": "Leaves", "steps": [{"section": "a"}]',
        "1:1: the { here is never closed",
    ),
    (
        "leaves",
        tea.LEAVES,
        "{\\rtf1\\ansi title: Leaves}",
        "1:1: this is a document of another program; save it as",
    ),
    ("leaves", tea.LEAVES, "PK\x03\x04title: Leaves}", "1:1: this is a document of another program"),
    ("water", "  - question", "  question", '10:3: something new begins here, so its "- " is missing'),
    (
        "leaves",
        "Wait",
        "|\n         Wait\n      and wait",
        f"7:7: {OFF} all lines of a text in the same column",
    ),
]
READABLE = [
    ("water", "    prompt", "  - prompt", 'what belongs to the step above has no "- " of its own'),
    ("leaves", "Wait", "|\n    Wait: w", '5:5: "text" is empty; write the text below, and indent it further'),
    (
        "water",
        "  - question",
        "    question",
        "10:5: a step is either a section or a question; if a new step",
    ),
    (
        "water",
        "  - text: 50",
        "    text: 50",
        'keep one of them, or, if something new begins here, write "- "',
    ),
    (
        "leaves",
        "title: Leaves",
        "title: # of leaves",
        '1:1: "title" is empty; YAML reads nothing from a # on',
    ),
    ("leaves", "Wait two minutes.", "\n      - a\n      - b", 'longer text, write "|" after the colon'),
    (
        "water",
        "pictures/kettle.png",
        '"pictures\\box.png"',
        "(U+0008), made by a backslash; in double quotes",
    ),
    ("water", "pictures/kettle.png", '"pictures\\new.png"', "a single line; a backslash has made two of it"),
    (
        "water",
        "      file: pictures/kettle.png\n      description",
        "    file: pictures/kettle.png\n    description",
        "each on its own line below and indented further",
    ),
    ("course", "  - 2-l", "    - 2-l", 'course.yaml:7:1: the "- " in this line is indented too far'),
]


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml_source.FAST])
@pytest.mark.parametrize(("file", "old", "new", "said"), SLIPS)
def test_a_slip_that_yaml_stumbles_over_is_told_where_it_was_made(
    loader: type, file: str, old: str, new: str, said: str
) -> None:
    source = Source(Path("x"))
    assert old in tea.FILES[file]
    assert yaml_source.compose(tea.FILES[file].replace(old, new, 1).encode(), source, loader) is None
    (mistake,) = source.mistakes
    assert said in line_of(mistake)


@pytest.mark.parametrize(("file", "old", "new", "said"), READABLE)
def test_a_slip_that_yaml_reads_otherwise_than_it_was_meant_is_told_with_its_cure(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    assert any(said in mistake for mistake in mistakes_after(tmp_path, (file, old, new)))


def test_what_only_looks_like_a_slip_in_a_text_above_is_not_blamed() -> None:
    source = Source(Path("x"))
    text = "|\n      -no item\n      note:this\n      “so”\n      * x\n   bad: indentation"
    assert yaml_source.compose(tea.LEAVES.replace("Wait two minutes.", text).encode(), source) is None
    assert [line_of(mistake).split(";")[0] for mistake in source.mistakes] == [
        "x:10:4: the indentation is off"
    ]
