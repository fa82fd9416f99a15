"""Files that were made to burst: refused with one line, or read in time that grows as they do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.course.formats import read
from bot.course.formats.course_files import Importing, imported
from bot.course.formats.material import FormatError
from bot.course.formats.source_file import MAX_TEXT, SourceFile
from bot.views.course_messages import in_words

REFUSED = {
    "columns.csv": ("question,answer\n" + "a," * 100_000, "In line 2 there are more than 200 columns"),
    "quote.csv": ('question,answer\n"' + "a,b\n" * 100_000, "From line 2 on, a quote is opened and never"),
    "rows.tsv": ("a\tb\n" * 21_000, "There is too much for one course in it"),
    "lessons.md": ("# a\n\n" + "## b\n\nx\n\n" * 1_100, "There is too much for one course in it"),
    "unclosed.gift": (
        "::a::b {=x\n" + "\n" * 200_000,
        "Nothing of it can be taken over. unclosed.gift:1: a question whose",
    ),
    "options.gift": (
        "::a::b {=y " + "~x " * 50_000 + "}",
        "Nothing of it can be taken over. options.gift:1: the question",
    ),
    "endless.md": (
        "# a\n\n## b\n\n" + "word " * 50_000,
        "Nothing of it can be taken over. endless.md:3: a text of",
    ),
    "zeros.txt": ("\0" * 100_000, "I do not know this format"),
}
TAKEN = {
    "brackets.md": "# a\n\n## b\n\n" + "[" * 20_000,
    "stars.md": "# a\n\n## b\n\n" + "*a **b " * 3_000,
    "formulas.md": "# a\n\n## b\n\n" + "\\(" * 10_000,
    "depth.gift": "::a::[html]b {=x ~y}\n\n::c::[html]" + "<div>" * 10_000 + "d {=x ~y}",
    "braces.gift": "::a::b {=x ~y}\n\n" + "{" * 50_000,
    "colons.gift": "::a::b {=x ~y}\n\n" + "::" * 50_000,
    "fences.md": "# a\n\n### b?\n\n- [ ] x\n- [x] y\n\n" + "```\nx\n" * 3_000,
    "marks.md": "# a\n\n## b\n\n\ue0005\ue001 \ue0029\ue003 x",
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_one_line(name: str, tmp_path: Path) -> None:
    text, words = REFUSED[name]
    with pytest.raises(FormatError) as refused:
        imported([SourceFile(name, text.encode())], Importing(), tmp_path / "course", None)
    said = in_words(refused.value.why)
    assert said.startswith(words)
    assert "\n" not in said
    assert not (tmp_path / "course").exists()


@pytest.mark.parametrize("name", TAKEN)
def test_it_becomes_a_course_all_the_same(name: str, tmp_path: Path) -> None:
    source = SourceFile(name, TAKEN[name].encode())
    assert imported([source], Importing(), tmp_path / "course", None).course.spots


def test_a_text_of_more_than_20_mb_is_not_even_looked_at() -> None:
    with pytest.raises(FormatError) as refused:
        read(SourceFile("large.gift", b"::a::b {=x}\n\n" * (MAX_TEXT // 13 + 1)), "gift")
    assert in_words(refused.value.why).startswith("There is more than 20 MB of text")
