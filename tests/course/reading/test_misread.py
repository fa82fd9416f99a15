"""What YAML and Markdown take for something else is told as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.course.model import Course
from bot.course.reading import yaml_source
from bot.course.reading.loader import load_course
from bot.course.reading.mistakes import Source
from tests.course.reading import tea
from tests.course.reading.tea import mistakes_after

NULLS = [("null", '"null"'), ("~", '"~"'), ("Null", '"Null"')]
LOADERS = [yaml.CSafeLoader, yaml.SafeLoader]


@pytest.mark.parametrize(("word", "quoted"), NULLS)
@pytest.mark.parametrize(
    ("file", "old", "place"),
    [("leaves", "Wait two minutes.", "2-leaves.yaml:5:11"), ("water", "50 degrees", "1-water.yaml:15:15")],
)
def test_a_word_that_yaml_takes_for_nothing_is_to_be_quoted(
    tmp_path: Path, file: str, old: str, place: str, word: str, quoted: str
) -> None:
    said = f"YAML takes {quoted} for nothing, not for text; put it in quotes: {quoted}"
    assert mistakes_after(tmp_path, (file, old, word)) == [f"{place}: {said}"]


def test_a_note_that_says_null_is_to_be_quoted_as_well(tmp_path: Path) -> None:
    (said,) = mistakes_after(tmp_path, ("leaves", "Wait two minutes.", "Wait.\n    note: null"))
    assert "for nothing, not for text" in said


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r'"\ud83d\ude00 tea"', "😀 tea"),
        (r'"\uD83D\uDE00\ud83c\udf75"', "😀🍵"),
        (r"'\ud83d\ude00'", r"\ud83d\ude00"),
        ('|\n      "\\ud83d\\ude00"', r'"\ud83d\ude00"'),
    ],
)
@pytest.mark.parametrize("loader", LOADERS)
def test_an_emoji_in_two_halves_is_taken_in_double_quotes(written: str, text: str, loader: type) -> None:
    source = Source(Path("x"))
    data = tea.LEAVES.replace("Wait two minutes.", written) + "  - section: After\n    text: Words.\n"
    node = yaml_source.compose(data.encode(), source, loader)
    assert source.mistakes == []
    assert isinstance(node, yaml.MappingNode)
    assert yaml.safe_load(yaml.serialize(node))["steps"][0]["text"].strip() == text
    assert source.lines == data.split("\n")


def test_half_an_emoji_is_no_text(tmp_path: Path) -> None:
    (said,) = mistakes_after(tmp_path, ("leaves", "Wait two minutes.", r'"\ud83d tea \ud83d\ude00"'))
    assert "backslash" in said


@pytest.mark.parametrize("written", ["<ann@example.org>", "[Ann](mailto:ann@example.org)"])
def test_an_address_for_e_mail_is_told_as_that(tmp_path: Path, written: str) -> None:
    (said,) = mistakes_after(tmp_path, ("leaves", "Wait two", f"|\n      Write to {written}, wait two"))
    assert said.startswith("2-leaves.yaml:6:")
    assert '"ann@example.org" is an address for e-mail, not a web page' in said


def test_a_lesson_with_a_number_sign_in_its_name_is_to_be_quoted(tmp_path: Path) -> None:
    folder = tea.write(tmp_path)
    (folder / "2-leaves.yaml").rename(folder / "Lesson #2.yaml")
    (said,) = mistakes_after(folder, ("course", "2-leaves.yaml", "Lesson #2.yaml"))
    assert said == (
        'course.yaml:7:5: "Lesson" is not there; in YAML a comment begins at " #", so put the whole name in '
        'quotes: "Lesson #2.yaml"'
    )
    tea.write(folder, course=tea.COURSE.replace("2-leaves.yaml", '"Lesson #2.yaml"'))
    assert isinstance(load_course(folder), Course)
