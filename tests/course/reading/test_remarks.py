"""What Markdown takes from a text, joins or shows otherwise: noted, each with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.reading.notes import notes_on_course
from bot.views.course_messages import line_of
from tests.course.reading import tea

STAR = "here makes what follows bold or italic, and is not shown; if it is meant as a star, put the whole in"
BOLD = "in bold, without the underscores; if they belong to it, put it in backticks: "
LOST = "as Markdown takes the backslash away; if it belongs there, put the whole in `backticks`"
OPEN = "the code that begins here has no end, so all that follows is shown as code; write"
LINES = "these lines are shown as one; to keep them apart, end each with a backslash, make a list"
TYPED = "leave the formatting out"
NOTED = [
    ("x*y + 2*z", f"6:7: note: the * {STAR}"),
    ("Match ^a*b*$ here.", f"6:14: note: the * {STAR}"),
    ("a**b**c", f"6:7: note: the ** {STAR}"),
    ("Call __init__ first.", f"6:12: note: this is shown as init {BOLD}`__init__`"),
    ("One\n\ntwo, then __main__.py", f"8:17: note: this is shown as main {BOLD}`__main__`"),
    (r"Open \\server\share now.", f"6:12: note: \\\\ is shown as \\, {LOST}"),
    (r"Match \d+\.\d+ now.", f"6:16: note: \\. is shown as ., {LOST}"),
    (r"In C:\_old\*.txt now.", f"6:12: note: \\_ is shown as _, {LOST}"),
    (r"Say \(x\) in LaTeX.", f"6:11: note: \\( is shown as (, {LOST}"),
    ("Run:\n```sh\ndocker ps\n\nThen look.", f"7:7: note: {OPEN} ``` on a line of its own where it ends"),
    ("~~~~\nx\n~~~", f"6:7: note: {OPEN} ~~~~ on"),
    ("Read this.\n---\nThen go on.", "7:7: note: --- right below a text makes a heading of it; for a line"),
    ("Words.\n\n[Tip]: practise", "8:7: note: [Tip]: at the beginning of a line names an address for links"),
    ("Words.\n\n[Tip]: https://a.org", "if it is text, write **Tip:** or \\[Tip]:"),
    ("This is ** bold ** text.", '6:15: note: "** bold **" is shown with its signs, as there is a space'),
    ("This is **bold ** text.", "to format it, write **bold**"),
    (
        "1. One\n  - a\n  - b\n2. Two",
        "7:9: note: these bullets end the list with numbers above, and a new",
    ),
    ("1. One\n- a\n1. Two", "to keep them in it, indent them by three spaces more"),
    ("Roses are red.\nViolets are blue.", f"6:7: note: {LINES}"),
    ("First.\n\nAnna Smith\nMain Road 1\nOld Town", f"8:7: note: {LINES}"),
]
LONG = (
    "This paragraph was wrapped by an editor, as each of its lines is\nas long as it can be with its words."
)
SILENT = [
    "2*3*4 and 2**3**4 are numbers.",
    "See *this* and **that**.",
    "snake_case_name and __bold words__ and __Important__",
    r"Not \*italic\*, \_this\_, \[that\] or 1\. a list.",
    "1\\. One\n\n2\\. Two",
    "`__init__` and `\\d+\\.\\d+` and `x*y*z`",
    "```\nx = 2 ** 3 ** 4\n```",
    "> ```\n> code\n> ```",
    "See [it] here.\n\n[it]: https://example.org",
    "Words.\n\n---\n\nMore.",
    "Heading\n\n## Real\n\nText.",
    "2 ** 3 ** 4 is a power of a power.",
    "1. One\n   - a\n2. Two",
    "1. One\n\nWords.\n\n- a\n\n1. Other",
    LONG,
    "Roses are red.\\\nViolets are blue.",
    "**「重要」**です。**注意。**次に進む。",
]


def notes(folder: Path, text: str) -> list[str]:
    """On a section's text, written under "|"."""
    block = "".join(f"      {line}\n" if line else "\n" for line in text.split("\n"))
    leaves = tea.LEAVES.replace("text: Wait two minutes.\n", f"text: |\n{block}")
    tea.write(folder, leaves=leaves)
    assert isinstance(load_course(folder), Course)
    return [line_of(note).removeprefix("2-leaves.yaml:") for note in notes_on_course(folder)]


@pytest.mark.parametrize(("text", "said"), NOTED)
def test_what_a_text_loses_is_noted_once_at_its_place(tmp_path: Path, text: str, said: str) -> None:
    (note,) = notes(tmp_path, text)
    assert said in note


@pytest.mark.parametrize("text", SILENT)
def test_what_is_meant_beyond_doubt_is_not_noted(tmp_path: Path, text: str) -> None:
    assert notes(tmp_path, text) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "leaves",
            "Green leaves",
            '"**Green** leaves"',
            '4:15: note: "section" is shown as typed, with each **',
        ),
        (
            "leaves",
            "title: Leaves",
            'title: "The `leaves`"',
            '1:13: note: "title" is shown as typed, with each `',
        ),
        ("water", "How hot?", '"How *hot*?"', '10:20: note: "question" is shown as typed, with each *'),
        ("course", "From the kettle", "From [a](https://b.c)", '"summary" is shown as typed, with each ]('),
        ("water", "50 degrees", '"__init__"', "15:16: note: this is shown as init in bold"),
        ("water", "That is lukewarm.", "Match a\\.b", "\\. is shown as ."),
    ],
)
def test_formatting_is_noted_where_none_is_shown(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    (note,) = notes_on_course(tea.write(tmp_path, **{file: tea.FILES[file].replace(old, new, 1)}))
    assert said in line_of(note)


@pytest.mark.parametrize("title", ["2*3*4", "__init__.py", "C:\\new", "a_b_c", "[draft]", "What is 5 * 3?"])
def test_a_title_without_formatting_is_not_noted(tmp_path: Path, title: str) -> None:
    leaves = tea.LEAVES.replace("Green leaves", f"'{title}'")
    assert notes_on_course(tea.write(tmp_path, leaves=leaves)) == ()
