"""Files that YAML cannot read, or that were made to do harm: each refused by one line that helps."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from bot.course.reading import yaml_source
from bot.course.reading.loader import load_course
from bot.course.reading.mistakes import Source
from bot.views.course_messages import line_of
from tests.course.reading import tea

QUOTES = 'put the whole value in quotes, or write it under "|"'
SYNTAX = [
    ("title: Leaves", "title: Tea: leaves", f'1:11: a second ": " in one line confuses YAML; {QUOTES}'),
    (
        "title: Leaves",
        "title Leaves",
        "2:1: this line is indented too far, or the line above lacks its colon",
    ),
    ("summary:", " summary:", "2:2: this line is indented too far, or the line above lacks its colon"),
    ("    text:", "      text:", "5:7: this line is indented too far"),
    (
        "    text:",
        "   text:",
        "5:4: the indentation is off; begin this line in the same column as the names above",
    ),
    ("    text:", "\ttext:", "5:1: there is a tab here; YAML wants spaces"),
    ("    text:", "    \ttext:", "5:5: there is a tab here; YAML wants spaces"),
    ("Leaves", '"Leaves', "1:8: the quotation mark here is never closed"),
    ("Leaves", "'Leaves", "1:8: the quotation mark here is never closed"),
    (
        "Leaves",
        '"Leaves" and tea',
        "1:17: the text in quotes ends before this; put the quotation marks around",
    ),
    ("Leaves", '"a \\q"', ": inside double quotes YAML does not know this backslash"),
    ("Leaves", "@leaves", f"1:8: a value cannot begin with this character; {QUOTES}"),
    ("Leaves", "`leaves`", f"1:8: a value cannot begin with this character; {QUOTES}"),
    (
        "Leaves",
        "*leaves*",
        f"1:8: a * or & at the beginning of a value has a special meaning in YAML; {QUOTES}",
    ),
    (
        "Leaves",
        "**leaves**",
        f"1:8: a * or & at the beginning of a value has a special meaning in YAML; {QUOTES}",
    ),
    ("Leaves", "&leaves x", "1:8: a * or & at the beginning"),
    ("Leaves", "!leaves x", "1:8: a ! at the beginning"),
    ("Leaves", "!!python/object/apply:os.system [id]", "1:8: a ! at the beginning"),
    ("Leaves", "[Leaves", "1:8: the [ here is never closed"),
    ("Leaves", "{Leaves", "1:8: the { here is never closed"),
    ("Leaves", "- Leaves", '1:8: a list cannot begin here; put each "- " on a line of its own'),
    ("Wait", "| Wait", '5:13: nothing may follow "|" or ">" in the same line'),
    (
        "Wait",
        "|\n    Wait",
        '6:5: this line is no "name: value"; if it goes on with a text, indent it further',
    ),
    ("steps:", "---\nsteps:", "3:1: a file holds one course or one lesson; remove the line ---"),
    ("Leaves", "Tea\u2028leaves", "1:11: there is an invisible character here (U+2028)"),
    ("Leaves", "Tea\x07", "1:11: there is an invisible character here (U+0007)"),
]
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = [
    (LAUGHS.encode(), "1:4: a * or & at the beginning of a value"),
    (b"title: *a\n", "1:8: a * or & at the beginning of a value"),
    (b"[" * 21, "1:21: lists and names are nested more than 20 deep"),
    (b"[" * 500_000, ": lists and names are nested more than 20 deep"),
    (b"".join(b" " * n + b"a:\n" for n in range(400)), ": lists and names are nested more than 20 deep"),
    (b"- a\n" * 30_000, ": the file holds more than 20,000 values; divide it"),
    (b"a" * (1024 * 1024 + 1), "1:1: the file is larger than 1 MB; divide it into several lessons"),
    (
        b"\xef\xbb\xbftitle: a\r\nsummary: T\xc3\xa9 \xff\n",
        "2:13: this character is not UTF-8; save the file again",
    ),
    ("title: Tee".encode("utf-16"), "1:1: this character is not UTF-8"),
    (b"", "1:1: the file is empty"),
    (b"\n# nothing yet\n", "1:1: the file is empty"),
    (b"\x00" * 10, "1:1: there is an invisible character here (U+0000)"),
    (b"just words", "1:1: a single value stands here, but a lesson is made of names like"),
    (b"- a\n- b\n", "1:1: a list stands here, but a lesson is made of names like"),
    (b"? [" + b"a," * 9_000 + b"]\n: b\n", "1:3: a list cannot be a name"),
]


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml_source.FAST])
@pytest.mark.parametrize(("old", "new", "said"), SYNTAX)
def test_what_yaml_cannot_read_is_said_in_plain_words_by_either_parser(
    loader: type, old: str, new: str, said: str
) -> None:
    source = Source(Path("2-leaves.yaml"))
    assert yaml_source.compose(tea.LEAVES.replace(old, new, 1).encode(), source, loader) is None
    assert len(source.mistakes) == 1
    assert said in line_of(source.mistakes[0])


@pytest.mark.parametrize(("data", "said"), HOSTILE)
def test_a_hostile_file_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    found = load_course(tea.write(tmp_path, leaves=data))
    assert isinstance(found, tuple)
    place = "2-leaves.yaml:" if said[0].isdigit() else ""
    assert any(place + said in line_of(mistake) for mistake in found), [line_of(mistake) for mistake in found]


def test_a_file_full_of_slow_markdown_is_refused_as_well(tmp_path: Path) -> None:
    steps = "".join(f"  - section: S{n}\n    text: '{'![' * 1_700}'\n" for n in range(250))
    found = load_course(tea.write(tmp_path, leaves=f"title: T\nsummary: S\nsteps:\n{steps}"))
    assert len(found if isinstance(found, tuple) else ()) == 250


def test_a_byte_order_mark_and_windows_line_ends_are_welcome(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + tea.LEAVES.replace("\n", "\r\n").encode()
    assert not isinstance(load_course(tea.write(tmp_path, leaves=data)), tuple)


def test_no_file_is_waited_for_that_never_ends(tmp_path: Path) -> None:
    tea.write(tmp_path)
    (tmp_path / "2-leaves.yaml").unlink()
    os.mkfifo(tmp_path / "2-leaves.yaml")
    (mistake,) = load_course(tmp_path)  # type: ignore[misc]
    assert "is no ordinary file" in line_of(mistake)
