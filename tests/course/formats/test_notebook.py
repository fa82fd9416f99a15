"""Notebooks and TOML that are large, and such that were made to burst."""

from __future__ import annotations

import pytest

from bot.course.formats import read
from bot.course.formats.source_file import MAX_FILE, SourceFile
from tests.course.formats.hostile import refusal
from tests.course.formats.made_notebooks import QUESTION, code, notebook, printed, words


def test_a_notebook_of_thousands_of_cells_is_read() -> None:
    cells = [
        words(f"## Part {n}\n\nText.") if n % 2 else code(f"x = {n}", printed("1")) for n in range(3_000)
    ]
    made = read(SourceFile("book.ipynb", notebook(*cells)))
    assert sum(len(chapter.steps) for chapter in made.chapters) == 1_500


def test_a_question_knows_its_cell() -> None:
    made = read(SourceFile("book.ipynb", notebook(words("# A\n\nText."), code("1"), words(f"\n{QUESTION}"))))
    origin = made.chapters[0].steps[-1].origin
    assert (origin.file, origin.line) == ("book.ipynb, cell 3", 2)


def test_a_notebook_of_hundreds_of_megabytes_is_refused_unread() -> None:
    assert "larger than 50 MB" in refusal("book.ipynb", b"{" + b" " * MAX_FILE)


@pytest.mark.parametrize(
    ("begin", "end"), [("[" * 100_000, ""), ("[" + "1," * 4_000_000, "1]")], ids=["deep", "endless"]
)
def test_json_that_bursts_is_refused(begin: str, end: str) -> None:
    book = f'{{"nbformat": 4, "cells": {begin}{end}}}'
    assert "JSON" in refusal("book.ipynb", book.encode())


def test_what_breaks_off_is_refused_with_its_line() -> None:
    assert "line 3" in refusal("book.ipynb", b'{\n"nbformat": 4,\n"cells": [')


def test_a_quiz_of_a_thousand_questions_in_toml_is_read() -> None:
    question = '[[questions]]\ntype = "ShortAnswer"\nprompt.prompt = "What is {0}?"\nanswer.answer = "{0}"\n'
    made = read(SourceFile("quiz.toml", "".join(question.format(n) for n in range(1_000)).encode()))
    assert len(made.chapters[0].steps) == 1_000
    assert made.chapters[0].steps[-1].origin.line == 4 * 999 + 1


@pytest.mark.parametrize("text", ["x = [" + "[" * 100_000, 'x = "unfinished', "x." * 50_000 + "y = 1"])
def test_toml_that_is_none_is_refused(text: str) -> None:
    begin = '[[questions]]\ntype = "Tracing"\n'
    assert refusal("quiz.toml", f"{begin}{text}\n".encode())
