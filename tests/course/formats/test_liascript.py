"""LiaScript that is large, and such that was made to take its time."""

from __future__ import annotations

import pytest

from bot.course.formats import read
from bot.course.formats.source_file import SourceFile
from tests.course.formats.hostile import refusal

HEAD = "<!--\nauthor: A. Teacher\nnarrator: US English Female\n-->\n\n# Tea\n\n"
QUIZ = "What is {0}?\n\n[( )] nothing\n[(X)] the number {0}\n\n*****\n\nIt is {0}.\n\n*****\n\n"


def test_thousands_of_quizzes_below_one_heading_are_read() -> None:
    text = HEAD + "".join(map(QUIZ.format, range(3_000)))
    (chapter,) = read(SourceFile("course.md", text.encode())).chapters
    assert len(chapter.steps) == 3_000
    assert chapter.steps[-1].origin.line == 9 + 11 * 2_999 + 1


@pytest.mark.parametrize(
    "text",
    ["<!-- ", "?[", "{{1", "[[", "[[a|", "[(", "--{{", "****\n", "`$[["],
    ids=lambda text: text.strip(),
)
def test_what_is_opened_and_never_closed_takes_no_time(text: str) -> None:
    assert not refusal("course.md", f"{HEAD}Text.\n\n{text * 20_000}\n".encode())
